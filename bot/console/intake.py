"""The intake as counsellors use it: the questions, hints for asking them, what their answers are called.

Made from the same file as the bot's dialogue (data/intake/adult.yml); of it only what a counsellor needs is
read.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from aiohttp import web
from pydantic import BaseModel, ConfigDict

from bot.channels.web.incoming import clean
from bot.keys import SETTINGS
from datafiles import read_yaml

FILE = Path("intake") / "adult.yml"
FACT, WISH = "fact.", "wish."
PREFIX = "q."  # of the fields of a form
LONGEST_WORDS = 1_000


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Choice(_Lenient):
    """A quick answer."""

    title: str
    value: str | None = None
    label: str | None = None

    @property
    def stored(self) -> str:
        """What is kept when it is chosen."""
        return self.value or self.title


class Question(_Lenient):
    """A question of the intake. Where `keeps_words` is false only a quick answer may be kept, never words."""

    id: str
    text: str
    plain: str
    why: str
    clarify: str
    examples: tuple[str, ...] = ()
    options: tuple[Choice, ...] = ()
    keeps_words: bool = True
    stored_as: dict[str, str] = {}
    answers: dict[str, Any] = {}

    def label(self, value: str) -> str:
        """How a stored answer is said."""
        found = next((one for one in self.options if one.stored == value), None)
        return (found.label or found.title) if found else value

    @property
    def entity(self) -> str | None:
        """The sort of thing that the bot's dialogue knows the answer by."""
        names = self.answers.get("entities") or []
        return str(names[0]) if names else None


class Wish(_Lenient):
    """What a worry has become."""

    id: str
    label: str


class Intake(_Lenient):
    """All questions and wishes."""

    questions: tuple[Question, ...]
    wishes: tuple[Wish, ...]
    flows: dict[str, tuple[str, ...]] = {}

    def question(self, name: str) -> Question | None:
        """The question of an id."""
        return next((one for one in self.questions if one.id == name), None)


@cache
def read_intake(data: Path) -> Intake:
    """Read the file; that it is sound is checked where the bot reads it."""
    return Intake.model_validate(read_yaml(data / FILE))


def intake_of(request: web.Request) -> Intake:
    """The intake of this installation."""
    return read_intake(request.app[SETTINGS].data)


def given_in(form: Mapping[str, Any], intake: Intake) -> dict[str, str]:
    """The answers in a form, by question id: own words win over a quick answer."""
    found = {}
    for question in intake.questions:
        words = clean(str(form.get(f"{PREFIX}{question.id}.words", "")))[:LONGEST_WORDS]
        chosen = str(form.get(PREFIX + question.id, ""))
        if words or chosen in {one.stored for one in question.options}:
            found[question.id] = words or chosen
    return found
