"""The domain's own words: those of the lookups, for repairs of spelling and for words that Voikko does not
know."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from nlu.paths import LOOKUPS

SHORTEST_WORD = 3
_GAZETTEERS = ("occupations.yml", "fields.yml", "qualifications.yml")


@dataclass(frozen=True)
class Vocabulary:
    """Single words in lower case, base forms: `words` all of them, `standard` those worth repairing a slip
    to."""

    words: frozenset[str]
    standard: frozenset[str]


@lru_cache(maxsize=2)
def load_vocabulary(folder: Path = LOOKUPS) -> Vocabulary:
    """Collect the words of the gazetteers and of `spelling/words.yml`."""
    words: set[str] = set()
    standard: set[str] = set()
    for name in _GAZETTEERS:
        if (folder / name).exists():
            items = yaml.safe_load((folder / name).read_text(encoding="utf-8"))["items"]
            words.update(_names(items))
            standard.update(str(name).lower() for name in items)
    groups = yaml.safe_load((folder / "spelling" / "words.yml").read_text(encoding="utf-8"))
    standard.update(str(groups["guidance"]).split())
    for group in groups.values():
        words.update(str(group).split())
    return Vocabulary(_single(words), _single(standard))


def _single(words: set[str]) -> frozenset[str]:
    return frozenset(word for word in words if " " not in word and len(word) >= SHORTEST_WORD)


def _names(items: dict[str, Any]) -> set[str]:
    found: set[str] = set()
    for name, entry in items.items():
        say = entry if isinstance(entry, list) else (entry or {}).get("say", [])
        found.update(str(word).lower() for word in (name, *say))
    return found
