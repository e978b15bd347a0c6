"""What a query asks for: groups of alternative terms, and wishes. Pure data."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from backends.courses.search.wishes import Wishes


class How(StrEnum):
    """How a term came from the word that was said; it decides what the explanation says."""

    EXACT = "exact"
    SYNONYM = "synonym"
    SPELLING = "spelling"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Alternative:
    """Terms that together stand for what was said; all must be in the offer. `weight` is 0 to 1."""

    terms: tuple[str, ...]
    weight: float
    how: How
    shown: str


@dataclass(frozen=True, slots=True)
class Group:
    """One thing that was said, and everything under which it may be found, best first.

    `weight`: how much it says beside the others; "alkeet" says little of the subject. `broader`: what else
    a word that was found may be about, for when too little was found: the parts of a compound. `becoming`:
    it was said as what one wants to become ("kokiksi"), which a qualification leads to.
    """

    said: str
    alternatives: tuple[Alternative, ...]
    weight: float = 1.0
    broader: tuple[Alternative, ...] = ()
    becoming: bool = False


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """`generic`: the query holds words such as "koulutus" that every offer fits.

    `related`: too few hits are followed by offers about the same.
    """

    groups: tuple[Group, ...] = ()
    wishes: Wishes = field(default_factory=Wishes)
    generic: bool = False
    related: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for and nothing to browse by: only stop words."""
        return not (self.groups or self.wishes or self.generic)

    def broadened(self) -> ParsedQuery | None:
        """The query with what its words may be about, too; None where that is nothing more."""
        if not any(group.broader for group in self.groups):
            return None
        groups = (replace(one, alternatives=(*one.alternatives, *one.broader)) for one in self.groups)
        return replace(self, groups=tuple(groups))

    @property
    def terms(self) -> tuple[str, ...]:
        """All terms of all groups, each once."""
        return tuple(dict.fromkeys(t for g in self.groups for a in g.alternatives for t in a.terms))
