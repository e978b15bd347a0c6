"""Whether a field or an occupation is what the person looks for ("goal") or comes from ("background").

The case says most of it: "hitsaajaksi" and "hoitoalalle" lead somewhere, "hitsaajana" and "hoitoalalta" come
from somewhere. What is wished or left in the same clause says the rest: "haluan työskennellä hitsaajana",
"kiinnostunut hoitoalasta". Words: data/lookups/roles.yml.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from datafiles import read_yaml
from nlu.entities.model import Entity
from nlu.entities.words import Word
from nlu.paths import LOOKUPS

GOAL, BACKGROUND = "goal", "background"
COMMA = ","
WITH_ROLES = frozenset({"field", "occupation"})
ROLES_FILE = LOOKUPS / "roles.yml"
_TOWARDS = frozenset({"Tra", "Ill", "All"})
_FROM = frozenset({"Ela", "Abl"})
_AT = frozenset({"Ess", "Ine", "Ade"})
# A new clause begins with these even without a comma.
_BREAKS = frozenset(
    {"mutta", "vaan", "nyt", "joten", "ja", "kun", "koska", "=mut", "=niin", "=ni", "=ku",
     "=ko"}
)  # fmt: skip


def with_roles(entities: Sequence[Entity], words: Sequence[Word]) -> list[Entity]:
    """Return the entities, fields and occupations with their role where one can be told."""
    return [replace(e, role=_role(e, words)) if e.entity in WITH_ROLES else e for e in entities]


def _role(entity: Entity, words: Sequence[Word]) -> str | None:
    inside = [i for i, w in enumerate(words) if entity.start <= w.token.start < entity.end]
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    clause = _clause(words, first, last)
    leaves, is_or_was = _has(clause, "past"), _has(clause, "being")
    wishes = any(_is(word, "wish") and not _is(word, "being") for word in clause)
    case = words[last].case
    if case in _TOWARDS:
        return BACKGROUND if is_or_was and not wishes else GOAL
    if case in _FROM:
        return GOAL if _has(clause, "wish_from") and not leaves else BACKGROUND
    if case in _AT:
        return GOAL if wishes and not is_or_was and not leaves else BACKGROUND
    if wishes and case == "Par" and not leaves:
        return GOAL  # "olen harkinnut lähihoitajaa"
    if leaves or is_or_was:
        return BACKGROUND
    return GOAL if wishes or (case == "Gen" and _wants_papers(words[last + 1 : last + 2], clause)) else None


def _wants_papers(following: Sequence[Word], clause: Sequence[Word]) -> bool:
    """Whether papers of an occupation are spoken of ("kokin paperit") and nothing says that one has them."""
    has_or_asks = _has(clause, "having") or any(word.token.text == "?" for word in clause)
    return _has(following, "papers") and not has_or_asks


def _clause(words: Sequence[Word], first: int, last: int) -> list[Word]:
    """The words of the clause around it; what a comma leaves without a verb belongs to the clause before:
    "haaveilen jostain muusta, hoitoalasta ehkä"."""
    before = _before(words, first)
    clause = [*before, *_after(words, last)]
    start = first - len(before)
    while start > 0 and words[start - 1].token.text == COMMA and not any(map(_is_verb, clause)):
        before = _before(words, start - 1)
        clause = [*before, *clause]
        start -= 1 + len(before)
    return clause


def _is_verb(word: Word) -> bool:
    return word.token.pos == "VERB" or any(_is(word, group) for group in ("wish", "being", "having"))


def _before(words: Sequence[Word], first: int) -> Sequence[Word]:
    for index in range(first - 1, -1, -1):
        if _breaks(words[index]):
            return words[index + 1 : first]
    return words[:first]


def _after(words: Sequence[Word], last: int) -> Sequence[Word]:
    for index in range(last + 1, len(words)):
        if _breaks(words[index]):
            return words[last + 1 : index]
    return words[last + 1 :]


def _breaks(word: Word) -> bool:
    return word.is_mark or any(word.can_be(term) for term in _BREAKS)


def _has(clause: Sequence[Word], group: str) -> bool:
    return any(_is(word, group) for word in clause)


def _is(word: Word, group: str) -> bool:
    return any(word.can_be(term) for term in _terms()[group])


@lru_cache(maxsize=1)
def _terms() -> dict[str, Any]:
    return {group: tuple(terms) for group, terms in read_yaml(ROLES_FILE).items()}
