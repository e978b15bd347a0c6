"""The order in which ranked offers are shown: other courses beside the best one, the wanted place first."""

from __future__ import annotations

from collections.abc import Sequence

from backends.courses.domain import Kind
from backends.courses.facts import OfferLike
from backends.courses.search.judging import Ranked
from backends.courses.search.query import How
from backends.courses.search.wishes import Met

_REPEATED = 0.03
_REPEATED_NEAR = 0.04
_MOST_REPEATS = 3
_OF_ONE_NAME, _OF_ONE_PROVIDER = 10, 2
_FIRST = 3
_FITTING = 0.7
_FITTING_BESIDE_NAMED = 0.81
_FITTING_AT_LAST = 0.6
_REACHABLE = frozenset({Met.MET, Met.REGION, Met.NEAR, Met.ONLINE})


def ordered(hits: Sequence[Ranked]) -> list[Ranked]:
    """Ranked hits in the order in which they are shown.

    The same name again (elsewhere, by another provider) goes down a little each time. Where a place is
    wanted, what is there and fits comes before what has no known place. The first three are different
    courses (an apprenticeship is the same course), as far as others fit about as well and the wanted
    place does not lose by it. What comes again and again is folded: it stands behind all that differs.
    """
    return _folded(_different_first(_known_places_first(_spread(hits))))


def same_course(offer: OfferLike) -> str:
    """What offers of one course have in common: the qualification, else the name."""
    return offer.qualification or offer.name if offer.kind is Kind.DEGREE else offer.name


def _spread(hits: Sequence[Ranked]) -> list[Ranked]:
    seen: dict[str, int] = {}
    keyed = []
    for hit in hits:
        name = hit.offer.name
        before = seen.get(name, 0)
        seen[name] = before + 1
        step = _REPEATED_NEAR if "place" in hit.met else _REPEATED
        keyed.append((step * min(before, _MOST_REPEATS) - hit.score, hit.offer.row, hit))
    return [hit for *_, hit in sorted(keyed)]


def _folded(hits: Sequence[Ranked]) -> list[Ranked]:
    """A page of one name, and two of one name by one provider; what is more goes behind all others."""
    names: dict[str, int] = {}
    by_provider: dict[tuple[str, str], int] = {}
    shown, folded = list[Ranked](), list[Ranked]()
    for hit in hits:
        name, provider = hit.offer.name, hit.offer.provider
        of_name = names.get(name, 0)
        many = of_name >= _OF_ONE_NAME
        if provider is not None:
            of_provider = by_provider.get((name, provider), 0)
            many = many or of_provider >= _OF_ONE_PROVIDER
            by_provider[name, provider] = of_provider + 1
        if many:
            folded.append(hit)
        else:
            names[name] = of_name + 1
            shown.append(hit)
    return [*shown, *folded]


def _known_places_first(hits: Sequence[Ranked]) -> Sequence[Ranked]:
    if not hits or _place(hits[0]) is None:
        return hits
    last = max((at for at, hit in enumerate(hits) if _fits(hit) and _place(hit) is Met.MET), default=-1)
    before, after = hits[: last + 1], hits[last + 1 :]
    known = [hit for hit in before if _place(hit) is not Met.UNKNOWN]
    unknown = [hit for hit in before if _place(hit) is Met.UNKNOWN]
    return [*known, *unknown, *after]


def _different_first(hits: Sequence[Ranked]) -> list[Ranked]:
    rest, first = list(hits), list[Ranked]()
    while rest and len(first) < _FIRST:
        shown = {same_course(hit.offer) for hit in first}
        last = len(first) == _FIRST - 1
        repeated = rest[0]
        at = next((at for at, hit in enumerate(rest) if _may_precede(hit, repeated, shown, last)), 0)
        first.append(rest.pop(at))
    return [*first, *rest]


def _may_precede(hit: Ranked, repeated: Ranked, shown: set[str], last: bool) -> bool:
    """Whether a hit of a course that is not shown yet may stand where a repeated one would.

    Who named a course sees it again before what is only like it, but not in the `last` place.
    """
    if same_course(hit.offer) in shown:
        return False
    if hit is repeated:
        return True
    fitting = _FITTING_AT_LAST if last else _FITTING_BESIDE_NAMED if _is_named(repeated) else _FITTING
    return hit.text >= fitting and _wishes_kept(hit, repeated)


def _wishes_kept(hit: Ranked, repeated: Ranked) -> bool:
    """Whether a hit can be reached if the repeated one can, and misses no other wish that it meets."""
    reached = _place(repeated) not in _REACHABLE or _place(hit) in _REACHABLE
    return reached and set(hit.relaxed) - {"place"} <= set(repeated.relaxed)


def _is_named(hit: Ranked) -> bool:
    """Whether all that was said stands in the name: who names a course wants it, and less what is like it.

    Who names a person who does the work ("taksikuski") has not named the course.
    """
    said = [
        match.field == "title" and match.alternative.how is How.EXACT and match.alternative.weight == 1.0
        for match in hit.matches
    ]
    return bool(said) and all(said)


def _fits(hit: Ranked) -> bool:
    return hit.text >= _FITTING


def _place(hit: Ranked) -> Met | None:
    return hit.met.get("place")
