"""An offer of ours out of a koulutus and one of its toteutukset: what the source says, and nothing more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from backends.courses.domain import Application, CostClass, EducationType, Extent, Kind, Offer
from backends.courses.opintopolku.answers import Code, Metadata, Offering, OfferingDetails, Study, Teaching
from backends.courses.opintopolku.client import offering_address
from backends.courses.opintopolku.codes import APPLICATIONS, LANGUAGES, MODES, SMALL_UNITS, TIMES, UNITS
from backends.courses.opintopolku.texts import chosen, listed, shortened
from nlu.places import Place, PlaceGazetteer

SOURCE = "opintopolku"
PUBLISHED = "julkaistu"
_LONGEST_DESCRIPTION = 500
_LONGEST_OUTCOME = 200
_MOST_OUTCOMES = 12
_SMALL_FEE_EUROS = 100.0
_MOST_POINTS = 420
_TOTEUTUS = re.compile(r"^1\.2\.246\.562\.17\.\d+$")


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that makes no offer: which, why (a word of ours), and what was wrong with it."""

    item: str
    reason: str
    detail: str = ""


class OfferMaker:
    """Makes offers; municipalities get the names and regions of the gazetteer by their codes."""

    def __init__(self, places: PlaceGazetteer, today: date) -> None:
        self._today = today
        self._towns = {place.code: place for place in places.places if place.kind == "municipality"}
        self._regions = {place.name for place in places.places if place.kind == "region"}

    def offer(
        self,
        study: Study,
        offering: Offering,
        details: OfferingDetails | None,
        kind: Kind,
        education_type: EducationType | None = None,
    ) -> Offer | Refused:
        """The offer, or why there is none. Without details the ways, cost and application stay unknown."""
        oid = offering.toteutusOid
        if not _TOTEUTUS.match(oid):
            return Refused(oid, "bad_oid")
        if details is not None and details.tila and details.tila != PUBLISHED:
            return Refused(oid, "not_published", details.tila)
        name = chosen(offering.toteutusNimi) or chosen(details.nimi if details else {}) or chosen(study.nimi)
        if not name:
            return Refused(oid, "no_name")
        metadata = (details.metadata if details else None) or Metadata()
        teaching = metadata.opetus or Teaching()
        towns = self._municipalities(offering, details)
        occupations = _words(word.arvo for word in metadata.ammattinimikkeet if word.kieli == "fi")
        outcomes = _outcomes(study)
        for_jobseekers = bool(metadata.isTyovoimakoulutus)
        return Offer(
            id=f"{SOURCE}-{oid}",
            name=name,
            kind=Kind.LABOUR_MARKET if for_jobseekers else kind,
            description=_description(study, metadata),
            source=SOURCE,
            checked_on=self._today,
            sample=False,
            url=offering_address(oid),
            provider=chosen(offering.oppilaitosNimi) or None,
            municipalities=tuple(town.name for town in towns),
            regions=_unique(town.region for town in towns if town.region),
            modes=_mapped(MODES, teaching.opetustapa),
            times=_mapped(TIMES, teaching.opetusaika),
            extent=_extent(study),
            cost_class=_cost(teaching),
            application=_application(details),
            entry_requirements=_entry(details),
            languages=_mapped(LANGUAGES, teaching.opetuskieli),
            learning_outcomes=outcomes,
            koodisto_codes=_codes(study),
            keywords=_words(word.arvo for word in metadata.asiasanat if word.kieli == "fi"),
            titles=_unique((*_words(chosen(code.nimi) for code in study.tutkintonimikkeet), *occupations)),
            qualification=_qualification(study, kind),
            education_type=EducationType.LABOUR_MARKET if for_jobseekers else education_type,
            small_unit=kind in SMALL_UNITS or bool(metadata.isPieniOsaamiskokonaisuus),
        )

    def _municipalities(self, offering: Offering, details: OfferingDetails | None) -> list[Place]:
        codes = [code.code for code in offering.kunnat]
        if not codes and details is not None:
            codes = [one.paikkakunta.code for one in details.tarjoajat if one.paikkakunta]
        found = (self._towns.get(code.removeprefix("kunta_")) for code in dict.fromkeys(codes))
        return [town for town in found if town is not None]


