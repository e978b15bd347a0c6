"""Where a conversation stands.

The state is one small value under the profile key `dialogue`. Every change is a function from state to
state, so that properties can be tested: nothing known is asked, nothing is asked twice without cause.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, Self

PROFILE_KEY = "dialogue"

Confirmation = Literal["restart", "share"]


@dataclass(frozen=True, slots=True)
class DialogueState:
    """What the dialogue remembers between turns.

    `flow` is the goal that is being worked on, `open` the question that waits for an answer, `kind`
    restricts the search, `searched` tells that suggestions were shown, `seen` how many of them, `hinted`
    which hints were said with them, `returns` how often the open question was asked again, `idle` how often
    it came again after words that ask nothing, `anew` which questions came anew after they had been closed
    without an answer, `heard` a mark of the last words, by which the same words are
    known again. `plain` is set for those who want the plainest Finnish, `for_another` where somebody writes
    for a client or a relative, of whom nothing more is remembered.
    """

    flow: str | None = None
    kind: str | None = None
    open: str | None = None
    asked: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    anew: tuple[str, ...] = ()
    searched: bool = False
    seen: int = 0
    misunderstood: int = 0
    returns: int = 0
    idle: int = 0
    heard: int = 0
    confirming: Confirmation | None = None
    halted: bool = False
    hinted: tuple[str, ...] = ()
    plain: bool = False
    for_another: bool = False

    @property
    def asked_before(self) -> str | None:
        """The question that was asked before the open one, or last where none is open."""
        end = self.asked.index(self.open) if self.open in self.asked else len(self.asked)
        return self.asked[end - 1] if end else None

    def to_json(self) -> dict[str, Any]:
        """The profile's value."""
        return asdict(self)

    @classmethod
    def from_profile(cls, profile: Mapping[str, Any]) -> Self:
        """Read the state; a profile of an older release gives what it has."""
        stored = profile.get(PROFILE_KEY) or {}
        known = {name: stored[name] for name in cls.__dataclass_fields__ if name in stored}
        for name in ("asked", "skipped", "anew", "hinted"):
            if name in known:
                known[name] = tuple(known[name])
        return cls(**known)

    def started(self, flow: str, kind: str | None = None) -> Self:
        """Begin to work on a goal. Beginning the same one again keeps the place."""
        if self.flow == flow and self.kind == kind:
            return replace(self, halted=False)
        return replace(self, flow=flow, kind=kind, searched=False, seen=0, open=None, halted=False)

    def asking(self, question: str) -> Self:
        """Open a question."""
        asked = self.asked if question in self.asked else (*self.asked, question)
        if question == self.open:
            return replace(self, asked=asked, returns=self.returns + 1)
        anew = (*self.anew, question) if question in self.asked and question not in self.anew else self.anew
        return replace(self, open=question, asked=asked, anew=anew, returns=0, idle=0)

    def answered(self, questions: Collection[str], *, stale: bool = True) -> Self:
        """Take note that questions have answers now; `stale`: the last search does not hold any more."""
        if not questions:
            return self
        still_open = None if self.open in questions else self.open
        skipped = tuple(name for name in self.skipped if name not in questions)
        anew = tuple(name for name in self.anew if name not in questions)
        state = replace(self, open=still_open, skipped=skipped, anew=anew, misunderstood=0)
        return state.searching_anew() if stale else state

    def searching_anew(self) -> Self:
        """Let the next search begin from its first suggestion."""
        return replace(self, searched=False, seen=0)

    def skipping(self, name: str | None = None) -> Self:
        """Leave a question without an answer, for good: the open one, unless another is named."""
        name = name or self.open
        if name is None:
            return self
        skipped = self.skipped if name in self.skipped else (*self.skipped, name)
        return replace(self, open=None if name == self.open else self.open, skipped=skipped)

    def reopening(self, question: str) -> Self:
        """Ask a question again that was answered or skipped."""
        return replace(self, skipped=tuple(name for name in self.skipped if name != question)).asking(
            question
        )

    def halt(self) -> Self:
        """Stop all asking, as after a crisis."""
        return replace(self, open=None, flow=None, confirming=None, heard=0, halted=True)
