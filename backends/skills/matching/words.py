"""The word lists of data/skills/words.yml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from backends.paths import DATA
from backends.skills.core.files import read_table
from backends.skills.core.schema import StrictRow

SKILLS_DATA = DATA / "skills"
WORDS = SKILLS_DATA / "words.yml"


class _WordsTable(StrictRow):
    splitters: tuple[str, ...] = Field(min_length=1)
    joiners: tuple[str, ...] = Field(min_length=1)
    subordinators: tuple[str, ...]
    harmless_negation: tuple[str, ...]
    ability: tuple[str, ...]
    schools: tuple[str, ...]
    schooling: tuple[str, ...]
    stop_words: tuple[str, ...]
    swear_words: tuple[str, ...]
    slurs: tuple[str, ...]
    addressing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordLists:
    """See data/skills/words.yml for what each list is for."""

    splitters: frozenset[str]
    joiners: frozenset[str]
    subordinators: frozenset[str]
    harmless_negation: frozenset[str]
    ability: frozenset[str]
    schools: frozenset[str]
    schooling: frozenset[str]
    stop_words: frozenset[str]
    swear_words: frozenset[str]
    slurs: frozenset[str]
    addressing: frozenset[str]


@lru_cache(maxsize=2)
def load_words(path: Path = WORDS) -> WordLists:
    """Reads the lists; SkillsDataError for a mistake in them."""
    table = read_table(path, path.parent, _WordsTable)
    return WordLists(
        frozenset(table.splitters),
        frozenset(table.joiners),
        frozenset(table.subordinators),
        frozenset(table.harmless_negation),
        frozenset(table.ability),
        frozenset(table.schools),
        frozenset(table.schooling),
        frozenset(table.stop_words),
        frozenset(table.swear_words),
        frozenset(table.slurs),
        frozenset(table.addressing),
    )
