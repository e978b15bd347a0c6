"""The service's codes, and what they are called here."""

from __future__ import annotations

from collections.abc import Mapping

from backends.courses.domain import Application, EducationType, ExtentUnit, Kind, Mode, Time

# Search values of `koulutustyyppi` that are for adults, and our kinds. They do not overlap, so that a
# harvest by each of them meets an offering once and stays under the service's 10,000 hits for a search.
KINDS: Mapping[str, Kind] = {
    "koulutustyyppi_26": Kind.DEGREE,
    "koulutustyyppi_11": Kind.DEGREE,
    "koulutustyyppi_12": Kind.DEGREE,
    "amm-tutkinnon-osa": Kind.DEGREE_PART,
    "amm-osaamisala": Kind.DEGREE_PART,
    "amm-muu": Kind.SHORT,
    "muu": Kind.SHORT,
    "vapaa-sivistystyo-osaamismerkki": Kind.BADGE,
    "vapaa-sivistystyo-muu": Kind.LIBERAL,
    "vapaa-sivistystyo-opistovuosi": Kind.LIBERAL,
    "aikuisten-perusopetus": Kind.BASIC,
    "tuva-normal": Kind.BASIC,
    "telma": Kind.BASIC,
    "amk-opintojakso-avoin": Kind.OPEN_HE,
    "amk-opintokokonaisuus-avoin": Kind.OPEN_HE,
    "yo-opintojakso-avoin": Kind.OPEN_HE,
    "yo-opintokokonaisuus-avoin": Kind.OPEN_HE,
    "amk-alempi": Kind.HE,
    "amk-ylempi": Kind.HE,
    "kandi": Kind.HE,
    "kandi-ja-maisteri": Kind.HE,
    "maisteri": Kind.HE,
}
# The types of the same, where the service's sort tells one.
TYPES: Mapping[str, EducationType] = {
    "koulutustyyppi_26": EducationType.INITIAL_QUALIFICATION,
    "koulutustyyppi_11": EducationType.FURTHER_QUALIFICATION,
    "koulutustyyppi_12": EducationType.SPECIALIST_QUALIFICATION,
    "amm-tutkinnon-osa": EducationType.QUALIFICATION_PART,
    "amm-muu": EducationType.SHORT_COURSE,
    "muu": EducationType.SHORT_COURSE,
    "vapaa-sivistystyo-osaamismerkki": EducationType.BADGE,
    "vapaa-sivistystyo-opistovuosi": EducationType.FOLK_HIGH_SCHOOL,
    "aikuisten-perusopetus": EducationType.ADULT_BASIC,
    "tuva-normal": EducationType.PREPARATORY,
    "telma": EducationType.PREPARATORY,
    "amk-opintojakso-avoin": EducationType.OPEN_UAS,
    "amk-opintokokonaisuus-avoin": EducationType.OPEN_UAS,
    "yo-opintojakso-avoin": EducationType.OPEN_UNIVERSITY,
    "yo-opintokokonaisuus-avoin": EducationType.OPEN_UNIVERSITY,
    "amk-alempi": EducationType.UAS_DEGREE,
    "amk-ylempi": EducationType.UAS_DEGREE,
    "kandi": EducationType.UNIVERSITY_DEGREE,
    "kandi-ja-maisteri": EducationType.UNIVERSITY_DEGREE,
    "maisteri": EducationType.UNIVERSITY_DEGREE,
}
# `koulutustyyppi` of an answer is another list than that of the search, and coarser.
ANSWERED: Mapping[str, tuple[Kind, EducationType | None]] = {
    "amm": (Kind.DEGREE, None),
    "amm-tutkinnon-osa": (Kind.DEGREE_PART, EducationType.QUALIFICATION_PART),
    "amm-osaamisala": (Kind.DEGREE_PART, None),
    "vapaa-sivistystyo-osaamismerkki": (Kind.BADGE, EducationType.BADGE),
    "vapaa-sivistystyo-muu": (Kind.LIBERAL, None),
    "vapaa-sivistystyo-opistovuosi": (Kind.LIBERAL, EducationType.FOLK_HIGH_SCHOOL),
    "aikuisten-perusopetus": (Kind.BASIC, EducationType.ADULT_BASIC),
    "lk": (Kind.BASIC, EducationType.UPPER_SECONDARY),
    "tuva": (Kind.BASIC, EducationType.PREPARATORY),
    "telma": (Kind.BASIC, EducationType.PREPARATORY),
    "kk-opintojakso": (Kind.OPEN_HE, None),
    "kk-opintokokonaisuus": (Kind.OPEN_HE, None),
    "amk": (Kind.HE, EducationType.UAS_DEGREE),
    "yo": (Kind.HE, EducationType.UNIVERSITY_DEGREE),
}
SMALL_UNITS = frozenset({Kind.DEGREE_PART, Kind.BADGE, Kind.OPEN_HE})
MODES: Mapping[str, tuple[Mode, ...]] = {
    "opetuspaikkakk_1": (Mode.CONTACT,),
    "opetuspaikkakk_2": (Mode.ONLINE,),
    "opetuspaikkakk_3": (Mode.ONLINE,),
    "opetuspaikkakk_4": (Mode.PART_TIME,),
    "opetuspaikkakk_5": (Mode.SELF_PACED,),
}
TIMES: Mapping[str, tuple[Time, ...]] = {
    "opetusaikakk_1": (Time.DAY,),
    "opetusaikakk_2": (Time.EVENING,),
    "opetusaikakk_3": (Time.WEEKEND,),
    "opetusaikakk_4": (Time.DAY, Time.EVENING),
    "opetusaikakk_5": (Time.FLEXIBLE,),
}
APPLICATIONS: Mapping[str, tuple[Application, ...]] = {
    "hakutapa_01": (Application.JOINT,),
    "hakutapa_02": (Application.SEPARATE,),
    "hakutapa_03": (Application.CONTINUOUS,),
}
LANGUAGES: Mapping[str, tuple[str, ...]] = {
    "oppilaitoksenopetuskieli_1": ("fi",),
    "oppilaitoksenopetuskieli_2": ("sv",),
    "oppilaitoksenopetuskieli_4": ("en",),
    "oppilaitoksenopetuskieli_5": ("se",),
}
UNITS: Mapping[str, ExtentUnit] = {
    "opintojenlaajuusyksikko_2": ExtentUnit.OP,
    "opintojenlaajuusyksikko_6": ExtentUnit.OSP,
}


def type_of_answer(name: str) -> tuple[Kind, EducationType | None]:
    """Our kind and type for the `koulutustyyppi` of an answer; an unknown one is a short course."""
    return ANSWERED.get(name, (Kind.SHORT, None))
