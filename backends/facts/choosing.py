"""Which facts answer a question: by its topic, and by what its words name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from backends.facts.domain import Fact
from nlu.naming import said

LONGEST_QUESTION = 500


def about(facts: Iterable[Fact], topic: str | None, today: date, question: str = "") -> list[Fact]:
    """The facts that answer a question about a topic: those it names, those of every answer, the rest.

    A question that names facts gets these and the ones that belong to every answer; one that names none gets
    the general facts of its topic. Without a topic, all facts. A fact whose time has not come is no answer.
    """
    asked = said(question)
    begun = [fact for fact in facts if fact.has_begun(today) and (topic is None or topic in fact.topics)]
    named = {fact.id for fact in begun if asked.names_any(fact.words)}
    if topic is not None:
        begun = [fact for fact in begun if _answers(fact, named)]
    return sorted(begun, key=lambda fact: (fact.id not in named, not fact.always, not fact.is_certain(today)))


def _answers(fact: Fact, named: set[str]) -> bool:
    if fact.id in named or fact.always:
        return True
    return not (named or fact.only_named)
