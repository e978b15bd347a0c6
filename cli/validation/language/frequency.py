"""How often learners themselves use a word: counted in the sentences that the language model is trained on.

A word that they write is one that they read. A compound and a participle are as common as their rarest part.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from cli.validation.language.words import WORD, readings

EXAMPLE = re.compile(r"^\s+- (?P<text>.+)$")
ENTITY = re.compile(r"\[([^\]]+)\]\{[^}]*\}")
PART = re.compile(r"\(([^()+]+)\)")  # of Voikko's word bases: "+työ(työ)+voima(voima)"


class Frequencies:
    """Base forms by how many times they stand in learners' sentences."""

    def __init__(self, sentences: Iterable[str]) -> None:
        """Count; a word that may have several base forms counts for each."""
        words = Counter(word.lower() for text in sentences for word in WORD.findall(text))
        self._seen: Counter[str] = Counter()
        for word, times in words.items():
            for form in {form for base, parts in _forms(word) for form in (base, *parts)}:
                self._seen[form] += times

    def of(self, word: str) -> int:
        """How often the commonest reading of a word is used, whole or by its parts."""
        return max((self._of_reading(base, parts) for base, parts in _forms(word)), default=0)

    def _of_reading(self, base: str, parts: tuple[str, ...]) -> int:
        return max(self._seen[base], min((self._seen[part] for part in parts), default=0))


def sentences_of_learners(root: Path) -> Iterator[str]:
    """The training sentences, without their marks."""
    for path in sorted((root / "data" / "nlu").glob("*.yml")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if match := EXAMPLE.match(line):
                yield ENTITY.sub(r"\1", match["text"])


@cache
def frequencies_in(root: Path) -> Frequencies:
    """Count once a process."""
    return Frequencies(sentences_of_learners(root))


def _forms(word: str) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (str(one["BASEFORM"]).lower(), tuple(PART.findall(str(one.get("WORDBASES", "")).lower())))
        for one in readings(word)
    ]
