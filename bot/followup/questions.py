"""What is asked later, as data (`data/followup/questions.yml`)."""

from functools import cache
from pathlib import Path

from pydantic import Field, model_validator

from bot.texts import Strict, read_model

LONGEST_TITLE = 40  # of a button, as in all messages of the gateway


class Choice(Strict):
    """A button of the gateway's own, and what is said when it is pressed."""

    title: str = Field(min_length=1, max_length=LONGEST_TITLE)
    text: str = Field(min_length=1)


class Offer(Strict):
    """Asking for the permission to ask."""

    text: str
    agree: Choice
    decline: Choice
    elsewhere: Choice


class Feedback(Strict):
    """One tap: whether the conversation was of use."""

    text: str
    good: Choice
    bad: Choice


class PersonTexts(Strict):
    """Offering a named person; {who} is the name, `somebody` where none is known."""

    offer: str
    somebody: str
    agree: Choice
    decline: Choice


class SurveyText(Strict):
    """What leads to a survey."""

    text: str


class Option(Strict):
    """An answer: what is said to it, what is asked later, and whether a person or a survey is offered.

    `studies`: who answers so has begun to study.
    """

    id: str = Field(pattern=r"^[a-z_]{2,20}$")
    title: str = Field(min_length=1, max_length=LONGEST_TITLE)
    reply: str = Field(min_length=1)
    then: tuple[str, ...] = ()
    studies: bool = False
    person: bool = False
    survey: str | None = None


class Kind(Strict):
    """One question, so many days later."""

    id: str = Field(pattern=r"^[a-z_]{2,20}$")
    after_days: int = Field(ge=1, le=170)  # a conversation is kept for 180 days after its last message
    question: str
    text: str
    options: tuple[Option, ...] = Field(min_length=2, max_length=5)

    def option(self, name: str) -> Option | None:
        """The option of an id."""
        return next((one for one in self.options if one.id == name), None)


class Questions(Strict):
    """All of it."""

    offer: Offer
    feedback: Feedback
    stop: Choice
    gone: str
    person: PersonTexts
    survey: SurveyText
    kinds: tuple[Kind, ...] = Field(min_length=1)

    def kind(self, name: str) -> Kind | None:
        """The kind of an id."""
        return next((one for one in self.kinds if one.id == name), None)

    @property
    def of_students(self) -> frozenset[tuple[str, str]]:
        """(kind, option) of the answers of those who have begun to study."""
        return frozenset((kind.id, one.id) for kind in self.kinds for one in kind.options if one.studies)

    @model_validator(mode="after")
    def _leads_to_what_there_is(self) -> "Questions":
        for kind in self.kinds:
            for option in kind.options:
                if any(self.kind(name) is None for name in option.then):
                    raise ValueError(f"{kind.id}.{option.id}: then names what is no kind")
        return self


@cache
def questions(data: Path) -> Questions:
    """Read `followup/questions.yml`. Raises TextsError."""
    return read_model(data / "followup" / "questions.yml", Questions)
