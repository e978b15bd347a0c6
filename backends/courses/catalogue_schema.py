"""What a row of the embedded catalogue's source tables may say (data/catalogue; see docs/catalogue.md).

The tables are written by people, so no unknown key is let through and a number is not taken for a text:
a slip of the pen is refused, not ignored.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from backends.courses.domain import (
    Application,
    CostClass,
    EducationType,
    Extent,
    ExtentUnit,
    Kind,
    Mode,
    Time,
)

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Text = Annotated[str, Field(min_length=2, max_length=200)]
Prose = Annotated[str, Field(min_length=20, max_length=500)]
FieldCode = Annotated[str, Field(pattern=r"^\d{3}$", description="koulutusala, level 2")]
KoodistoCode = Annotated[
    str,
    Field(
        pattern=r"^(koulutus_\d{6}|tutkinnonosat_\d{6}|osaamisala_\d{4}|tutkintonimikkeet_\d{5}|osaamismerkit_\d{4})$"
    ),
]
ExtentText = Annotated[str, Field(pattern=r"^\d+(\.\d+)?(-\d+)? (osp|op|hours|days|months)$")]
Language = Literal["fi", "sv", "en", "se"]


class Level(StrEnum):
    """Levels of vocational qualifications: perustutkinto, ammattitutkinto, erikoisammattitutkinto.

    OTHER: a qualification for one occupation by a law of its own, as that of firefighters.
    """

    INITIAL = "initial"
    FURTHER = "further"
    SPECIALIST = "specialist"
    OTHER = "other"


class Spread(StrEnum):
    """Where an offer without a known provider is possible; mainland: where no region rules hold."""

    ALL = "all"
    MAINLAND = "mainland"
    COUNTRY = "country"
    PROVIDERS = "providers"


class StrictRow(BaseModel):
    """A row that refuses unknown keys and is never changed after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class FieldRow(StrictRow):
    """A field of study: its everyday name, and the koulutusala of kansallinen koulutusluokitus 2016."""

    id: Slug
    name: Text
    code: FieldCode
    official: Text
    keywords: tuple[Text, ...] = ()


class Confirmation(StrictRow):
    """The latest day on which a source from outside uses a provider's name as it stands."""

    day: date
    source: Text


class ProviderRow(StrictRow):
    """A provider of education, where it teaches, and the courses that it is known to have.

    `only_in` names the towns of a course that is not taught in all the provider's towns. Without
    `confirmed` the name is as its writer knew it.
    """

    id: Slug
    name: Text
    aliases: tuple[Text, ...] = ()
    municipalities: tuple[Text, ...] = Field(min_length=1)
    languages: tuple[Language, ...] = ("fi",)
    teaches: tuple[Slug, ...] = ()
    only_in: dict[Slug, tuple[Text, ...]] = Field(default_factory=dict)
    confirmed: Confirmation | None = None

    @model_validator(mode="after")
    def _only_in_is_about_what_is_taught(self) -> ProviderRow:
        for course, towns in self.only_in.items():
            if course not in self.teaches:
                raise ValueError(f"only_in: '{course}' does not stand under teaches")
            strange = set(towns) - set(self.municipalities)
            if strange or not towns:
                raise ValueError(f"only_in: {course}: towns must be among the provider's municipalities")
        return self

    def towns(self, course: str) -> tuple[str, ...]:
        """The municipalities where the provider teaches, or may teach, a course."""
        return self.only_in.get(course, self.municipalities)


class Facts(StrictRow):
    """What a row, or the defaults of its level or kind, may say; a row's own word wins.

    `small_unit`, `assessment` and `quality_assurance` are for small competence units; `eqf` is the level of
    the national framework (valtioneuvoston asetus 120/2017), which is that of the European one.
    """

    type: EducationType | None = None
    small_unit: bool = False
    eqf: Annotated[int, Field(ge=1, le=8)] | None = None
    assessment: Text | None = None
    quality_assurance: Text | None = None
    entry: Text | None = None
    cost: CostClass | None = None
    application: tuple[Application, ...] | None = None
    languages: tuple[Language, ...] | None = None


class CourseRow(Facts):
    """A thing that one can study; offers are made of it for providers, regions and the ways to study it."""

    id: Slug
    name: Text
    field: Slug
    description: Prose
    level: Level | None = None
    qualification: Slug | None = None
    codes: tuple[KoodistoCode, ...] = ()
    extent: ExtentText | None = None
    titles: tuple[Text, ...] = ()
    specialisations: tuple[Text, ...] = ()
    keywords: tuple[Text, ...] = ()
    outcomes: tuple[Text, ...] = ()
    modes: tuple[Mode, ...] = ()
    times: tuple[Time, ...] = ()
    regions: Spread | tuple[Text, ...] = Spread.COUNTRY
    apprenticeship: bool = False

    @field_validator("keywords", "titles", "codes")
    @classmethod
    def _no_repeats(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        repeated = {value for value in values if values.count(value) > 1}
        if repeated:
            raise ValueError(f"stands twice: {', '.join(sorted(repeated))}")
        return values

    def extent_value(self) -> Extent | None:
        """The extent as amount, unit and, for a range, maximum."""
        if self.extent is None:
            return None
        numbers, unit = self.extent.split(" ")
        least, _, most = numbers.partition("-")
        return Extent(float(least), ExtentUnit(unit), float(most) if most else None)


class CourseTable(StrictRow):
    """One file of courses of one kind, all checked on the same day."""

    kind: Kind
    checked_on: date
    items: tuple[CourseRow, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _levels_and_qualifications(self) -> CourseTable:
        for row in self.items:
            if (row.level is not None) != (self.kind is Kind.DEGREE):
                raise ValueError(f"{row.id}: 'level' is for rows of kind degree, and needed there")
            if (row.qualification is not None) != (self.kind is Kind.DEGREE_PART):
                raise ValueError(
                    f"{row.id}: 'qualification' is for rows of kind degree_part, and needed there"
                )
        return self


class FieldTable(StrictRow):
    """fields.yml."""

    items: tuple[FieldRow, ...] = Field(min_length=1)


class ProviderTable(StrictRow):
    """providers.yml and its likes."""

    checked_on: date
    items: tuple[ProviderRow, ...] = Field(min_length=1)


class RegionRule(StrictRow):
    """What differs in one region, for every offer there."""

    languages: tuple[Language, ...]
    note: Prose
    application: tuple[Application, ...] = ()


class ApprenticeshipRule(StrictRow):
    """How the offer of studying a qualification by apprenticeship is worded."""

    name: Annotated[str, Field(pattern=r"\{name\}")]
    note: Prose
    keywords: tuple[Text, ...]


class Defaults(StrictRow):
    """defaults.yml: what holds for all courses of a kind or level unless their own row says otherwise."""

    source: Slug
    many_towns_note: Prose
    search_url: Annotated[str, Field(pattern=r"^https://.*\{query\}$")]
    regions: tuple[Text, ...] = Field(min_length=19, max_length=19)
    levels: dict[Level, Facts]
    kinds: dict[Kind, Facts]
    apprenticeship: ApprenticeshipRule
    region_rules: dict[Text, RegionRule]
