"""Leaves out what a message denies: "en ole työtön" says nothing of being unemployed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from datafiles import read_yaml
from nlu.entities.model import Entity
from nlu.entities.words import Word
from nlu.paths import LOOKUPS

# What "ammattikoulua ei oo" and "eläkkeellä en oo" deny.
_DENIED_AFTER = frozenset({"employment_status", "education_level"})
_OF_ONESELF = frozenset({"employment_status", "education_level", "study_mode"})
NEGATION_FILE = LOOKUPS / "negation.yml"


def without_denied(entities: Sequence[Entity], words: Sequence[Word]) -> list[Entity]:
    """Return the entities that the message does not deny. A question denies nothing but what is said of
    oneself: "pääseekö, jos en ole käynyt lukiota?"."""
    asks = any(word.token.text == "?" for word in words)
    return [e for e in entities if (asks and e.entity not in _OF_ONESELF) or not _is_denied(e, words)]


def _is_denied(entity: Entity, words: Sequence[Word]) -> bool:
    rules = _rules()
    verbs = rules["verbs"].get(entity.entity)
    if verbs is None:
        return False
    between: list[Word] = []
    for word in _before(entity, words, rules["window"]):
        if word.form in rules["negations"]:
            return _denies(between, verbs, rules["lifts"])
        between.append(word)
    return entity.entity in _DENIED_AFTER and _is_denied_after(entity, words)


def _before(entity: Entity, words: Sequence[Word], window: int) -> Iterator[Word]:
    """The words of the clause before an entity, the nearest first."""
    earlier = [word for word in words if word.token.end <= entity.start]
    for word in reversed(earlier[-window:]):
        if word.is_mark:
            return
        yield word


def _denies(between: Sequence[Word], verbs: dict[str, list[str]], lifts: Sequence[str]) -> bool:
    if any(word.can_be(term) for word in between for term in (*lifts, *verbs["lift"])):
        return False
    return not between or any(word.can_be(term) for word in between for term in verbs["deny"])


def _is_denied_after(entity: Entity, words: Sequence[Word]) -> bool:
    """Whether a negation of "olla" follows at once: "eläkkeellä en oo"."""
    later = [word for word in words if word.token.start >= entity.end][:2]
    if len(later) < 2 or later[0].form not in _rules()["negations"]:
        return False
    return later[1].can_be("olla") or later[1].form in ("oo", "ole", "ookaa", "olekaan")


@lru_cache(maxsize=1)
def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = read_yaml(NEGATION_FILE)
    rules["negations"] = frozenset(rules["negations"])
    return rules