def address_of(offer_id: str) -> str | None:
    """The page in Opintopolku of an offer of ours; None where the id is not of an offer of Opintopolku."""
    oid = offer_id.removeprefix(f"{SOURCE}-")
    return offering_address(oid) if oid != offer_id and _TOTEUTUS.match(oid) else None


def _description(study: Study, metadata: Metadata) -> str:
    own = chosen(metadata.kuvaus)
    texts = study.kuvaus or {}
    shared = chosen({key: value for key, value in texts.items() if isinstance(value, str)})
    return shortened(own or shared, _LONGEST_DESCRIPTION)


def _outcomes(study: Study) -> tuple[str, ...]:
    """The items of the learning outcomes' list; an osaamismerkki has them under `kuvaus`."""
    texts = study.osaamistavoitteet or (study.kuvaus or {}).get("osaamistavoitteet") or {}
    if not isinstance(texts, dict):
        return ()
    html = next((text for language in ("fi", "sv", "en") if (text := texts.get(language))), "")
    items = listed(html) or ((text,) if (text := chosen(texts)) else ())
    return tuple(shortened(item, _LONGEST_OUTCOME) for item in items[:_MOST_OUTCOMES])


def _extent(study: Study) -> Extent | None:
    part = study.tutkinnonOsat[0] if study.tutkinnonOsat else None
    unit_code = study.opintojenLaajuusyksikko or (part.opintojenLaajuusyksikko if part else None)
    unit = UNITS.get(unit_code.code) if unit_code else None
    if unit is None:
        return None
    least, most = study.opintojenLaajuusNumeroMin, study.opintojenLaajuusNumeroMax
    if least and most and most > least:
        return Extent(least, unit, most)
    written = study.opintojenLaajuus or (part.opintojenLaajuus if part else None)
    number = study.opintojenLaajuusNumero or (part.opintojenLaajuusNumero if part else None)
    amount = _sum(chosen(written.nimi)) if written else None
    amount = amount or number or least or most
    return Extent(amount, unit) if amount and amount <= _MOST_POINTS else None


def _sum(text: str) -> float | None:
    """ "180+120" is 300; the service's number of the same is 180120."""
    parts = text.replace(",", ".").split("+")
    return (
        sum(map(float, parts)) if all(re.fullmatch(r"\d+(\.\d+)?", part.strip()) for part in parts) else None
    )


def _cost(teaching: Teaching) -> CostClass | None:
    """Yearly fees (lukuvuosimaksu) are for those from outside the EEA: they say nothing for most."""
    if teaching.maksullisuustyyppi == "maksuton":
        return CostClass.FREE
    if teaching.maksullisuustyyppi != "maksullinen":
        return None
    if teaching.maksunMaara is None:
        return CostClass.PAID
    return CostClass.SMALL_FEE if teaching.maksunMaara <= _SMALL_FEE_EUROS else CostClass.PAID


def _application(details: OfferingDetails | None) -> tuple[Application, ...]:
    ways = [one.hakutapa for one in details.applications if one.hakutapa] if details else []
    return _mapped(APPLICATIONS, ways)


def _entry(details: OfferingDetails | None) -> str | None:
    codes = [code for target in details.targets for code in target.pohjakoulutusvaatimus] if details else []
    return ", ".join(_unique(name for code in codes if (name := chosen(code.nimi)))) or None


def _codes(study: Study) -> tuple[str, ...]:
    parts = [part.tutkinnonOsat for part in study.tutkinnonOsat if part.tutkinnonOsat]
    return _unique(code.code for code in (*study.koulutukset, *parts, *study.tutkintonimikkeet))


def _qualification(study: Study, kind: Kind) -> str | None:
    if kind not in (Kind.DEGREE, Kind.DEGREE_PART):
        return None
    parts = [part.koulutus for part in study.tutkinnonOsat if part.koulutus]
    return next((name for code in (*study.koulutukset, *parts) if (name := chosen(code.nimi))), None)


def _mapped[T](table: Mapping[str, tuple[T, ...]], codes: Iterable[Code]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(value for code in codes for value in table.get(code.code, ())))


def _words(texts: Iterable[str]) -> tuple[str, ...]:
    return _unique(" ".join(text.split()).lower() for text in texts if text.strip())


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
