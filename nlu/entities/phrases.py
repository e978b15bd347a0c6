"""Phrases of lemmas that stand for a fixed value: "työn ohessa" is part_time, "en ole töissä" is unemployed.

A phrase in the data is a row of words. A word is a base form ("työtön"), a written form after "="
("=töissä"),
alternatives with "|", "*" for up to three words of any kind, or "@name" for the alternatives of a group.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nlu.entities.words import Word

WIDEST_GAP = 3
GAP = "*"


@dataclass(frozen=True)
class Phrase:
    """`steps` are sets of alternatives; an empty set is a gap."""

    value: str
    steps: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Match:
    """Words `first` to `last` (inclusive) of a message stand for `value`; `steps` are the words that the
    phrase names, so without those in its gaps."""

    value: str
    first: int
    last: int
    steps: tuple[int, ...] = ()


class PhraseMatcher:
    """Finds the phrases of one lookup file in a message."""

    def __init__(self, values: Mapping[str, Iterable[str]], groups: Mapping[str, str] | None = None) -> None:
        """Take the phrases of each value, and the groups that they name."""
        self._by_first: dict[str, list[Phrase]] = {}
        for value, phrases in values.items():
            for text in phrases:
                phrase = Phrase(
                    value, tuple(frozenset(_step(word, groups or {})) for word in str(text).split())
                )
                for term in phrase.steps[0]:
                    self._by_first.setdefault(term, []).append(phrase)

    def find(self, words: Sequence[Word]) -> Iterator[Match]:
        """Yield every match, overlapping ones too."""
        for first, word in enumerate(words):
            for term in word.terms:
                for phrase in self._by_first.get(term, ()):
                    steps = _follow(phrase.steps[1:], words, first + 1)
                    if steps is not None:
                        steps = (first, *steps)
                        yield Match(phrase.value, first, steps[-1], steps)


def _step(word: str, groups: Mapping[str, str]) -> tuple[str, ...]:
    """Return the alternatives of a word; all are written forms where the first is."""
    if word == GAP:
        return ()
    if word.startswith("="):
        return tuple(f"={form}" for form in word[1:].split("|"))
    found: list[str] = []
    for part in word.split("|"):
        found.extend(_step(groups[part[1:]], groups) if part.startswith("@") else (part,))
    return tuple(found)


def _follow(steps: Sequence[frozenset[str]], words: Sequence[Word], position: int) -> tuple[int, ...] | None:
    """Return where the words of the steps stand from `position` on, or None when they do not follow."""
    if not steps:
        return ()
    if not steps[0]:
        for gap in range(WIDEST_GAP + 1):
            if any(word.is_mark for word in words[position : position + gap]):
                return None
            found = _follow(steps[1:], words, position + gap)
            if found is not None:
                return found
        return None
    if position < len(words) and not steps[0].isdisjoint(words[position].term_set):
        rest = _follow(steps[1:], words, position + 1)
        return None if rest is None else (position, *rest)
    return None
