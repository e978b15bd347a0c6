"""What a learner has told about themselves, as the gateway's profile keeps it.

A fact is stored under `fact.<question id>` with the value, the official name where there is one, and the
learner's own words for it, where the question lets them be kept.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from actions.dialogue.denying import is_denied
from actions.dialogue.desires import (
    BACKGROUND,
    clause_of,
    is_ahead,
    is_done,
    is_left,
    is_self,
    is_wished,
    wishes,
    wishes_for_other,
)
from actions.dialogue.others import is_of_another
from actions.dialogue.turn import Entity
from actions.intake.model import Intake, Question

KEY_PREFIX = "fact."
WISH_ENTITIES = ("field", "occupation", "qualification")
WORK = ("field", "occupation")
OF_WAYS, SEVERAL = "study_mode", 2
LIMITING = re.compile(r"\b(?:vain|vaan|vaa|ainoastaan|vaik)\s+$")
CHOICE_ENTITY = "answer"  # of a quick answer to a question that has no entity of its own: "goal:job"
MAX_WORDS_KEPT = 400
SCHOOLS = "education_level"  # a course that is named there has been gone to
# While these are open, a field or an occupation in the answer tells of the past unless it is wished for.
OF_THE_PAST = frozenset({"background", "barriers", "employment_status", SCHOOLS, "age"})


@dataclass(frozen=True, slots=True)
class Fact:
    """One answered question: `value` as the contract normalises it, `said` in the learner's words."""

    question: str
    value: str
    said: str
    canonical: str | None = None
    entity: str | None = None

    @property
    def key(self) -> str:
        """The profile key that holds this fact."""
        return KEY_PREFIX + self.question

    def to_json(self) -> dict[str, Any]:
        """The profile's value."""
        return {"value": self.value, "said": self.said, "canonical": self.canonical, "entity": self.entity}

    @classmethod
    def from_json(cls, question: str, value: Mapping[str, Any]) -> Self:
        """Read the profile's value back."""
        return cls(
            question=question,
            value=str(value["value"]),
            said=str(value.get("said", "")),
            canonical=value.get("canonical"),
            entity=value.get("entity"),
        )


def facts_of(profile: Mapping[str, Any]) -> dict[str, Fact]:
    """Return the facts in a profile, by question id."""
    return {
        key.removeprefix(KEY_PREFIX): Fact.from_json(key.removeprefix(KEY_PREFIX), value)
        for key, value in profile.items()
        if key.startswith(KEY_PREFIX) and isinstance(value, Mapping) and "value" in value
    }


def facts_said(
    entities: Iterable[Entity], intake: Intake, *, wish: bool, open_question: str | None, text: str = ""
) -> dict[str, Fact]:
    """Return the facts that a message's entities state, by question id.

    An occupation or a qualification names what the learner looks for when the message is a wish (`wish`),
    answers the question about the field, or puts it as a wish ("kokiksi", "haluan kokki"), as the `text`
    around it tells; in a story of past work it is no wish.
    """
    entities = tuple(entities)
    found = _chosen(entities, intake)
    for question in intake.questions:
        wanted = question.answers.entities
        matches = [entity for entity in entities if entity.name in wanted]
        if question.id == "field":
            matches = _wanted(matches, text, asked_for=wish or open_question == "field")
            told_of_past = not wish or (open_question == SCHOOLS and not wishes(text))
            if open_question in OF_THE_PAST and told_of_past:
                matches = [entity for entity in matches if is_wished(entity, text) and wishes(text)]
        if matches:
            chosen = _limited_to(matches, text) or max(matches, key=_specificity)
            found[question.id] = _fact(question, chosen)
    return found


def _limited_to(matches: list[Entity], text: str) -> Entity | None:
    """Of several ways to study the one that limits the others: "paikan päällä, mutta vain iltaisin"."""
    ways = [one for one in matches if one.name == OF_WAYS]
    if len({one.value for one in ways}) < len(matches) or len(ways) < SEVERAL:
        return None
    return next((one for one in ways if LIMITING.search(text.lower().partition(one.text.lower())[0])), None)


def of_the_open_question(
    entities: Iterable[Entity], intake: Intake, open_question: str | None
) -> list[Entity]:
    """Of what the same word means twice, that which answers the open question: "kotona" to how life is now
    is no way to study."""
    entities = list(entities)
    if open_question is None or not intake.has(open_question):
        return entities
    question = intake.question(open_question)
    wanted = question.answers.entities
    phrases = {phrase.lower() for one in question.options for phrase in (one.title, *one.words)}
    answering = {one.text for one in entities if one.name in wanted or one.text.lower() in phrases}
    wanted = (*wanted, CHOICE_ENTITY)
    return [entity for entity in entities if entity.name in wanted or entity.text not in answering]


