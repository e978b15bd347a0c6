"""What stands behind too few hits: offers about the same as the best of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from backends.courses.search.query import Alternative, Group, How, ParsedQuery
from backends.courses.search.table import Ranked
from backends.courses.storage.repository import IndexedCourse

ENOUGH = 10
_BEST_COURSES = 2
_LIKE: Mapping[str, float] = {"title": 1.0, "keyword": 0.7}
_ALIKE = 0.4
_BEHIND = 0.5


def best_courses(hits: Sequence[Ranked]) -> list[int]:
    """The courses to look around: those of the first hits that are there for what they are about."""
    about = (hit for hit in hits if any(match.field != "provider" for match in hit.matches))
    return list(dict.fromkeys(hit.offer.course for hit in about))[:_BEST_COURSES]


def query_like(query: ParsedQuery, courses: Sequence[IndexedCourse]) -> ParsedQuery:
    """The query's wishes, with the names and keywords of `courses` in place of its words."""
    weights: dict[str, float] = {}
    for course in courses:
        for field, weight in _LIKE.items():
            for term in course.having(field):
                weights[term] = max(weights.get(term, 0.0), weight)
    groups = [
        Group(term, (Alternative((term,), weight, How.EXACT, term),)) for term, weight in weights.items()
    ]
    return replace(query, groups=tuple(groups))


def behind(hits: Sequence[Ranked], others: Sequence[Ranked]) -> Iterator[Ranked]:
    """Those of `others` that are much alike and no hits themselves, ranked behind all hits.

    They have no matches: no word that was said led to them.
    """
    shown = {hit.offer.row for hit in hits}
    last = min(hit.score for hit in hits)
    for other in others:
        if other.offer.row not in shown and other.text >= _ALIKE:
            yield replace(other, text=0.0, score=other.score * last * _BEHIND, matches=())
