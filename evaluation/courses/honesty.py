"""Whether answers keep what they promise: wishes met or named, courses not doubled, wanted places first."""

from __future__ import annotations

from collections.abc import Sequence

from backends.courses.domain import Mode, Offer
from backends.courses.search.engine import CourseSearch, Hit, SearchRequest
from backends.courses.search.table import same_course
from evaluation.courses.judgements import DEPTH, Judged
from evaluation.courses.measure import TOP

_DEEP = 100


def honesty(engine: CourseSearch, queries: Sequence[Judged]) -> list[str]:
    """A sentence for each promise."""
    broken = doubled = unknown = 0
    for judged in queries:
        hits = engine.search(SearchRequest(judged.text, limit=_DEEP)).hits
        broken += not honoured(hits[:DEPTH], judged)
        doubled += _doubled(hits, judged)
        unknown += _unknown_first(hits, judged)
    wished = sum(bool(judged.place or judged.modes or judged.times) for judged in queries)
    return [
        f"Queries with a wish for place, mode or time: {wished};"
        f" with a hit that neither meets it nor names it as relaxed: {broken}.",
        f"Queries with the same course twice in the first three though another fits: {doubled};"
        f" with an unknown place before a fitting offer in the wanted one: {unknown}.",
    ]


def honoured(hits: Sequence[Hit], judged: Judged) -> bool:
    """Whether each hit meets the wishes or names those that it does not."""
    return all(judged.unmet(hit.offer) <= set(hit.relaxed) for hit in hits)


def _doubled(hits: Sequence[Hit], judged: Judged) -> bool:
    shown = {same_course(hit.offer) for hit in hits[:TOP]}
    fitting = {same_course(hit.offer) for hit in hits if judged.fits_offer(hit.offer) and not hit.relaxed}
    return len(shown) < TOP and bool(fitting - shown)


def _unknown_first(hits: Sequence[Hit], judged: Judged) -> bool:
    if not judged.place:
        return False
    met = [at for at, hit in enumerate(hits) if "place" not in hit.relaxed and judged.fits_offer(hit.offer)]
    nowhere = [at for at, hit in enumerate(hits) if _place_unknown(hit.offer)]
    return bool(met and nowhere and nowhere[0] < met[0])


def _place_unknown(offer: Offer) -> bool:
    return not (offer.municipalities or offer.regions or Mode.ONLINE in offer.modes)
