"""Where the talk on skills stands: pure, so that its properties can be tested.

Stages: `telling` (waits for a story; a follow-up question is one too), `confirming` (one occupation, yes or
no), `picking` (one of a few unsure ones), `naming` (the learner writes the right one), `skills` (a few).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, Self, cast

Stage = Literal["telling", "confirming", "picking", "naming", "skills"]
Aim = Literal["map", "change"]

LONGEST_STORY = 1_000
MOST_OCCUPATIONS = 3  # asked about in one talk
MOST_FOLLOWUPS = 2
MOST_STORIES = 6
MOST_SKILL_ROUNDS = 3

Named = dict[str, str]


@dataclass(frozen=True, slots=True)
class MappingState:
    """`story` is what was told in this talk; `offered` what is being asked about now.

    `passed` are URIs that were asked about in this talk, whatever the answer; they are not asked again.
    `hidden`: the skills being asked about are ones that the person's own words name.
    """

    stage: Stage = "telling"
    aim: Aim = "map"
    story: tuple[str, ...] = ()
    offered: tuple[Named, ...] = ()
    evidence: str = ""
    passed: tuple[str, ...] = ()
    followups: tuple[str, ...] = ()
    asked: int = 0
    rounds: int = 0
    question: str = ""
    hidden: bool = False

    def to_json(self) -> dict[str, Any]:
        """The part of the profile's value that this talk needs."""
        return {
            "stage": self.stage,
            "aim": self.aim,
            "story": list(self.story),
            "offered": list(self.offered),
            "evidence": self.evidence,
            "passed": list(self.passed),
            "followups": list(self.followups),
            "asked": self.asked,
            "rounds": self.rounds,
            "question": self.question,
            "hidden": self.hidden,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read it back."""
        return cls(
            stage=cast(Stage, stored.get("stage", "telling")),
            aim=cast(Aim, stored.get("aim", "map")),
            story=tuple(stored.get("story", ())),
            offered=tuple(dict(one) for one in stored.get("offered", ())),
            evidence=str(stored.get("evidence", "")),
            passed=tuple(stored.get("passed", ())),
            followups=tuple(stored.get("followups", ())),
            asked=int(stored.get("asked", 0)),
            rounds=int(stored.get("rounds", 0)),
            question=str(stored.get("question", "")),
            hidden=bool(stored.get("hidden", False)),
        )

    @property
    def text(self) -> str:
        """All that was told, for the mapping."""
        return ". ".join(self.story)

    @property
    def may_tell_more(self) -> bool:
        """Whether another story is taken; after that the talk goes on with what it has."""
        return len(self.story) < MOST_STORIES and len(self.text) < LONGEST_STORY

    def telling(self, words: str) -> Self:
        """Add to the story."""
        room = max(LONGEST_STORY - len(self.text) - 2, 0)
        piece = " ".join(words.split())[:room]
        if not piece or piece in self.story:
            return self
        return replace(self, story=(*self.story, piece)[-MOST_STORIES:])

    def waiting_for_story(self, question: str, followup: str | None = None) -> Self:
        """Ask for a story, or ask a follow-up question of this id."""
        followups = (*self.followups, followup) if followup else self.followups
        return replace(self, stage="telling", question=question, followups=followups, offered=(), evidence="")

    def may_follow_up(self, name: str) -> bool:
        """Whether this follow-up question may be asked: each once, and not too many."""
        return name not in self.followups and len(self.followups) < MOST_FOLLOWUPS

    @property
    def may_ask_occupation(self) -> bool:
        """Whether one more occupation may be asked about."""
        return self.asked < MOST_OCCUPATIONS

    @property
    def may_ask_skills(self) -> bool:
        """Whether one more round of skills may be shown."""
        return self.rounds < MOST_SKILL_ROUNDS

    def confirming(self, occupation: Named, evidence: str) -> Self:
        """Ask about one occupation."""
        return replace(
            self,
            stage="confirming",
            offered=(occupation,),
            evidence=evidence,
            passed=self._passing([occupation]),
            asked=self.asked + 1,
        )

    def picking(self, occupations: Sequence[Named]) -> Self:
        """Ask which of a few unsure ones is near."""
        return replace(
            self,
            stage="picking",
            offered=tuple(occupations),
            evidence="",
            passed=self._passing(occupations),
            asked=self.asked + 1,
        )

    def naming(self) -> Self:
        """Let the learner write the right one."""
        return replace(self, stage="naming")

    def showing_skills(self, skills: Sequence[Named], evidence: str, *, hidden: bool) -> Self:
        """Ask about a few skills."""
        return replace(
            self,
            stage="skills",
            offered=tuple(skills),
            evidence=evidence,
            passed=self._passing(skills),
            rounds=self.rounds + 1,
            hidden=hidden,
        )

    def dropping(self, uri: str) -> Self:
        """Take one of the skills away that are being asked about."""
        return replace(self, offered=tuple(one for one in self.offered if one["uri"] != uri))

    def reopening(self) -> Self:
        """Take back the open question about one occupation, as when more was told instead of an answer.

        It counts as asked all the same, so that a talk which is not understood comes to an end. Who answers a
        choice of several in other words has found none of them near.
        """
        if self.stage not in ("confirming", "picking"):
            return self
        open_now = {one["uri"] for one in self.offered} if self.stage == "confirming" else set()
        passed = tuple(uri for uri in self.passed if uri not in open_now)
        return replace(self, stage="telling", offered=(), passed=passed)

    def _passing(self, items: Sequence[Named]) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.passed, *(one["uri"] for one in items))))
