"""What the course search answers over HTTP and on the command line: hits, counts, suggestions."""

from __future__ import annotations

from backends.courses.detail_models import ElementModel, ExtentModel
from backends.courses.domain import Application, CostClass, EducationType, Kind, Mode, Time
from backends.courses.opintopolku.live import OFF, LiveAnswer, LiveState
from backends.courses.search.engine import Hit, SearchResult
from backends.courses.search.wishes import Met, shown_modes, shown_times
from backends.courses.storage.repository import Facet
from backends.models import Model


class CourseItem(Model):
    """A hit. `relaxed` names the wishes (place, mode, kind, time) that it does not meet; `place_match` says
    whether it is in the wanted place, perhaps in its region, near, online or elsewhere.

    `source` tells where it is from; `sample` is true for a possible offer of the embedded catalogue.
    `elements` are those of a small competence unit, as CourseDetails has them; empty for other offers.
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
    languages: list[str]
    source: str
    sample: bool
    elements: list[ElementModel]
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
            extent=ExtentModel.of(offer),
            cost_class=offer.cost_class,
            application=list(offer.application),
            languages=list(offer.languages),
            source=offer.source,
            sample=offer.sample,
            elements=ElementModel.all_of(offer),
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
