"""Rewriting rules from spoken and dialectal forms to standard ones. A rule only proposes; Voikko must know
the result."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from datafiles import read_yaml
from nlu.paths import LOOKUPS

RULES = LOOKUPS / "spoken" / "rules.yml"
SHORTEST_FORM = 3
MOST_CANDIDATES = 60


@dataclass(frozen=True)
class Rule:
    """`find` is a pattern, each of `put` a replacement; `pos` is the part of speech that the result must
    have."""

    name: str
    find: re.Pattern[str]
    put: tuple[str, ...]
    pos: str = ""

    def apply(self, form: str) -> Iterator[str]:
        """Yield what the rule makes of a form: one result for each replacement, all matches at once."""
        if self.find.search(form):
            for replacement in self.put:
                yield self.find.sub(replacement, form)


@dataclass(frozen=True)
class Candidate:
    """A proposed standard form, and the part of speech that it must have ("" for any)."""

    form: str
    pos: str


class SpokenRules:
    """The rules in their order: each alone first, then two of them after each other."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Take the rules, the most certain first."""
        self._rules = tuple(rules)

    def candidates(self, form: str) -> Iterator[Candidate]:
        """Yield at most MOST_CANDIDATES proposals without repetition."""
        if len(form) < SHORTEST_FORM:
            return
        seen = {form}
        for count, candidate in enumerate(self._all(form)):
            if count >= MOST_CANDIDATES:
                return
            if candidate.form not in seen:
                seen.add(candidate.form)
                yield candidate

    def _all(self, form: str) -> Iterator[Candidate]:
        once = [Candidate(result, rule.pos) for rule in self._rules for result in rule.apply(form)]
        yield from once
        for first in once:
            for rule in self._rules:
                for result in rule.apply(first.form):
                    yield Candidate(result, rule.pos or first.pos)


@lru_cache(maxsize=2)
def load_rules(path: Path = RULES) -> SpokenRules:
    """Read the rules' file."""
    rows = read_yaml(path)["rules"]
    return SpokenRules(
        Rule(row["name"], re.compile(row["find"]), tuple(row["put"]), row.get("pos", "")) for row in rows
    )
