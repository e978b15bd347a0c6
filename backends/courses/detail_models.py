"""How one offer is answered in full, and several side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from backends.courses.compare import Row
from backends.courses.domain import Application, CostClass, EducationType, ExtentUnit, Kind, Mode, Offer, Time
from backends.courses.elements import ElementName, elements
from backends.courses.search.wishes import shown_modes, shown_times
from backends.courses.skill_links import skill_links
from backends.models import Model


class ExtentModel(Model):
    """How much there is to study; null members are not known."""

    amount: float
    unit: ExtentUnit
    maximum: float | None = None

    @classmethod
    def of(cls, offer: Offer) -> ExtentModel | None:
        """The offer's extent as it is answered."""
        extent = offer.extent
        return cls(amount=extent.amount, unit=extent.unit, maximum=extent.maximum) if extent else None


class ElementModel(Model):
    """One of the eleven elements of a small competence unit; not known is "ei tiedossa"."""

    name: ElementName
    label: str
    value: str
    known: bool

    @classmethod
    def all_of(cls, offer: Offer) -> list[ElementModel]:
        """The offer's elements as they are answered; none where it is no small competence unit."""
        return [
            cls(name=one.name, label=one.label, value=one.value, known=one.known) for one in elements(offer)
        ]


class SkillModel(Model):
    """An ESCO skill with its URI and official Finnish label."""

    uri: str
    label: str


class CourseDetails(Model):
    """Everything that is known of an offer; null or empty is "ei tiedossa".

    `skills` are what the learning outcomes are about. `elements` are those that the EU asks of a small
    competence unit (2022/C 243/02); empty for other offers.
    """

    id: str
    name: str
    kind: Kind
    education_type: EducationType | None
    description: str
    provider: str | None
    municipalities: list[str]
    regions: list[str]
    modes: list[Mode]
    times: list[Time]
    extent: ExtentModel | None
    cost_class: CostClass | None
    application: list[Application]
    entry_requirements: str | None
    languages: list[str]
    learning_outcomes: list[str]
    field_level1: str | None
    field_level2: str | None
    field_names: list[str]
    koodisto_codes: list[str]
    koodisto_names: list[str]
    keywords: list[str]
    titles: list[str]
    skills: list[SkillModel]
    qualification: str | None
    small_unit: bool
    eqf: int | None
    assessment: str | None
    quality_assurance: str | None
    elements: list[ElementModel]
    url: str | None
    source: str
    checked_on: date
    sample: bool

    @classmethod
    def of(cls, offer: Offer) -> CourseDetails:
        """The offer as it is answered."""
        made = {
            "extent": ExtentModel.of(offer),
            "modes": shown_modes(offer),
            "times": shown_times(offer),
            "skills": [SkillModel(uri=one.uri, label=one.label) for one in skill_links().of(offer)],
            "elements": ElementModel.all_of(offer),
        }
        held = {name: getattr(offer, name) for name in cls.model_fields if name not in made}
        return cls.model_validate(held | made)


class ComparedFact(Model):
    """A fact with a Finnish label, and what each offer says of it, in the order of `items`."""

    fact: str
    label: str
    values: list[str]
    differs: bool


class Comparison(Model):
    """Offers side by side."""

    items: list[CourseDetails]
    facts: list[ComparedFact]

    @classmethod
    def of(cls, offers: Sequence[Offer], rows: Sequence[Row]) -> Comparison:
        """The comparison as it is answered."""
        return cls(
            items=[CourseDetails.of(offer) for offer in offers],
            facts=[
                ComparedFact(fact=row.fact, label=row.label, values=list(row.values), differs=row.differs)
                for row in rows
            ],
        )
