"""Worries as wishes: what a worry about studying asks of a course, in the words of the learner's side."""

from typing import Self

from pydantic import Field, model_validator

from actions.intake.answers import QuestionId
from actions.tables import Strict


class Wish(Strict):
    """A removable wish that the search follows.

    `modes` are ways to study that would help, best first: any of them meets the wish. `words` are added to
    the search's words. A wish with neither is only shown, and kept for a counsellor.
    """

    id: QuestionId
    intent: str
    label: str
    modes: tuple[str, ...] = ()
    words: str | None = None


class Hint(Strict):
    """One useful sentence under the first suggestions, for those of whom all of `when` holds; said once.

    `from_age`: only for those who told that they are at least so many years old.
    """

    id: QuestionId
    when: dict[QuestionId, tuple[str, ...]] = Field(default={})
    from_age: int | None = Field(default=None, ge=1)
    text: str

    @model_validator(mode="after")
    def _for_somebody(self) -> Self:
        if not self.when and self.from_age is None:
            raise ValueError("a hint says for whom it is")
        return self

    def fits(self, values: dict[str, str]) -> bool:
        """Whether the hint is for somebody with these answers."""
        age = values.get("age", "")
        if self.from_age is not None and not (age.isdigit() and int(age) >= self.from_age):
            return False
        return all(values.get(name) in wanted for name, wanted in self.when.items())
