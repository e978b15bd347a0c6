"""One answer out of two: what Opintopolku has now, before what the database has.

Both lists keep their order and the live one is held for a while, so that paging by offset skips nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from backends.courses.domain import Offer
from backends.courses.opintopolku.live import LiveAnswer, LiveState
from backends.courses.search.engine import CourseSearch, Hit, SearchRequest, SearchResult
from backends.courses.search.query import ParsedQuery
from backends.courses.search.wishes import Met
from backends.paths import SEARCH_DATA
from datafiles import read_yaml

_MOST_NAMED = 3
_SCORE = 1.0


def combined(
    search: CourseSearch, request: SearchRequest, query: ParsedQuery, live: LiveAnswer
) -> SearchResult:
    """The page that `request` asks for. Offers that were imported stand where the search ranks them.

    Where the service does not answer, a note (wish "live") says so above the hits of the database.
    """
    hits = [_hit(query, offer, live.words) for offer in live.offers if search.offer(offer.id) is None]
    first = hits[request.offset : request.offset + request.limit]
    rest = replace(
        request, offset=max(request.offset - len(hits), 0), limit=max(request.limit - len(first), 0)
    )
    result = search.search(rest)
    if not result.understood:
        return result
    notes = [note for note in result.relaxed if not _met(first, note["wish"])]
    if live.state is LiveState.UNAVAILABLE:
        notes.insert(0, {"wish": "live", "message": str(_texts()["unavailable"])})
    return replace(
        result,
        hits=(*first, *result.hits),
        total=result.total + len(hits),
        relaxed=tuple(notes),
        matched=result.matched or bool(hits),
    )


def message(live: LiveAnswer) -> str | None:
    """What there is to say of the live service, in Finnish."""
    if live.state is LiveState.ANSWERED and not live.offers:
        return None
    text = _texts().get(str(live.state))
    return str(text) if text else None


def _met(hits: Sequence[Hit], wish: str) -> bool:
    """Whether a live hit fulfils a wish; a hit also answers to words that led nowhere in the database."""
    return any(wish == "text" or wish not in hit.relaxed for hit in hits)


def _hit(query: ParsedQuery, offer: Offer, words: str) -> Hit:
    texts = _texts()
    met = query.wishes.met_by(offer)
    parts = [texts["found"].format(words=words)]
    if places := ", ".join((*offer.municipalities, *offer.regions)[:_MOST_NAMED]):
        parts.append(texts["place"].format(place=places))
    relaxed = tuple(wish for wish, how in met.items() if how is not Met.MET)
    return Hit(offer, _SCORE, " ".join(parts), relaxed, met.get("place"))


@lru_cache(maxsize=1)
def _texts() -> dict[str, Any]:
    content: dict[str, Any] = read_yaml(SEARCH_DATA / "live.yml")
    return content
