"""Where the words of a query stand in a course: by which alternative, in which field, how strongly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from backends.courses.search.query import Alternative, Group, How
from backends.courses.storage.repository import FIELDS

FIELD_LEVELS: Mapping[str, float] = {"title": 1.0, "keyword": 0.85, "part": 0.75, "body": 0.3}
_PROVIDER_LEVEL = 0.6
_HOW_IN_BODY = frozenset({How.EXACT, How.SPELLING, How.SYNONYM})
_ECHO = 0.03
_ALSO_NAMED = 1.05
_IN_TITLE = 1 << FIELDS.index("title")
_MOST_ECHOED = 1 + 4 * _ECHO
_NAMING, _NAMED_SURELY = ("title", "keyword"), 0.8


@dataclass(frozen=True, slots=True)
class Match:
    """Why a group of the query fits an offer: by which alternative, in which field, how strongly (0 to 1)."""

    group: Group
    alternative: Alternative
    field: str
    level: float

    @property
    def leads_to(self) -> bool:
        """Whether the course names what one wants to become."""
        return self.group.becoming and self.field in _NAMING and self.alternative.weight >= _NAMED_SURELY


@dataclass(frozen=True, slots=True)
class Fit:
    """How the words of a query fit a course: 0 to 1, and by which matches.

    `leads_to`: among them is what the person wants to become; `named_for`: the name says it.
    """

    text: float
    matches: tuple[Match, ...]
    leads_to: bool = False
    named_for: bool = False


def best_match(group: Group, standing: Mapping[str, int]) -> Match | None:
    """The alternative that stands most strongly in a course's terms."""
    best: Match | None = None
    reached = 0.0
    for alternative in group.alternatives:
        if alternative.weight * _MOST_ECHOED <= reached:
            break
        field, level = _level(alternative, standing)
        if level > reached:
            best, reached = Match(group, alternative, field, level), level
    if best is not None and best.field != "title" and _named(group, standing):
        return replace(best, level=reached * _ALSO_NAMED)
    return best


def _named(group: Group, standing: Mapping[str, int]) -> bool:
    """Whether any alternative stands in the name."""
    for alternative in group.alternatives:
        for term in alternative.terms:
            if not standing[term] & _IN_TITLE:
                break
        else:
            return True
    return False


def provider_matches(groups: Sequence[Group], terms: frozenset[str]) -> Iterator[Match]:
    """What of a query stands in a provider's name, whose terms these are."""
    for group in groups:
        for alternative in group.alternatives:
            if alternative.how is How.EXACT and terms.issuperset(alternative.terms):
                yield Match(group, alternative, "provider", alternative.weight * _PROVIDER_LEVEL)
                break


def _level(alternative: Alternative, standing: Mapping[str, int]) -> tuple[str, float]:
    """The field where all terms stand (each where it weighs most) and the weight there.

    0 where one is missing.
    """
    level, where = 1.0, "title"
    echoes = 0
    for term in alternative.terms:
        field, reached, again = _STANDINGS[standing[term]]
        if not reached or (field == "body" and alternative.how not in _HOW_IN_BODY):
            return "body", 0.0
        echoes = max(echoes, again)
        if reached < level:
            level, where = reached, field
    return where, level * alternative.weight * (1 + _ECHO * echoes)


def _standing(bits: int) -> tuple[str, float, int]:
    """Of the fields where a term stands: the one where it weighs most, its level (0: none), how many more."""
    fields = [name for at, name in enumerate(FIELDS) if bits & 1 << at]
    if not fields:
        return "body", 0.0, 0
    best = max(fields, key=lambda name: FIELD_LEVELS[name])
    return best, FIELD_LEVELS[best], len(fields) - 1


_STANDINGS = tuple(_standing(bits) for bits in range(1 << len(FIELDS)))
