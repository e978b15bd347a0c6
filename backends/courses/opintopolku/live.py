"""Opintopolku asked while a learner waits: what it has for a query, or that it does not answer.

It wants every word of a query to match, so it is asked with base forms and synonyms of ours, and with place,
way, time and level as filters. What it found, or that it was down, is held for a minute, so that the pages of
one answer fit together.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from pydantic import ValidationError

from backends.courses.domain import Mode, Offer, Time
from backends.courses.opintopolku.answers import Page, Study
from backends.courses.opintopolku.client import (
    WHILE_SOMEONE_WAITS,
    OpintopolkuClient,
    Query,
    Unavailable,
    search_address,
)
from backends.courses.opintopolku.codes import KINDS, type_of_answer
from backends.courses.opintopolku.mapping import OfferMaker
from backends.courses.search.query import Group, How, ParsedQuery
from backends.courses.search.wishes import PlaceWish, Wishes
from nlu.places import PlaceGazetteer, shared_places

MOST_OFFERS = 20
_HELD_SECONDS = 60.0
_MOST_HELD = 500
_MOST_SHOWN = 5_000
_MOST_PLACES = 40
_MOST_WORDS = 2
_SHORTEST_KEYWORD = 3
_WAYS: Mapping[str, tuple[str, ...]] = {
    Mode.CONTACT: ("opetuspaikkakk_1",),
    Mode.ONLINE: ("opetuspaikkakk_2", "opetuspaikkakk_3"),
    Mode.PART_TIME: ("opetuspaikkakk_4",),
    Mode.SELF_PACED: ("opetuspaikkakk_5",),
}
_TIMES: Mapping[str, tuple[str, ...]] = {
    Time.DAY: ("opetusaikakk_1", "opetusaikakk_4"),
    Time.EVENING: ("opetusaikakk_2", "opetusaikakk_4"),
    Time.WEEKEND: ("opetusaikakk_3",),
    Time.FLEXIBLE: ("opetusaikakk_5",),
}


class LiveState(StrEnum):
    """Whether the service was asked, and what came of it."""

    OFF = "off"
    NOT_ASKED = "not_asked"
    ANSWERED = "answered"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class LiveAnswer:
    """Offers of the service. `words` are what it was asked, `address` where a person can ask the same."""

    state: LiveState
    offers: tuple[Offer, ...] = ()
    words: str = ""
    address: str | None = None


OFF = LiveAnswer(LiveState.OFF)


class LiveSearch:
    """Asks the service through `client`. Used inside one event loop; nothing raises."""

    def __init__(
        self,
        client: OpintopolkuClient,
        maker: OfferMaker,
        places: PlaceGazetteer,
        clock: Callable[[], float] = time.monotonic,
        seconds: float = WHILE_SOMEONE_WAITS.total,
    ) -> None:
        self._client, self._maker, self._clock = client, maker, clock
        self._seconds = seconds
        self._codes = {
            **{one.name: f"kunta_{one.code}" for one in places.places if one.kind == "municipality"},
            **{one.name: f"maakunta_{one.code}" for one in places.places if one.kind == "region"},
        }
        self._held: OrderedDict[ParsedQuery, tuple[float, LiveAnswer]] = OrderedDict()
        self._shown: OrderedDict[str, Offer] = OrderedDict()

    async def ask(self, query: ParsedQuery) -> LiveAnswer:
        """What the service has for the query. A query without words is not passed on."""
        ends, held = self._held.get(query, (0.0, OFF))
        if ends > self._clock():
            return held
        wordings = keywords(query)
        answer = LiveAnswer(LiveState.NOT_ASKED)
        if wordings:
            try:
                async with asyncio.timeout(self._seconds):
                    answer = await self._asked(query, wordings)
            except TimeoutError:
                answer = _unavailable(wordings[0])
        self._held[query] = (self._clock() + _HELD_SECONDS, answer)
        self._held.move_to_end(query)
        while len(self._held) > _MOST_HELD:
            self._held.popitem(last=False)
        self._shown.update((offer.id, offer) for offer in answer.offers)
        while len(self._shown) > _MOST_SHOWN:
            self._shown.popitem(last=False)
        return answer

    def offer(self, offer_id: str) -> Offer | None:
        """An offer that was in an answer lately; the database need not have it."""
        return self._shown.get(offer_id)

    async def close(self) -> None:
        """Closes the connections."""
        await self._client.close()

    async def _asked(self, query: ParsedQuery, wordings: tuple[str, ...]) -> LiveAnswer:
        filters = self._filters(query.wishes)
        for words in wordings:
            answer = await self._page(Query(keyword=words, size=MOST_OFFERS, filters=filters))
            if isinstance(answer, Unavailable):
                return _unavailable(words)
            offers = self._offers(answer, query.wishes) if isinstance(answer, Page) else ()
            if offers:
                return LiveAnswer(LiveState.ANSWERED, offers, words, search_address(words))
        return LiveAnswer(LiveState.ANSWERED, (), wordings[0], search_address(wordings[0]))

    async def _page(self, query: Query) -> object:
        """By the time of study only the search that also has studies without offerings can filter."""
        if any(name == "opetusaika" for name, _ in query.filters):
            return await self._client.studies(query)
        return await self._client.offerings_by_study(query)

    def _filters(self, wishes: Wishes) -> tuple[tuple[str, tuple[str, ...]], ...]:
        filters = {
            "sijainti": self._places(wishes.place) if wishes.place else (),
            "opetustapa": _all(_WAYS, wishes.mode),
            "opetusaika": _all(_TIMES, wishes.time),
            "koulutustyyppi": tuple(name for name, kind in KINDS.items() if kind in wishes.kind),
        }
        return tuple((name, values) for name, values in filters.items() if values)

    def _places(self, wish: PlaceWish) -> tuple[str, ...]:
        towns = _all({name: (code,) for name, code in self._codes.items()}, wish.municipalities)
        regions = _all({name: (code,) for name, code in self._codes.items()}, wish.regions)
        return towns if 0 < len(towns) <= _MOST_PLACES else regions or towns[:_MOST_PLACES]

    def _offers(self, page: Page, wishes: Wishes) -> tuple[Offer, ...]:
        """The offers of a page. What was filtered by is known of them, though hits do not tell it."""
        made: list[Offer] = []
        for hit in page.hits:
            try:
                study = Study.model_validate(hit)
            except ValidationError:
                continue
            kind, education_type = type_of_answer(study.koulutustyyppi)
            for offering in study.toteutukset:
                offer = self._maker.offer(study, offering, None, kind, education_type)
                if isinstance(offer, Offer):
                    made.append(_with_known(offer, wishes))
        return tuple(made[:MOST_OFFERS])


def keywords(query: ParsedQuery) -> tuple[str, ...]:
    """What to ask with, in order: what was said, what that is called officially, and the first part of it."""
    words = zip(*(_wordings(group) for group in query.groups[:_MOST_WORDS]), strict=True)
    wordings = dict.fromkeys(" ".join(wording) for wording in words)
    return tuple(wording for wording in wordings if len(wording) >= _SHORTEST_KEYWORD)


def _wordings(group: Group) -> tuple[str, str, str]:
    """Its best base form, best synonym or correction, and next base form; the best where one is missing."""
    shown = [one for one in group.alternatives if not one.shown.startswith("_")]
    exact = [one.shown for one in shown if one.how is How.EXACT]
    others = [one.shown for one in shown if one.how in (How.SYNONYM, How.SPELLING)]
    best = next(iter((*exact, *others)), group.said)
    return best, next(iter(others), best), next(iter(exact[1:]), best)


def _unavailable(words: str) -> LiveAnswer:
    return LiveAnswer(LiveState.UNAVAILABLE, (), words, search_address(words))


def _with_known(offer: Offer, wishes: Wishes) -> Offer:
    modes = tuple(mode for mode in Mode if mode in wishes.mode and mode in _WAYS)
    times = tuple(one for one in Time if one in wishes.time)
    return replace(offer, modes=offer.modes or modes[:1], times=offer.times or times[:1])


def live_search(base_url: str, caller_id: str, today: date) -> LiveSearch:
    """The search over the service at `base_url`."""
    places = shared_places()
    return LiveSearch(OpintopolkuClient(base_url, caller_id=caller_id), OfferMaker(places, today), places)


def _all(codes: Mapping[str, tuple[str, ...]], wanted: Iterable[str]) -> tuple[str, ...]:
    return tuple(code for name in sorted(wanted) for code in codes.get(name, ()))
