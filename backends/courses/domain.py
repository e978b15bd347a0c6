"""What an offer of education is. Pure data: no storage, no HTTP, no search.

What the source does not say is `None` or empty, and is shown to the learner as "ei tiedossa"; it is never
guessed. Code fields hold codes of the Opintopolku koodisto without a version suffix.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of offers, as the command line's contract names them."""

    DEGREE = "degree"
    DEGREE_PART = "degree_part"
    SHORT = "short"
    BADGE = "badge"
    BASIC = "basic"
    LANGUAGE = "language"
    LIBERAL = "liberal"
    LABOUR_MARKET = "labour_market"
    OPEN_HE = "open_he"
    HE = "he"


class EducationType(StrEnum):
    """What an offer is, finer than its kind. Apprenticeship is a way to study: Mode.WORKPLACE."""

    INITIAL_QUALIFICATION = "initial_qualification"
    FURTHER_QUALIFICATION = "further_qualification"
    SPECIALIST_QUALIFICATION = "specialist_qualification"
    OTHER_QUALIFICATION = "other_qualification"
    QUALIFICATION_PART = "qualification_part"
    CARD = "card"
    SHORT_COURSE = "short_course"
    BADGE = "badge"
    SMALL_UNIT = "small_unit"
    ADULT_BASIC = "adult_basic"
    PREPARATORY = "preparatory"
    UPPER_SECONDARY = "upper_secondary"
    LITERACY = "literacy"
    INTEGRATION = "integration"
    FINNISH = "finnish"
    OTHER_LANGUAGE = "other_language"
    FOLK_HIGH_SCHOOL = "folk_high_school"
    ADULT_EDUCATION_CENTRE = "adult_education_centre"
    SUMMER_UNIVERSITY = "summer_university"
    LABOUR_MARKET = "labour_market"
    OPEN_UAS = "open_uas"
    OPEN_UNIVERSITY = "open_university"
    UAS_DEGREE = "uas_degree"
    UNIVERSITY_DEGREE = "university_degree"


class Mode(StrEnum):
    """Ways to study, as `study_mode` in the NLU contract."""

    CONTACT = "contact"
    ONLINE = "online"
    EVENING = "evening"
    PART_TIME = "part_time"
    WORKPLACE = "workplace"
    SELF_PACED = "self_paced"


class Time(StrEnum):
    """Times of study (koodisto opetusaikakk)."""

    DAY = "day"
    EVENING = "evening"
    WEEKEND = "weekend"
    FLEXIBLE = "flexible"


class ExtentUnit(StrEnum):
    """Units of extent: competence points (osaamispiste), credits (opintopiste) and plain time."""

    OSP = "osp"
    OP = "op"
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"


class CostClass(StrEnum):
    """What studying costs the learner, as a class: an amount is never stored, because it changes."""

    FREE = "free"
    SMALL_FEE = "small_fee"
    PAID = "paid"


class Application(StrEnum):
    """How one gets in (koodisto hakutapa)."""

    CONTINUOUS = "continuous"
    JOINT = "joint"
    SEPARATE = "separate"
    DIRECT = "direct"


@dataclass(frozen=True, slots=True)
class Extent:
    """How much there is to study: `amount`, or from `amount` to `maximum` where the source gives a range."""

    amount: float
    unit: ExtentUnit
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that a person can study, somewhere in some way.

    `municipalities` and `regions` hold names in the nominative ("Oulu", "Pohjois-Pohjanmaa"); an
    offer without either has no known place. `titles` are tutkintonimikkeet and occupations that it
    leads to. `languages` are ISO 639-1 codes of the teaching language.
    `field_level1`/`field_level2` are koulutusala codes ("09", "091") and `field_names` their
    Finnish names. `qualification` is the degree that a degree part belongs to. `sample` marks a
    possible offer that its authors wrote from facts and that the learner is told to check.
    `esco_skills` are URIs of the skills that the learning outcomes are about. `small_unit` marks a small
    competence unit (pieni osaamiskokonaisuus), of which `elements` tells what the EU asks for; `eqf`,
    `assessment` and `quality_assurance` are there for it. `koodisto_names` are the official names of
    `koodisto_codes`, in their order, where a name was imported ("" where not).
    """

    id: str
    name: str
    kind: Kind
    description: str
    source: str
    checked_on: date
    sample: bool
    url: str | None = None
    provider: str | None = None
    municipalities: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    modes: tuple[Mode, ...] = ()
    times: tuple[Time, ...] = ()
    extent: Extent | None = None
    cost_class: CostClass | None = None
    application: tuple[Application, ...] = ()
    entry_requirements: str | None = None
    languages: tuple[str, ...] = ()
    learning_outcomes: tuple[str, ...] = ()
    field_level1: str | None = None
    field_level2: str | None = None
    field_names: tuple[str, ...] = ()
    koodisto_codes: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    esco_skills: tuple[str, ...] = ()
    qualification: str | None = None
    education_type: EducationType | None = None
    small_unit: bool = False
    eqf: int | None = None
    assessment: str | None = None
    quality_assurance: str | None = None
    koodisto_names: tuple[str, ...] = ()


class CatalogueError(ValueError):
    """A catalogue that cannot be used: names the file, the line (1-based, if known) and the reason."""

    def __init__(self, file: str, line: int | None, reason: str) -> None:
        self.file = file
        self.line = line
        self.reason = reason
        where = file if line is None else f"{file}:{line}"
        super().__init__(f"{where}: {reason}")
