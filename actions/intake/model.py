"""Schema of an intake file, and how it is read.

The form, the progress bar, the counsellor's summary and the privacy notice are all made from it.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from actions.intake.answers import Answers, Heard, Option, QuestionId
from actions.intake.wishes import Hint, Wish
from actions.tables import Strict, read_table

Audience = Literal["learner", "counsellor"]
Purpose = Literal["course_search", "guidance", "support"]


class ShortStudy(Strict):
    """What kinds of courses somebody is shown who can study for at most `months`."""

    months: int = Field(ge=1)
    kinds: tuple[str, ...] = Field(min_length=1)


class Question(Strict):
    """One question of the intake.

    `besides` asks it again after a worry was met: for anything else. `implies` gives answers to other
    questions by the sort of entity that answered this one. `unless` names answers with which this question
    does not matter. `keeps_words` is false where the learner's own words must not be stored beside the value.
    `heard` says values back that are no quick answers, by entity. `closed_by` names answers to other
    questions that, given to this one, leave nothing to ask: who says "verkossa" of the place. `any_words`:
    an answer in words that nobody knows is thanked for, and the question left: "näyttämällä oppii parhaiten".
    `kept_in` is the question that keeps such words: a course that one went to is no school.
    `taken` says as a clause that the answer is known no more.
    """

    id: QuestionId
    text: str
    plain: str
    why: str
    clarify: str
    besides: str | None = None
    taken: str | None = None
    examples: tuple[str, ...] = Field(min_length=1)
    options: tuple[Option, ...] = ()
    answers: Answers
    heard: dict[str, Heard] = Field(default={})
    stored_as: dict[str, str] = Field(default={})
    implies: dict[str, dict[QuestionId, str]] = Field(default={})
    unless: dict[QuestionId, tuple[str, ...]] = Field(default={})
    closed_by: dict[QuestionId, tuple[str, ...]] = Field(default={})
    searches: bool = False
    keeps_words: bool = True
    any_words: bool = False
    kept_in: QuestionId | None = None
    purpose: Purpose
    audience: tuple[Audience, ...] = Field(min_length=1)
    retention_days: int = Field(ge=1, le=365)

    def option(self, value: str) -> Option | None:
        """The quick answer with this value, if there is one."""
        return next((option for option in self.options if option.value == value), None)

    def label(self, value: str) -> str:
        """How a stored value is said back to the learner."""
        option = self.option(value)
        return option.said_back if option else value

    def said_back(self, value: str, entity: str | None) -> str | None:
        """What was understood as a clause, "olet työtön"; None where the data has no clause for it."""
        option = self.option(value)
        if option is not None and option.heard:
            return option.heard
        if not self.heard:
            return None
        return self.heard.get(entity or "", next(iter(self.heard.values()))).of(self.label(value))

    def matters(self, known: Mapping[str, str]) -> bool:
        """Whether the question matters to somebody with these answers."""
        return not any(known.get(name) in values for name, values in self.unless.items())


class SummaryPhrases(Strict):
    """The parts of the summary that a learner may let a counsellor know."""

    facts: str
    wishes: str
    work: str
    courses: str


class Phrases(Strict):
    """The short glue between what was heard and what is asked."""

    noted: tuple[str, ...] = Field(min_length=1)
    and_: str = Field(alias="and")
    also: str
    own_words: str
    thanked: tuple[str, ...] = Field(min_length=1)
    refused: str
    resumed: tuple[str, ...] = Field(min_length=1)
    skipped: tuple[str, ...] = Field(min_length=1)
    again: tuple[str, ...] = Field(min_length=1)
    back: tuple[str, ...] = Field(min_length=1)
    unclear: tuple[str, ...] = Field(min_length=1)
    why: str
    cannot_answer: str
    clarified: str
    plain: str
    skip_button: str
    unsure_button: str
    human_button: str
    wishes: str
    support: str
    support_button: str
    drop_wish_button: str
    more_button: str
    summary: SummaryPhrases


class Intake(Strict):
    """An intake: its questions, and which of them each goal needs, in order."""

    id: str
    title: str
    questions: tuple[Question, ...]
    flows: dict[str, tuple[str, ...]]
    short_study: ShortStudy
    wishes: tuple[Wish, ...]
    hints: tuple[Hint, ...] = ()
    phrases: Phrases

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        ids = [question.id for question in self.questions]
        repeated = {name for name in ids if ids.count(name) > 1}
        if repeated:
            raise ValueError(f"question ids repeated: {', '.join(sorted(repeated))}")
        for where, names in self._references():
            if unknown := set(names) - set(ids):
                raise ValueError(f"{where} names unknown questions: {', '.join(sorted(unknown))}")
        return self

    def _references(self) -> list[tuple[str, list[str]]]:
        """Every place that names questions, with the names."""
        found = [(f"flow {flow}", list(names)) for flow, names in self.flows.items()]
        found += [(f"hint {hint.id}", list(hint.when)) for hint in self.hints]
        for question in self.questions:
            names = [*question.unless, *question.closed_by, *filter(None, [question.kept_in])]
            names += [name for given in question.implies.values() for name in given]
            names += [name for option in question.options for name in option.sets]
            found.append((f"question {question.id}", names))
        return found

    def question(self, name: str) -> Question:
        """Return a question by its id. Raises KeyError for an unknown one."""
        for question in self.questions:
            if question.id == name:
                return question
        raise KeyError(name)

    def has(self, name: str | None) -> bool:
        """Whether there is a question of this id."""
        return any(question.id == name for question in self.questions)

    def wish_of(self, intent: str) -> Wish | None:
        """The wish that a worry becomes."""
        return next((wish for wish in self.wishes if wish.intent == intent), None)


def read_intake(path: Path) -> Intake:
    """Read and check one intake file. Raises TableError when the file is not YAML or breaks the schema."""
    return read_table(path, Intake)


@cache
def load_intake(path: Path) -> Intake:
    """Read an intake once per process."""
    return read_intake(path)
