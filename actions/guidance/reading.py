"""Reads in a learner's own words what they like and what they do not: traits, and directions by name."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from actions.guidance.interest_data import Directions, load_directions
from nlu.analysis import shared_analyzer
from nlu.analysis.tokens import Token

DENYING = "ei"  # the base form of en, et, ei, emme ...
TRAIT_WORTH = 1.5
DIRECTION_WORTH = 1.5


@dataclass(frozen=True, slots=True)
class Heard:
    """What a text tells: traits, and directions that it names; minus says "not that"."""

    traits: dict[str, float] = field(default_factory=dict)
    directions: dict[str, float] = field(default_factory=dict)

    @property
    def says_something(self) -> bool:
        """Whether anything was understood."""
        return bool(self.traits or self.directions)


def read_words(text: str, *, unwanted: bool = False) -> Heard:
    """Read a text. With `unwanted` it answers what one does not want, so that plain words count as denied."""
    table = load_directions()
    traits: dict[str, float] = {}
    directions: dict[str, float] = {}
    for bases, denied in _words(text, table):
        sign = -1.0 if denied or unwanted else 1.0
        for name in _naming(bases, _by_trait()):
            traits[name] = sign * TRAIT_WORTH
        for name in _naming(bases, _by_direction()):
            directions[name] = sign * DIRECTION_WORTH
    return Heard(traits, directions)


def _words(text: str, table: Directions) -> Iterator[tuple[frozenset[str], bool]]:
    """The base forms of each word, and whether its clause denies it: from "en" to "mutta" or a stop."""
    denied = False
    for token in shared_analyzer().tokens(text):
        if token.pos == "PUNCT" and token.text in ".!?;":
            denied = False
        bases = _bases(token)
        if token.lemma == DENYING or bases & set(table.no_words):
            denied = True
        elif bases & set(table.but_words):
            denied = False
        else:
            yield bases, denied


def _bases(token: Token) -> frozenset[str]:
    """The word as written and every base form that it may have: "leivon" is of leivo and of leipoa."""
    return frozenset((token.lemma, token.text.lower(), *token.parts, *shared_analyzer().lemmas(token.text)))


def _naming(bases: frozenset[str], table: dict[str, frozenset[str]]) -> list[str]:
    return [name for name, words in table.items() if bases & words]


@lru_cache(maxsize=1)
def _by_trait() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load_directions().traits.items()}


@lru_cache(maxsize=1)
def _by_direction() -> dict[str, frozenset[str]]:
    return {one.id: frozenset(one.words) for one in load_directions().directions}
