"""Schema of an intake file, and how it is read.

The form, the progress bar, the counsellor's summary and the privacy notice are all made from it.
"""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

QuestionId = Annotated[str, Field(pattern=r"^[a-z_]+$")]
Audience = Literal["learner", "counsellor"]
Purpose = Literal["course_search", "guidance", "support"]


class IntakeError(ValueError):
    """An intake file is wrong; the message names the file and the fault."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Option(_Strict):
    """A quick answer: what the button says, what is stored, and how it is said back."""

    title: str = Field(min_length=1, max_length=40)
    value: str = Field(min_length=1)
    label: str | None = None
    button: bool = True

    @property
    def said_back(self) -> str:
        """The words for "Selvä: ...", by default the stored value."""
        return self.label or self.value


FEWEST_LETTERS = 4


class FreeText(_Strict):
    """The learner's own words as an answer: short ones, and no question of their own."""

    max_words: int = Field(ge=1, le=60)

    def accepts(self, text: str) -> bool:
        """Whether a text can be an answer.

        A long one says more than the answer, a question asks, a number answers something else, and a word of
        a few letters names nothing that could be looked for.
        """
        if "?" in text or any(character.isdigit() for character in text):
            return False
        return len(text.split()) <= self.max_words and len(text.strip()) >= FEWEST_LETTERS


class Answers(_Strict):
    """What counts as an answer to a question while it is open."""

    entities: tuple[str, ...] = ()
    intents: dict[str, str] = {}
    free_text: FreeText | None = None


class Question(_Strict):
    """One question of the intake."""

    id: QuestionId
    text: str
    plain: str
    why: str
    clarify: str
    examples: tuple[str, ...] = Field(min_length=1)
    options: tuple[Option, ...] = ()
    answers: Answers
    stored_as: dict[str, str] = {}
    purpose: Purpose
    audience: tuple[Audience, ...] = Field(min_length=1)
    retention_days: int = Field(ge=1, le=365)

    def label(self, value: str) -> str:
        """How a stored value is said back to the learner."""
        return next((option.said_back for option in self.options if option.value == value), value)


class Phrases(_Strict):
    """The short glue between what was heard and what is asked."""

    noted: tuple[str, ...] = Field(min_length=1)
    resumed: tuple[str, ...] = Field(min_length=1)
    skipped: tuple[str, ...] = Field(min_length=1)
    again: tuple[str, ...] = Field(min_length=1)
    why: str
    clarified: str
    skip_button: str
    unsure_button: str


class Intake(_Strict):
    """An intake: its questions, and which of them each goal needs, in order."""

    id: str
    title: str
    questions: tuple[Question, ...]
    flows: dict[str, tuple[str, ...]]
    phrases: Phrases

    @model_validator(mode="after")
    def _consistent(self) -> "Intake":
        ids = [question.id for question in self.questions]
        repeated = {name for name in ids if ids.count(name) > 1}
        if repeated:
            raise ValueError(f"question ids repeated: {', '.join(sorted(repeated))}")
        for flow, names in self.flows.items():
            unknown = set(names) - set(ids)
            if unknown:
                raise ValueError(f"flow {flow} names unknown questions: {', '.join(sorted(unknown))}")
        return self

    def question(self, name: str) -> Question:
        """Return a question by its id. Raises KeyError for an unknown one."""
        for question in self.questions:
            if question.id == name:
                return question
        raise KeyError(name)

    def has(self, name: str | None) -> bool:
        """Whether there is a question of this id."""
        return any(question.id == name for question in self.questions)


def read_intake(path: Path) -> Intake:
    """Read and check one intake file.

    Raises:
        IntakeError: when the file is not YAML or breaks the schema.
    """
    try:
        return Intake.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except yaml.YAMLError as error:
        raise IntakeError(f"{path.name}: not valid YAML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "file"
        raise IntakeError(f"{path.name}: {place}: {first['msg']}") from error


@cache
def load_intake(path: Path) -> Intake:
    """Read an intake once per process."""
    return read_intake(path)
