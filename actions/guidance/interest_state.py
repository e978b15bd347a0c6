"""Where the interests talk stands: pure, so that its properties can be tested."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

LONGEST_WORDS = 120
OPENING = "opening"  # words that were said before the first question


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """An answer: the quick answer of id `option`, or the learner's own `words`."""

    item: str
    option: str | None = None
    words: str = ""

    def to_json(self) -> dict[str, Any]:
        """As the profile keeps it."""
        return {"item": self.item, "option": self.option, "words": self.words}


@dataclass(frozen=True, slots=True)
class InterestState:
    """Answers so far, and items that were left without one. `shown`: directions that were suggested."""

    answers: tuple[ItemAnswer, ...] = ()
    skipped: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As the profile keeps it."""
        return {
            "answers": [answer.to_json() for answer in self.answers],
            "skipped": list(self.skipped),
            "shown": list(self.shown),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read the profile's value; parts that an older release does not have are empty."""
        return cls(
            answers=tuple(
                ItemAnswer(str(one["item"]), one.get("option"), str(one.get("words", "")))
                for one in stored.get("answers", ())
            ),
            skipped=tuple(stored.get("skipped", ())),
            shown=tuple(stored.get("shown", ())),
        )

    def next_item(self, items: Sequence[str]) -> str | None:
        """The next question; None when all are answered or skipped."""
        done = {answer.item for answer in self.answers} | set(self.skipped)
        return next((name for name in items if name not in done), None)

    def left(self, items: Sequence[str]) -> int:
        """How many questions are left."""
        done = {answer.item for answer in self.answers} | set(self.skipped)
        return sum(name not in done for name in items)

    def answering(self, item: str, *, option: str | None = None, words: str = "") -> Self:
        """Take an answer; a new one to the same item replaces the old."""
        others = tuple(answer for answer in self.answers if answer.item != item)
        answer = ItemAnswer(item, option, " ".join(words.split())[:LONGEST_WORDS])
        return replace(
            self, answers=(*others, answer), skipped=tuple(name for name in self.skipped if name != item)
        )

    def skipping(self, item: str) -> Self:
        """Leave an item without an answer."""
        return self if item in self.skipped else replace(self, skipped=(*self.skipped, item))

    def going_back(self, items: Sequence[str]) -> Self:
        """Open the last question again that was answered or skipped."""
        settled = {answer.item for answer in self.answers} | set(self.skipped)
        past = [name for name in items if name in settled]
        if not past:
            return self
        return replace(
            self,
            answers=tuple(answer for answer in self.answers if answer.item != past[-1]),
            skipped=tuple(name for name in self.skipped if name != past[-1]),
        )

    def having_shown(self, names: Sequence[str]) -> Self:
        """Take note that directions were suggested."""
        return replace(self, shown=(*self.shown, *(name for name in names if name not in self.shown)))
