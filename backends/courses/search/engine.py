"""The course search: from a text to ranked, explained offers, on any OfferRepository."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from backends.courses.compare import Row, compared
from backends.courses.domain import Offer
from backends.courses.facts import OfferLike
from backends.courses.search.lexicon import Lexicon
from backends.courses.search.parse import PlaceFinder, QueryParser
from backends.courses.search.prefer import Certainty, Prefer, preferred
from backends.courses.search.query import Alternative, Group, How, ParsedQuery
from backends.courses.search.ranking import Ranker
from backends.courses.search.retrieve import Basis, Retriever
from backends.courses.search.suggest import Suggester
from backends.courses.search.table import OfferTable, Ranked
from backends.courses.search.terms import TermAnalyzer
from backends.courses.search.why import Explainer
from backends.courses.search.wishes import Met, Wishes
from backends.courses.storage.repository import Facet, OfferRepository, Where

_ALL, _READ_AT_ONCE = 10_000_000, 500
_BEST_SCORE = 1.1
_SAME_NAME_AT_MOST = 2
_LIKE_NAME, _LIKE_KEYWORD = 1.0, 0.7
_SHORT = 100


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A text and what was chosen beside it.

    A place given here wins over one in the text; the rest adds to it. `varied`: the first three are different
    courses where others fit about as well, for who shows no more than three.
    """

    text: str = ""
    place: str | None = None
    field: str | None = None
    occupation: str | None = None
    modes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    limit: int = 10
    offset: int = 0
    varied: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """An offer with its score (0 to 1), why it is shown, and the wishes that it does not meet.

    `place` says how it answers to a wish for a place, if there is one.
    """

    offer: Offer
    score: float
    why: str
    relaxed: tuple[str, ...]
    place: Met | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """`total` hits there are to page through.

    `relaxed` are wishes that no hit of the page meets, with a sentence.

    `understood` is false where only stop words were given (no hits) and `matched` where no word led to
    a hit.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    relaxed: tuple[Mapping[str, str], ...] = ()
    understood: bool = True
    matched: bool = True


class CourseSearch:
    """Searches one repository; made once, used from several threads."""

    def __init__(
        self, repository: OfferRepository, analyzer: TermAnalyzer, lexicon: Lexicon, places: PlaceFinder
    ) -> None:
        self._repository = repository
        self._analyzer = analyzer
        self._places = places
        vocabulary = repository.vocabulary()
        # A number that was said is an age or an amount, never a provider.
        providers = {
            name: frozenset(term for term in terms if not term.isdigit())
            for name, terms in repository.providers().items()
        }
        names = Counter(term for terms in providers.values() for term in terms)
        self._parser = QueryParser(analyzer, lexicon, places, {**names, **vocabulary})
        self._vocabulary = vocabulary
        table = OfferTable(repository.facts())
        ranker = Ranker(vocabulary, repository.count(), providers, table, places.kilometres)
        self._retriever = Retriever(repository, ranker)
        self._explainer = Explainer(lexicon.texts)
        self._texts = lexicon.texts
        self._said = tuple(lexicon.synonyms)
        self._suggester = Suggester(repository.phrases())
        self._held = False

    def prepare(self, seconds: float = 0.0) -> None:
        """Reads into memory what has its place there; then, for at most `seconds`, what people are known to
        say and what the catalogue says, so that those who search first need not wait for it.
        """
        self._held = self._repository.hold()
        until = time.monotonic() + seconds
        for text in chain(self._said, self._suggester.phrases()):
            if time.monotonic() >= until:
                break
            self._parser.parse(text)

    def is_quick(self, request: SearchRequest) -> bool:
        """Whether a search is over so soon that another thread is not worth it: few words, and nothing to
        read from a database.
        """
        said = (request.text, request.field or "", request.occupation or "")
        return self._held and sum(map(len, said)) <= _SHORT

    def search(self, request: SearchRequest) -> SearchResult:
        """The offers that fit best.

        Never empty unless the text says nothing at all (`understood` is false).
        """
        query = self.parse(request)
        if query.is_empty:
            return SearchResult(understood=False)
        ranked, basis = self._retriever.ranked(query, varied=request.varied)
        page = ranked[request.offset : request.offset + request.limit]
        notes = self._explainer.relaxed(query, page, nothing=basis is Basis.NOTHING)
        matched = basis not in (Basis.NOTHING, Basis.SIMILAR)
        return SearchResult(self._hits(query, page, basis), len(ranked), tuple(notes), matched=matched)

    def parse(self, request: SearchRequest) -> ParsedQuery:
        """What the request asks for."""
        extra = [text for text in (request.field, request.occupation) if text]
        query = self._parser.parse(" . ".join((request.text, *extra)))
        wishes = query.wishes
        if request.place:
            wishes = replace(wishes, place=self._parser.place(request.place))
        for wish, values in (("mode", request.modes), ("kind", request.kinds), ("time", request.times)):
            if values:
                wishes = wishes.with_values(wish, values)
        return replace(query, wishes=wishes)

    def offers(self) -> Iterator[Offer]:
        """All offers of the repository."""
        rows = self._repository.rows(Where(), None, _ALL, _ALL)
        for at in range(0, len(rows), _READ_AT_ONCE):
            yield from (stored.offer for stored in self._repository.offers(rows[at : at + _READ_AT_ONCE]))

    def offer(self, offer_id: str) -> Offer | None:
        """The offer with that id."""
        stored = self._repository.by_id(offer_id)
        return stored.offer if stored else None

    def compare(self, offers: Sequence[Offer]) -> list[Row]:
        """The facts of offers side by side."""
        return compared(offers, self._texts)

    def similar(
        self,
        offer: Offer,
        limit: int = 5,
        place: str | None = None,
        prefer: Prefer | None = None,
    ) -> SearchResult:
        """Offers about the same as `offer`, which need not be of this repository; one name at most twice.

        With `prefer` those that are known to be cheaper, shorter or nearer (to `place`); where there are
        none, a note in `relaxed` says that the others are shown. Without hits (and `matched` false) where
        the repository knows none of the offer's words.
        """
        query = self._query_like(offer, place)
        if not query.groups:
            return SearchResult(matched=False)
        ranked, _ = self._retriever.ranked(query)
        others = [hit for hit in ranked if hit.offer.id != offer.id]
        notes: list[dict[str, str]] = []
        if prefer is not None and others:
            chosen = preferred(prefer, offer, self._with_offers(others), self._kilometres_to(query))
            others = chosen.hits
            if chosen.certainty is not Certainty.KNOWN:
                notes.append(self._explainer.not_preferred(prefer, chosen.certainty))
        others = _varied(others)[:limit]
        notes += self._explainer.relaxed(query, others, nothing=False)
        return SearchResult(self._hits(query, others, Basis.LIKE), len(others), tuple(notes))

    def facets(self, request: SearchRequest) -> Mapping[str, list[Facet]]:
        """Counts over the courses whose words fit, or over all offers if nothing is asked for by words."""
        query = self.parse(request)
        if not query.groups:
            return self._repository.facets(None)
        return self._repository.facets(list(self._retriever.fits(query)))

    def count(self) -> int:
        """How many different courses there are."""
        return self._repository.count()

    def suggest(self, beginning: str, limit: int = 8) -> list[str]:
        """Names, titles and keywords that go on from what was typed."""
        return self._suggester.suggest(beginning, limit)

    def _kilometres_to(self, query: ParsedQuery) -> Callable[[OfferLike], float | None]:
        place = query.wishes.place
        return lambda offer: self._places.kilometres(place, offer) if place and place.known else None

    def _hits(self, query: ParsedQuery, page: Sequence[Ranked], basis: Basis) -> tuple[Hit, ...]:
        whys = self._explainer.hits(query, page, self._kilometres_to(query), basis)
        return tuple(
            Hit(offer, round(min(hit.score / _BEST_SCORE, 1.0), 4), why, hit.relaxed, hit.met.get("place"))
            for (hit, offer), why in zip(self._with_offers(page), whys, strict=True)
        )

    def _with_offers(self, ranked: Sequence[Ranked]) -> list[tuple[Ranked, Offer]]:
        stored = self._repository.offers(hit.offer.row for hit in ranked)
        return [(hit, one.offer) for hit, one in zip(ranked, stored, strict=True)]

    def _query_like(self, offer: Offer, place: str | None) -> ParsedQuery:
        terms = self._analyzer.index_terms(offer)
        groups = [
            Group(term, (Alternative((term,), weight, How.EXACT, term),))
            for column, weight in ((terms.title, _LIKE_NAME), (terms.keyword, _LIKE_KEYWORD))
            for term in sorted(column.split())
            if term in self._vocabulary
        ]
        wishes = Wishes(place=self._parser.place(place) if place else None)
        return ParsedQuery(tuple(groups), wishes, related=False)


def _varied(hits: Sequence[Ranked]) -> list[Ranked]:
    seen: dict[str, int] = {}
    kept = []
    for hit in hits:
        name = hit.offer.name
        seen[name] = seen.get(name, 0) + 1
        if seen[name] <= _SAME_NAME_AT_MOST:
            kept.append(hit)
    return kept
