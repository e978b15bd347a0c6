"""What the open question takes as an answer, told along with it, so that the words are read as meant."""

from typing import Any

from actions.dialogue.facts import CHOICE_ENTITY
from actions.intake.answers import Option
from actions.intake.model import Question

PROFILE_KEY = "expects"


def expected_by(question: Question) -> dict[str, Any]:
    """Return the profile's value: question, intents, entities, and the quick answers with their phrases."""
    return {
        "question": question.id,
        "intents": [*question.answers.intents, *question.answers.intents_anytime],
        "entities": list(question.answers.entities),
        "options": [_option(question, option) for option in question.options],
    }


def _option(question: Question, option: Option) -> dict[str, Any]:
    phrases = list(dict.fromkeys((option.title, *option.words)))
    if option.intent:
        return {"phrases": phrases, "intent": option.intent}
    if question.answers.entities:
        return {"phrases": phrases, "entities": {question.answers.entities[0]: option.value}}
    return {"phrases": phrases, "entities": {CHOICE_ENTITY: f"{question.id}:{option.value}"}}
