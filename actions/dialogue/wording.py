"""How a question of the intake is put to the learner: its text, the words before it, its buttons."""

from actions.dialogue.facts import CHOICE_ENTITY
from actions.dialogue.reply import Button
from actions.intake.answers import Option
from actions.intake.model import Phrases, Question


def question_text(question: Question, phrases: Phrases, *, plain: bool) -> str:
    """The question, or its plainest wording with examples."""
    if not plain:
        return question.text
    return phrases.plain.format(plain=question.plain, examples=", ".join(question.examples))


def question_buttons(question: Question, phrases: Phrases) -> list[Button]:
    """The quick answers, and the ways past the question: don't know, skip, to a human."""
    answers = [
        Button(option.title, answer_payload(question, option)) for option in question.options if option.button
    ]
    return [
        *answers,
        Button(phrases.unsure_button, "/dont_know"),
        Button(phrases.skip_button, "/skip"),
        Button(phrases.human_button, "/request_human"),
    ]


def answer_payload(question: Question, option: Option) -> str:
    """The payload of a quick answer, in Rasa's form: the value under the question's first entity.

    A question without an entity is named with the value. An option that has an intent of its own says that.
    """
    if option.intent:
        return f"/{option.intent}"
    if question.answers.entities:
        return f'/inform{{"{question.answers.entities[0]}": "{option.value}"}}'
    return f'/inform{{"{CHOICE_ENTITY}": "{question.id}:{option.value}"}}'
