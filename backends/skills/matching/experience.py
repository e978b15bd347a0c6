"""How long and how much somebody did what they tell of: "kymmenen vuotta", "kesät", "sivussa".

Read for the person and the counsellor, never judged: it changes no score.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from backends.skills.core.files import read_table
from backends.skills.core.schema import StrictRow
from backends.skills.matching.words import SKILLS_DATA
from nlu.analysis import Token
from nlu.entities.numbers import number_in_words

EXPERIENCE = SKILLS_DATA / "experience.yml"
LONGEST_MONTHS = 60 * 12
_IN_ONE_WORD = re.compile(r"^(\d{1,2})-?(v|vuotta|vuoden|kk|kuukautta)$")
_FROM_TO = re.compile(r"\b(19[4-9]\d|20[0-4]\d)\s?[-–]\s?(19[4-9]\d|20[0-4]\d)\b")


class Extent(StrEnum):
    """How much of one's time something took, as far as it was said."""

    LONG = "long"
    REGULAR = "regular"
    SEASONAL = "seasonal"
    BESIDE = "beside"
    RARELY = "rarely"


class _Table(StrictRow):
    units: dict[str, float] = Field(min_length=1)
    counts: dict[str, float]
    not_worked: tuple[str, ...]
    being: tuple[str, ...]
    extents: dict[Extent, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ExperienceWords:
    """See data/skills/experience.yml for what each list is for."""

    units: Mapping[str, float]
    counts: Mapping[str, float]
    not_worked: frozenset[str]
    being: frozenset[str]
    extents: Mapping[Extent, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Experience:
    """What a stretch of a text (characters `start` to `end`) says of how long and how much.

    `months` is None where no length was told, `extent` where nothing was said of how much; `words` are the
    person's own.
    """

    months: float | None
    extent: Extent | None
    words: str
    start: int
    end: int

    def since(self, start: int) -> Experience:
        """The same for a stretch that begins earlier."""
        return replace(self, start=min(start, self.start))


@lru_cache(maxsize=2)
def load_experience_words(path: Path = EXPERIENCE) -> ExperienceWords:
    """Reads the lists; SkillsDataError for a mistake in them."""
    table = read_table(path, path.parent, _Table)
    extents = {extent: frozenset(table.extents.get(extent, ())) for extent in Extent}
    return ExperienceWords(
        table.units, table.counts, frozenset(table.not_worked), frozenset(table.being), extents
    )


def read_experience(
    text: str, clause: Sequence[Token], following: Sequence[Token], words: ExperienceWords
) -> Experience | None:
    """What a clause of a text says of how long and how much; None where it says neither.

    `following` is the next clause: "kolme vuotta | sitten" was a time ago.
    """
    if not clause:
        return None
    start, end = clause[0].start, clause[-1].end
    length = _length(clause, following, words) or _between_years(text, start, end)
    extent = _extent(clause, words)
    if length is None and extent is None:
        return None
    months, from_, to = length or (None, start, start)
    told = [text[from_:to]] if length else []
    if extent is not None and not (length and from_ <= extent[1].start < to):
        told.append(extent[1].text)
    return Experience(months, extent[0] if extent else None, ", ".join(told), start, end)


def _length(
    clause: Sequence[Token], following: Sequence[Token], words: ExperienceWords
) -> tuple[float, int, int] | None:
    """Months, and where the words that say them begin and end."""
    for at, token in enumerate(clause):
        lower = token.text.lower()
        if one := _IN_ONE_WORD.match(lower):
            count, unit, first = float(one[1]), 12.0 if one[2].startswith("v") else 1.0, at
        else:
            named = words.units.get(token.lemma, words.units.get(lower))
            said = _count(clause[at - 1], words) if at else None
            if named is None or said is None:
                continue
            count, unit, first = said, named, at - 1
        months = count * unit
        if 0 < months <= LONGEST_MONTHS and not _says_else(
            clause[:first], [*clause[at + 1 :], *following], words
        ):
            return months, clause[first].start, token.end
    return None


def _count(token: Token, words: ExperienceWords) -> float | None:
    lower = token.text.lower()
    if lower.isdecimal() and len(lower) <= 2:
        return float(lower)
    for form in (lower, token.lemma):
        if form in words.counts:
            return words.counts[form]
    return number_in_words(lower) or number_in_words(token.lemma)


def _says_else(before: Sequence[Token], after: Sequence[Token], words: ExperienceWords) -> bool:
    """Whether what stands beside a length makes it an age or a time ago."""
    if any(one.lemma in words.not_worked or one.text.lower() in words.not_worked for one in after[:1]):
        return True
    said = [one for one in before if one.text[0].isalnum()]
    alone = not after or not after[0].text[0].isalnum()
    return bool(said) and said[-1].text.lower() in words.being and alone


def _between_years(text: str, start: int, end: int) -> tuple[float, int, int] | None:
    """Two years with a line between; the second may begin a clause of its own."""
    found = _FROM_TO.search(text, start)
    if found is None or found.start() >= end or int(found[2]) < int(found[1]):
        return None
    return 12.0 * max(1, int(found[2]) - int(found[1])), found.start(), found.end()


def _extent(clause: Sequence[Token], words: ExperienceWords) -> tuple[Extent, Token] | None:
    for extent, told in words.extents.items():
        for token in clause:
            if token.text.lower() in told or token.lemma in told:
                return extent, token
    return None
