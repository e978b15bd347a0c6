"""The course search: from a text to ranked, explained offers, on any OfferRepository."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from backends.courses.compare import Row, compared
from backends.courses.domain import Kind, Offer
from backends.courses.search.lexicon import Lexicon
from backends.courses.search.order import ordered
from backends.courses.search.parse import PlaceFinder, QueryParser
from backends.courses.search.prefer import Prefer, preferred
from backends.courses.search.query import Alternative, Group, How, ParsedQuery
from backends.courses.search.ranking import Fit, Ranked, Ranker
from backends.courses.search.suggest import Suggester
from backends.courses.search.terms import TermAnalyzer
from backends.courses.search.why import Explainer
from backends.courses.search.wishes import Wishes
from backends.courses.storage.repository import Facet, OfferRepository, StoredOffer, Where

_CANDIDATES = 200
_ALL, _READ_AT_ONCE = 10_000_000, 500
_MOST_COURSES = 100
_FIRST = 20
_EACH_OF_FIRST, _EACH_OF_REST = 8, 2
_ROWS = 200
_MOST_RESULTS = 500
_STRONG = 0.35
_BEST_SCORE = 1.1
_ALIKE_LIMIT = 40
_ALIKE_SHARE = 0.5
_SAME_NAME_AT_MOST = 2
_BROAD_KINDS = frozenset({Kind.LIBERAL, Kind.BASIC, Kind.LABOUR_MARKET, Kind.BADGE})


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A text and what was chosen beside it.

    A place given here wins over one in the text; the rest adds to it.
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


@dataclass(frozen=True, slots=True)
class Hit:
    """An offer with its score (0 to 1), why it is shown, and the wishes that it does not meet."""

    offer: Offer
    score: float
    why: str
    relaxed: tuple[str, ...]


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
        self._places = places
        vocabulary, providers = repository.vocabulary(), repository.providers()
        names = Counter(term for terms in providers.values() for term in terms)
        self._parser = QueryParser(analyzer, lexicon, places, {**names, **vocabulary})
        self._ranker = Ranker(vocabulary, repository.count(), providers, places.kilometres)
        self._explainer = Explainer(lexicon.texts)
        self._texts = lexicon.texts
        self._suggester = Suggester(repository.phrases())

    def search(self, request: SearchRequest) -> SearchResult:
        """The offers that fit best.

        Never empty unless the text says nothing at all (`understood` is false).
        """
        query = self.parse(request)
        if query.is_empty:
            return SearchResult(understood=False)
        ranked, basis = self._ranked(query)
        page = ranked[request.offset : request.offset + request.limit]
        hits = tuple(self._hit(query, hit, basis) for hit in page)
        notes = self._explainer.relaxed(query, page, nothing=basis == "nothing")
        return SearchResult(hits, len(ranked), tuple(notes), matched=basis not in ("nothing", "similar"))

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

    def compare(self, offer_ids: Sequence[str]) -> tuple[list[Offer], list[Row]] | str:
        """Offers with their facts side by side, or the first id that is not known."""
        offers = []
        for offer_id in offer_ids:
            offer = self.offer(offer_id)
            if offer is None:
                return offer_id
            offers.append(offer)
        return offers, compared(offers, self._texts)

    def similar(
        self,
        offer_id: str,
        limit: int = 5,
        place: str | None = None,
        prefer: Prefer | None = None,
    ) -> SearchResult | None:
        """Offers about the same, the same name at most twice; None if there is no such offer.

        With `prefer` only those that are known to be cheaper, shorter or nearer (to `place`).
        """
        stored = self._repository.by_id(offer_id)
        if stored is None:
            return None
        query = self._query_like(stored.course, place)
        ranked, _ = self._ranked(query)
        others = [hit for hit in ranked if hit.stored.row != stored.row]
        if prefer is not None:
            others = preferred(prefer, stored.offer, others, self._kilometres_to(query))
        others = _varied(others)[:limit]
        hits = tuple(self._hit(query, hit, "like") for hit in others)
        return SearchResult(hits, len(hits), tuple(self._explainer.relaxed(query, others, nothing=False)))

    def facets(self, request: SearchRequest) -> Mapping[str, list[Facet]]:
        """Counts over the courses whose words fit, or over all offers if nothing is asked for by words."""
        query = self.parse(request)
        if not query.groups:
            return self._repository.facets(None)
        return self._repository.facets(list(self._strong(self._fits(query))))

    def count(self) -> int:
        """How many different courses there are."""
        return self._repository.count()

    def suggest(self, beginning: str, limit: int = 8) -> list[str]:
        """Names, titles and keywords that go on from what was typed."""
        return self._suggester.suggest(beginning, limit)

    def _ranked(self, query: ParsedQuery) -> tuple[list[Ranked], str | None]:
        """Ranked offers, and on what basis if not by words: browse, similar (pieces of words), nothing."""
        if not query.groups:
            return ordered(self._by_wishes(query, Where())), "browse"
        hits = self._by_words(query)
        if hits:
            return ordered(hits)[:_MOST_RESULTS], None
        wishes_alone = replace(query, groups=())
        alike = self._alike(" ".join(group.said for group in query.groups))
        if alike:
            return ordered(self._ranker.rank(wishes_alone, alike, {}, {})), "similar"
        return ordered(self._by_wishes(wishes_alone, Where(kinds=frozenset(_BROAD_KINDS)))), "nothing"

    def _by_words(self, query: ParsedQuery) -> list[Ranked]:
        """Offers of the courses and the providers that the words fit, looked up by each step of relaxing."""
        fits = self._strong(self._fits(query))
        providers = self._ranker.providers(query)
        numbers = list(fits)
        rows: dict[int, None] = {}
        steps = [*_filters(query.wishes), Where()]
        if providers:
            steps.insert(0, Where(providers=frozenset(providers)))
        for where in steps:
            for courses, each in ((numbers[:_FIRST], _EACH_OF_FIRST), (numbers[_FIRST:], _EACH_OF_REST)):
                rows.update(dict.fromkeys(self._repository.rows(where, courses, _ROWS, each)))
        if providers and not fits:
            rows = dict.fromkeys(self._repository.rows(steps[0], None, _ROWS, _EACH_OF_FIRST))
        hits = self._ranker.rank(query, self._repository.offers(rows), fits, providers)
        return [hit for hit in hits if hit.text >= _STRONG]

    def _fits(self, query: ParsedQuery) -> dict[int, Fit]:
        numbers = self._repository.matching(query.terms, _CANDIDATES)
        return self._ranker.fits(query, self._repository.courses(numbers))

    @staticmethod
    def _strong(fits: Mapping[int, Fit]) -> dict[int, Fit]:
        """The courses that fit at least about a third as well as the best, at most a hundred."""
        best = max((fit.text for fit in fits.values()), default=0.0)
        strong = [(number, fit) for number, fit in fits.items() if fit.text >= _STRONG * best]
        return dict(strong[:_MOST_COURSES])

    def _by_wishes(self, query: ParsedQuery, base: Where) -> list[Ranked]:
        """Offers that wishes alone lead to; those of `base` where there are none."""
        rows: dict[int, None] = {}
        for where in (*_filters(query.wishes), base):
            found = self._repository.rows(
                replace(where, kinds=where.kinds or base.kinds), None, _ROWS, _EACH_OF_REST
            )
            rows.update(dict.fromkeys(found))
        return self._ranker.rank(query, self._repository.offers(rows), {}, {})

    def _alike(self, said: str) -> list[StoredOffer]:
        """Offers that share at least half of the three-letter pieces of what was said."""
        wanted = _pieces(said)
        courses = self._repository.alike(said, _ALIKE_LIMIT)
        found = self._repository.offers(self._repository.rows(Where(), courses, _ROWS, _EACH_OF_REST))
        near = [
            one for one in found if len(wanted & _pieces(_named(one.offer))) >= _ALIKE_SHARE * len(wanted)
        ]
        return sorted(near, key=lambda one: courses.index(one.course))

    def _kilometres_to(self, query: ParsedQuery) -> Callable[[Offer], float | None]:
        place = query.wishes.place
        return lambda offer: self._places.kilometres(place, offer) if place and place.known else None

    def _hit(self, query: ParsedQuery, hit: Ranked, basis: str | None) -> Hit:
        kilometres = self._kilometres_to(query)(hit.offer)
        why = self._explainer.hit(query, hit, kilometres, basis)
        return Hit(hit.offer, round(min(hit.score / _BEST_SCORE, 1.0), 4), why, hit.relaxed)

    def _query_like(self, course: int, place: str | None) -> ParsedQuery:
        terms = self._repository.courses([course])[0].terms
        groups = [
            Group(term, (Alternative((term,), 1.0 if name == "title" else 0.7, How.EXACT, term),))
            for name in ("title", "keyword")
            for term in sorted(terms[name])
        ]
        return ParsedQuery(tuple(groups), Wishes(place=self._parser.place(place) if place else None))


def _filters(wishes: Wishes) -> list[Where]:
    """The steps of relaxing: all wishes, then fewer, the place longest; then near the place, then online."""
    full = Where(modes=wishes.mode, times=wishes.time, kinds=wishes.kind)
    steps = [full] if full else []
    if wishes.place:
        at_place = Where(places=wishes.place.municipalities | wishes.place.regions)
        near = Where(places=wishes.place.near_municipalities | wishes.place.near_regions)
        steps = [
            replace(full, places=at_place.places),
            at_place,
            full,
            near,
            Where(modes=frozenset({"online"})),
        ]
    for single in (Where(modes=wishes.mode), Where(times=wishes.time), Where(kinds=wishes.kind)):
        steps.append(single)
    return [step for step in dict.fromkeys(steps) if step]


def _varied(hits: Sequence[Ranked]) -> list[Ranked]:
    seen: dict[str, int] = {}
    kept = []
    for hit in hits:
        name = hit.offer.name
        seen[name] = seen.get(name, 0) + 1
        if seen[name] <= _SAME_NAME_AT_MOST:
            kept.append(hit)
    return kept


def _named(offer: Offer) -> str:
    return " ".join((offer.name, *offer.titles, *offer.keywords)).lower()


def _pieces(text: str) -> set[str]:
    return {text[at : at + 3] for at in range(len(text) - 2)}
