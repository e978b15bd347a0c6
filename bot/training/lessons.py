"""The lessons as data: data/console/training.yml, and training.<language>.yml with the same lessons."""

import re
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from bot.texts import Strict, TextsError, read_model

FINNISH = "fi"
FILE = re.compile(r"training\.([a-z]{2})\.yml")
LONGEST_MINUTES = 30


class Choice(Strict):
    """One possible answer, and what is said to who chooses it."""

    text: str = Field(min_length=1, max_length=200)
    told: str = Field(min_length=1, max_length=400)
    right: bool = False


class Question(Strict):
    """What one would do in the case; exactly one choice is right."""

    text: str = Field(min_length=1, max_length=300)
    choices: tuple[Choice, ...] = Field(min_length=2, max_length=4)

    @model_validator(mode="after")
    def _one_is_right(self) -> Self:
        if sum(choice.right for choice in self.choices) != 1:
            raise ValueError("exactly one choice must be right")
        return self


class Lesson(Strict):
    """A few minutes: a made-up person, what to do in the console, questions. `try_it` is a page of it."""

    id: str = Field(pattern=r"^[a-z_]{1,40}$")
    title: str = Field(min_length=1, max_length=80)
    minutes: int = Field(ge=1, le=10)
    case: str = Field(min_length=1, max_length=600)
    steps: tuple[str, ...] = Field(min_length=1, max_length=8)
    try_it: str | None = Field(default=None, pattern=r"^/console/[a-z/-]*$")
    questions: tuple[Question, ...] = Field(min_length=1, max_length=4)


class Lessons(Strict):
    """All lessons in their order; together no more than the half hour that is promised."""

    lessons: tuple[Lesson, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _fit(self) -> Self:
        if len({lesson.id for lesson in self.lessons}) < len(self.lessons):
            raise ValueError("two lessons have the same id")
        if self.minutes > LONGEST_MINUTES:
            raise ValueError(
                f"the lessons take {self.minutes} minutes, at most {LONGEST_MINUTES} may be asked"
            )
        return self

    @property
    def minutes(self) -> int:
        """How long all of them take."""
        return sum(lesson.minutes for lesson in self.lessons)

    def named(self, lesson_id: str) -> Lesson | None:
        """The lesson of an id."""
        return next((lesson for lesson in self.lessons if lesson.id == lesson_id), None)

    def after(self, lesson: Lesson) -> Lesson | None:
        """The one that follows."""
        following = self.lessons.index(lesson) + 1
        return self.lessons[following] if following < len(self.lessons) else None


def read_lessons(data: Path) -> dict[str, Lessons]:
    """The lessons by language; Finnish is always there. Raises TextsError, also for lessons that differ."""
    folder = data / "console"
    found = {FINNISH: read_model(folder / "training.yml", Lessons)}
    for path in sorted(folder.glob("training.*.yml")):
        if named := FILE.fullmatch(path.name):
            found[named[1]] = read_model(path, Lessons)
            if _shape(found[named[1]]) != _shape(found[FINNISH]):
                raise TextsError(f"{path.name}: the lessons are not those of training.yml")
    return found


def _shape(lessons: Lessons) -> list[object]:
    """All that is no words: which lessons and questions there are, and which choices are right."""
    return [
        (
            one.id,
            one.minutes,
            len(one.steps),
            one.try_it,
            [[c.right for c in q.choices] for q in one.questions],
        )
        for one in lessons.lessons
    ]
