"""Worries as wishes: what a worry about studying asks of a course, in the words of the learner's side."""

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
    """One useful sentence under the first suggestions, for those of whom all of `when` holds; said once."""

    id: QuestionId
    when: dict[QuestionId, tuple[str, ...]]
    text: str

    def fits(self, values: dict[str, str]) -> bool:
        """Whether the hint is for somebody with these answers."""
        return all(values.get(name) in wanted for name, wanted in self.when.items())