def without_what_is_known(
    entities: Iterable[Entity], known: Mapping[str, str], intake: Intake
) -> list[Entity]:
    """Of several for one question, those that are not known yet: "ei kokki vaan leipuri" names a baker."""
    entities = list(entities)
    for question in intake.questions:
        found = [entity for entity in entities if entity.name in question.answers.entities]
        new = [entity for entity in found if entity.value != known.get(question.id)]
        if new:
            entities = [entity for entity in entities if entity in new or entity not in found]
    return entities


def implied_by(fact: Fact, intake: Intake) -> list[Fact]:
    """Return the answers to other questions that a fact gives: who names an occupation has a goal."""
    question = intake.question(fact.question)
    option = question.option(fact.value)
    given = {**question.implies.get(fact.entity or "", {}), **(option.sets if option else {})}
    return [Fact(name, value, fact.said) for name, value in given.items()]


def telling_more(said: Mapping[str, Fact], known: Mapping[str, Fact], intake: Intake) -> dict[str, Fact]:
    """Let what is known stand where a message tells only what is kept as something general ("other"): a sick
    leave of last autumn does not take the place of being laid off."""
    return {
        name: known[name] if name in known and _is_general(fact, intake) else fact
        for name, fact in said.items()
    }


def _is_general(fact: Fact, intake: Intake) -> bool:
    return fact.value in intake.question(fact.question).stored_as.values()


def _chosen(entities: Iterable[Entity], intake: Intake) -> dict[str, Fact]:
    """What a button chose for a question without an entity; one that the intake no longer has is nothing."""
    found: dict[str, Fact] = {}
    for entity in entities:
        name, _, value = entity.value.partition(":")
        if entity.name != CHOICE_ENTITY or not intake.has(name):
            continue
        if option := intake.question(name).option(value):
            found[name] = Fact(name, value, option.title)
    return found


def _wanted(entities: list[Entity], text: str, *, asked_for: bool) -> list[Entity]:
    """Of what names a field, that which the learner looks for, not that which they come from or are.

    Of several, "hoitoalalle" wins over "raksalla". In a message that asks for nothing, a field left behind
    and an occupation that is not put as a wish tell of the past.
    """
    entities = [entity for entity in entities if not is_left(entity, text)]
    ahead = [entity for entity in entities if is_ahead(entity, text) and not is_self(entity, text)]
    if asked_for:
        wished = [entity for entity in ahead if is_wished(entity, text)]
        said = [entity for entity in wished if wishes(clause_of(entity, text))]
        left = [entity for entity in entities if not is_done(entity, text)]
        return said or wished or ahead or ([] if wishes_for_other(text) else left)
    return [entity for entity in ahead if entity.name == "field" or is_wished(entity, text)]


def work_told(entities: Iterable[Entity], text: str) -> Fact | None:
    """The work that a message tells one does or did, as the answer to what one has done so far."""
    left = next((one for one in entities if one.name in WORK and is_left(one, text)), None)
    return _work(left, text) if left else None


def work_named(entities: Iterable[Entity], text: str, unless: str | None = None) -> Fact | None:
    """The work that a message names and does not wish for, where the message tells of oneself: an occupation
    that one is, a field that one comes from, or an occupation beside the wish for another (`unless`)."""
    for one in entities:
        if one.name not in WORK or one.value == unless or is_denied(one, text) or is_of_another(one, text):
            continue
        beside = one.name == "occupation" and one.role is None and unless is not None
        wished = is_wished(one, text) or (not one.sure and wishes(clause_of(one, text)))
        if (one.role == BACKGROUND or beside) and not wished:
            return _work(one, text)
    return None


def _work(one: Entity, text: str) -> Fact:
    return Fact("background", one.value, " ".join(text.split())[:MAX_WORDS_KEPT], one.canonical, one.name)


def _specificity(entity: Entity) -> int:
    return WISH_ENTITIES.index(entity.name) if entity.name in WISH_ENTITIES else 0


def _fact(question: Question, entity: Entity) -> Fact:
    value = question.stored_as.get(entity.value, entity.value)
    return Fact(question.id, value, entity.text[:MAX_WORDS_KEPT], entity.canonical, entity.name)


def free_text_fact(question: Question, text: str) -> Fact:
    """Take the learner's own words as the answer to a question that allows it."""
    words = " ".join(text.split())[:MAX_WORDS_KEPT]
    free_text = question.answers.free_text
    return Fact(question.id, (free_text and free_text.kept_as) or words, words)
