"""Chooses the question that follows a text which says too little (data/skills/followups.yml)."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from pydantic import Field, model_validator

from backends.skills.core.files import read_table
from backends.skills.core.schema import Label, StrictRow
from backends.skills.matching.result import FollowUp
from backends.skills.matching.words import SKILLS_DATA

FOLLOWUPS = SKILLS_DATA / "followups.yml"


class When(StrEnum):
    """What a text lacks."""

    EMPTY = "empty"
    VAGUE = "vague"
    UNSURE = "unsure"
    BETWEEN = "between"


class _FollowUpRow(StrictRow):
    id: Label
    when: When
    text: Label


class _FollowUpTable(StrictRow):
    followups: tuple[_FollowUpRow, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_for_each(self) -> _FollowUpTable:
        if {row.when for row in self.followups} != set(When):
            raise ValueError(f"there must be a question for each of: {', '.join(When)}")
        return self


def followup(when: When, first: str = "", second: str = "") -> FollowUp:
    """The question for what a text lacks; `first` and `second` are labels for `between`."""
    row = _rows()[when]
    return FollowUp(row.id, row.text.format(first=first, second=second))


@lru_cache(maxsize=1)
def _rows(path: Path = FOLLOWUPS) -> dict[When, _FollowUpRow]:
    return {row.when: row for row in read_table(path, path.parent, _FollowUpTable).followups}
