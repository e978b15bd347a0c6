"""A round as it comes in, and the day on which one is reminded of it. Pure."""

from datetime import date, timedelta
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

BEFORE_END = timedelta(days=3)
FARTHEST = timedelta(days=730)
LONGEST_CHECKED = timedelta(days=180)  # nobody is told what was looked up longer ago
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]


class RoundError(ValueError):
    """A round that cannot be kept; `field` names what is wrong with it."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field


class NewRound(BaseModel):
    """A round to be kept. Days are those of the source; what it does not tell is left out, never guessed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Line
    opens_on: date
    closes_on: date | None = None
    closes_at: Annotated[str, Field(pattern=r"^([01]\d|2[0-3])[:.][0-5]\d$")] | None = None
    source: Line
    source_url: Annotated[str, Field(pattern=r"^https://[^\s/]+\.\S+$", max_length=300)] | None = None
    checked_on: date
    key: str | None = Field(default=None, max_length=160)
    courses: tuple[str, ...] = ()

    @property
    def last_on(self) -> date:
        """The last day on which it may be told: when nothing says that it ends, the day on which it opens."""
        return self.closes_on or self.opens_on

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        if self.closes_on is not None and self.closes_on < self.opens_on:
            raise ValueError("closes before it opens")
        if self.closes_at is not None and self.closes_on is None:
            raise ValueError("a time of day needs its day")
        return self


def check(new: NewRound, today: date) -> None:
    """Refuse what nobody can be told of any more, or yet. Raises RoundError."""
    if new.last_on < today:
        raise RoundError("closes_on" if new.closes_on else "opens_on", "it is over")
    if new.last_on > today + FARTHEST:
        raise RoundError("closes_on" if new.closes_on else "opens_on", "it is too far away")
    if new.checked_on > today:
        raise RoundError("checked_on", "it has not been yet")
    if new.checked_on < today - LONGEST_CHECKED:
        raise RoundError("checked_on", "it was looked up too long ago")


def reminded_on(opens_on: date, closes_on: date | None, today: date) -> date | None:
    """The day to remind of a round: when it opens; while it is open three days before its end.

    None where no day is left for it.
    """
    if opens_on > today:
        return opens_on
    if closes_on is None or closes_on <= today:
        return None
    return max(closes_on - BEFORE_END, today + timedelta(days=1))
