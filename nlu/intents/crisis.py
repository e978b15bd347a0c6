"""The crisis lexicon: phrases by lemma that override the model, and the sayings that only look like them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from datafiles import read_yaml
from nlu.analysis import FinnishAnalyzer, Token, shared_analyzer
from nlu.entities.phrases import Match, PhraseMatcher
from nlu.entities.words import words_of
from nlu.paths import LOOKUPS

CRISIS_FOLDER = LOOKUPS / "crisis"
KINDS = ("self_harm", "violence", "danger")


class CrisisLexicon:
    """Finds self-harm, violence and immediate danger in analysed messages."""

    def __init__(self, folder: Path, analyzer: FinnishAnalyzer) -> None:
        """Read the phrases of each kind, those that are certain, and the near misses."""
        self._analyzer = analyzer
        groups = read_yaml(folder / "groups.yml")
        self._certain = PhraseMatcher({"self_harm": read_yaml(folder / "certain.yml")}, groups)
        self._crisis = PhraseMatcher({kind: read_yaml(folder / f"{kind}.yml") for kind in KINDS}, groups)
        self._near_misses = PhraseMatcher({"near_miss": read_yaml(folder / "near_misses.yml")}, groups)

    def find(self, tokens: Sequence[Token]) -> str | None:
        """Return the kind of crisis, or None.

        A near miss cancels only the phrases that it overlaps, and none of those that are certain.
        """
        words = words_of(tokens, self._analyzer)
        certain = next(self._certain.find(words), None)
        if certain is not None:
            return certain.value
        found = list(self._crisis.find(words))
        if not found:
            return None
        misses = list(self._near_misses.find(words))
        standing = [match for match in found if not any(_overlap(match, miss) for miss in misses)]
        return standing[0].value if standing else None

    def explains(self, tokens: Sequence[Token]) -> bool:
        """Whether a near miss stands in a message: its words look like a crisis and are none."""
        return next(self._near_misses.find(words_of(tokens, self._analyzer)), None) is not None


def _overlap(one: Match, other: Match) -> bool:
    return one.first <= other.last and other.first <= one.last


@lru_cache(maxsize=1)
def shared_lexicon() -> CrisisLexicon:
    """Return the lexicon of this process."""
    return CrisisLexicon(CRISIS_FOLDER, shared_analyzer())
