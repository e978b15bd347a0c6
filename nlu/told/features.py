"""What the tagger sees of a word in its story. What names work is seen as its kind, so that one occupation
stands for all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from nlu.analysis import Token
from nlu.entities import Entity
from nlu.intents.documents import MARKS
from nlu.intents.tfidf import character_grams
from nlu.reading import Message

NEAR, FAR = 3, 7
OPEN_KINDS = frozenset({"occupation", "field", "qualification", "place", "age", "duration"})
EDGE = "<>"
_WITHOUT_DOTS = str.maketrans("äöå", "aoa")


@dataclass(frozen=True)
class Sentence:
    """A message's tokens as the tagger sees them."""

    message: Message

    @property
    def tokens(self) -> Sequence[Token]:
        """The tokens, marks among them."""
        return self.message.tokens

    @cached_property
    def kinds(self) -> list[str]:
        """The kind of the entity at each token, "" where there is none."""
        return self._at_tokens(lambda entity: entity.entity)

    @cached_property
    def roles(self) -> list[str]:
        """The role that the rules give the entity at each token, "" where they give none."""
        return self._at_tokens(lambda entity: entity.role or "")

    def _at_tokens(self, value: Callable[[Entity], str]) -> list[str]:
        """A value of the entity at each token; of several the last one's."""
        found = [""] * len(self.tokens)
        for entity in self.message.entities:
            for index, token in enumerate(self.tokens):
                if entity.start <= token.start < entity.end:
                    found[index] = value(entity)
        return found

    @cached_property
    def forms(self) -> list[str]:
        """The words in small letters and without dots; of what is open (work, places, numbers) its kind."""
        return [
            f"<{kind}>" if kind in OPEN_KINDS else token.text.lower()[:40].translate(_WITHOUT_DOTS)
            for token, kind in zip(self.tokens, self.kinds, strict=True)
        ]

    @cached_property
    def lemmas(self) -> list[str]:
        """Their base forms, likewise."""
        return [
            f"<{kind}>" if kind in OPEN_KINDS else token.lemma[:40]
            for token, kind in zip(self.tokens, self.kinds, strict=True)
        ]

    def is_mark(self, index: int) -> bool:
        """Whether a mark that ends a clause stands there."""
        return self.tokens[index].text[:1] in MARKS


@dataclass(frozen=True)
class Spot:
    """One word of a sentence."""

    sentence: Sentence
    index: int

    def near(self, step: int) -> str:
        """The form so many words away; an edge beyond the ends."""
        at = self.index + step
        return self.sentence.forms[at] if 0 <= at < len(self.sentence.forms) else EDGE

    @cached_property
    def clause(self) -> tuple[int, int]:
        """The first word of its clause, and the one behind its last; at most `FAR` words away."""
        first = self.index
        while first > 0 and self.index - first < FAR and not self.sentence.is_mark(first - 1):
            first -= 1
        behind = self.index + 1
        while (
            behind < len(self.sentence.tokens)
            and behind - self.index <= FAR
            and not self.sentence.is_mark(behind)
        ):
            behind += 1
        return first, behind


def place_terms(spot: Spot) -> list[str]:
    """The word, its neighbours by their distance, and pairs of them."""
    sentence, at = spot.sentence, spot.index
    kind, role = sentence.kinds[at], sentence.roles[at]
    ending = sentence.tokens[at].text.lower()
    found = [f"0={spot.near(0)}", f"0l={sentence.lemmas[at]}", f"0k={kind}", f"0r={kind}{role}"]
    found += [f"0e={kind and '<>'}{ending[-size:]}" for size in (1, 2, 3, 4)]
    found += [f"{step:+d}={spot.near(step)}" for step in range(-NEAR, NEAR + 1) if step]
    found += [
        f"{first:+d}{second:+d}={spot.near(first)} {spot.near(second)}"
        for first, second in ((-2, -1), (-1, 0), (-1, 1), (0, 1), (1, 2))
    ]
    found.append(f"3={spot.near(-1)} {spot.near(0)} {spot.near(1)}")
    found += [f"0e={ending[-3:]}{step:+d}={spot.near(step)}" for step in (-1, 1)]
    return found


def clause_terms(spot: Spot) -> list[str]:
    """The words before and behind it in its clause, as written and as base forms, and those of the clause
    before."""
    sentence = spot.sentence
    first, behind = spot.clause
    found = [f"L={word}" for word in sentence.forms[first : spot.index]]
    found += [f"Ll={word}" for word in sentence.lemmas[first : spot.index]]
    found += [f"R={word}" for word in sentence.forms[spot.index + 1 : behind]]
    found += [f"Rl={word}" for word in sentence.lemmas[spot.index + 1 : behind]]
    found += [f"C={word}" for word in sentence.lemmas[first:behind]]
    found += [f"P={word}" for word in sentence.lemmas[max(0, first - FAR) : max(0, first - 1)]]
    end = sentence.tokens[behind].text[:1] if behind < len(sentence.tokens) else ""
    return [*found, f"end={end}"]


def letter_terms(spot: Spot) -> list[str]:
    """Letters of the word and of its neighbours: dialects write their endings each in their own way."""
    found = [f"0{gram}" for gram in character_grams(spot.near(0), 3, 5)]
    for side, steps in (("-", (-2, -1)), ("+", (1, 2))):
        for step in steps:
            found += [f"{side}{gram}" for gram in character_grams(spot.near(step), 3, 4)]
    return found
