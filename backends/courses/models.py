"""What the course search answers over HTTP and on the command line (pydantic; OpenAPI is made of it)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict

from backends.courses.compare import Row
from backends.courses.domain import Application, CostClass, EducationType, ExtentUnit, Kind, Mode, Offer, Time
from backends.courses.elements import ElementName, elements
from backends.courses.opintopolku.live import OFF, LiveAnswer, LiveState
from backends.courses.search.engine import Hit, SearchResult
from backends.courses.search.wishes import Met, shown_modes, shown_times
from backends.courses.skill_links import skill_links
from backends.courses.storage.repository import Facet


class Model(BaseModel):
    """Answers are made of our own data, so that more members may come later."""

    model_config = ConfigDict(frozen=True)


class ExtentModel(Model):
    """How much there is to study; null members are not known."""

    amount: float
    unit: ExtentUnit
    maximum: float | None = None


class CourseItem(Model):
    """A hit. `relaxed` names the wishes (place, mode, kind, time) that it does not meet; `place_match` says
    whether it is in the wanted place, perhaps in its region, near, online or elsewhere.

    `source` tells where it is from; `sample` is true for a possible offer of the embedded catalogue.
    """

    id: str
    name: str
    provider: str | None
    places: list[str]
    modes: list[Mode]
    times: list[Time]
    kind: Kind
    education_type: EducationType | None
    description: str
    url: str | None
    extent: ExtentModel | None
    cost_class: CostClass | None
    application: list[Application]
    source: str
    sample: bool
    score: float
    why: str
    relaxed: list[str]
    place_match: Met | None = None

    @classmethod
    def of(cls, hit: Hit) -> CourseItem:
        """The hit as it is answered: of our own typed data, so nothing is validated again."""
        offer = hit.offer
        return cls.model_construct(
            id=offer.id,
            name=offer.name,
            provider=offer.provider,
            places=[*offer.municipalities, *offer.regions],
            modes=list(shown_modes(offer)),
            times=list(shown_times(offer)),
            kind=offer.kind,
            education_type=offer.education_type,
            description=offer.description,
            url=offer.url,
            extent=_extent(offer),
            cost_class=offer.cost_class,
            application=list(offer.application),
            source=offer.source,
            sample=offer.sample,
            score=hit.score,
            why=hit.why,
            relaxed=list(hit.relaxed),
            place_match=hit.place,
        )


class Relaxed(Model):
    """A wish that no item of this page meets (or "text": no word led anywhere), with a Finnish sentence."""

    wish: str
    message: str


class LiveModel(Model):
    """Whether Opintopolku was asked for this page. `url`: where a person can search there."""

    state: LiveState
    message: str | None
    url: str | None


class CoursePage(Model):
    """A page of hits. `matched` is false where no word of the query led to them."""

    items: list[CourseItem]
    relaxed: list[Relaxed]
    total: int
    matched: bool
    live: LiveModel

    @classmethod
    def of(cls, result: SearchResult, live: LiveAnswer = OFF, message: str | None = None) -> CoursePage:
        """The result as it is answered."""
        return cls.model_construct(
            items=[CourseItem.of(hit) for hit in result.hits],
            relaxed=[Relaxed(wish=note["wish"], message=note["message"]) for note in result.relaxed],
            total=result.total,
            matched=result.matched,
            live=LiveModel(state=live.state, message=message, url=live.address),
        )


class ElementModel(Model):
    """One of the eleven elements of a small competence unit; not known is "ei tiedossa"."""

    name: ElementName
    label: str
    value: str
    known: bool


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
            "extent": _extent(offer),
            "modes": shown_modes(offer),
            "times": shown_times(offer),
            "skills": [SkillModel(uri=one.uri, label=one.label) for one in skill_links().of(offer)],
            "elements": [
                ElementModel(name=one.name, label=one.label, value=one.value, known=one.known)
                for one in elements(offer)
            ],
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


class FacetItem(Model):
    """A value with the number of offers."""

    value: str
    count: int


class Facets(Model):
    """Counts over the offers that a query fits."""

    kind: list[FacetItem]
    region: list[FacetItem]
    municipality: list[FacetItem]
    mode: list[FacetItem]
    time: list[FacetItem]
    field: list[FacetItem]
    cost: list[FacetItem]

    @classmethod
    def of(cls, facets: dict[str, list[Facet]]) -> Facets:
        """The counts as they are answered."""
        return cls.model_validate(
            {name: [FacetItem(value=f.value, count=f.count) for f in found] for name, found in facets.items()}
        )


class Suggestions(Model):
    """Phrases that go on from what was typed."""

    items: list[str]


class Health(Model):
    """`status` is "ok"."""

    status: str


class Problem(Model):
    """Problem details of RFC 9457, in Finnish with English members beside."""

    type: str
    title: str
    title_en: str
    status: int
    detail: str
    detail_en: str
    instance: str


def _extent(offer: Offer) -> ExtentModel | None:
    extent = offer.extent
    return ExtentModel(amount=extent.amount, unit=extent.unit, maximum=extent.maximum) if extent else None
