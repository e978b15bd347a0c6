"""The domain's own words: those of the lookups, for repairs of spelling and for words that Voikko does not
know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datafiles import read_yaml
from nlu.paths import LOOKUPS

SHORTEST_WORD = 3
_GAZETTEERS = ("occupations.yml", "fields.yml", "qualifications.yml")


@dataclass(frozen=True)
class Vocabulary:
    """Single words in lower case, base forms: `words` all of them, `standard` those worth repairing a slip
    to."""

    words: frozenset[str]
    standard: frozenset[str]


def load_vocabulary(knows: Callable[[str], bool], folder: Path = LOOKUPS) -> Vocabulary:
    """Collect the words of `spelling/words.yml` and of the gazetteers.

    The gazetteers' `say` lists hold misspelt words too, so that a form is found as written. Those are no base
    forms: of what `knows` (the morphology) rejects only the words listed in `spelling/words.yml` are taken.
    """
    groups = read_yaml(folder / "spelling" / "words.yml")
    listed = {word for group in groups.values() for word in str(group).split()}
    standard = set(str(groups["guidance"]).split())
    said: set[str] = set()
    for items in _items(folder):
        standard.update(str(name).lower() for name in items)
        said.update(_said(items))
    words = listed | standard | {word for word in said if word in listed or knows(word)}
    return Vocabulary(_single(words), _single(standard))


def _items(folder: Path) -> Iterator[dict[str, Any]]:
    for name in _GAZETTEERS:
        if (folder / name).exists():
            yield read_yaml(folder / name)["items"]


def _said(items: dict[str, Any]) -> Iterator[str]:
    for entry in items.values():
        said = entry if isinstance(entry, list) else (entry or {}).get("say", [])
        yield from (str(word).lower() for word in said)


def _single(words: set[str]) -> frozenset[str]:
    return frozenset(word for word in words if " " not in word and len(word) >= SHORTEST_WORD)
