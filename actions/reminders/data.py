"""How the files of `data/reminders/` are read, checked against their schema."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from actions.settings import ActionsSettings
from actions.tables import Strict, read_table

Unit = Literal["day", "week", "month", "year"]
Patterns = tuple[str, ...]


class Season(Strict):
    """A time of the year and the day that it is taken to mean."""

    say: Patterns
    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=28)


class ReminderWords(Strict):
    """Patterns (nlu.naming) by which people say a day."""

    days: dict[int, Patterns]
    weekdays: dict[int, Patterns]
    months: dict[int, Patterns]
    within_month: dict[int, Patterns]
    seasons: tuple[Season, ...]
    next: Patterns
    units: dict[Unit, Patterns]
    after: Patterns
    numbers: dict[int, Patterns]
    cancel: Patterns
    call: Patterns


class ReminderButtons(Strict):
    """Titles of buttons."""

    round_opens: str
    round_closes: str
    tomorrow: str
    week: str
    two_weeks: str
    month: str
    cancel: str
    plan: str
    human: str


class ReminderTexts(Strict):
    """What is said of reminders."""

    set: str
    reaches: dict[str, str]
    cannot_call: str
    when: str
    when_rounds: str
    round_opens: str
    round_closes: str
    set_round: str
    round_source: str
    round_gone: str
    too_far: str
    too_many: str
    cancelled: str
    none: str
    buttons: ReminderButtons


@cache
def load_reminder_words() -> ReminderWords:
    """`data/reminders/words.yml`. Raises TableError."""
    return read_table(_folder() / "words.yml", ReminderWords)


@cache
def load_reminder_texts() -> ReminderTexts:
    """`data/reminders/texts.yml`. Raises TableError."""
    return read_table(_folder() / "texts.yml", ReminderTexts)


def _folder() -> Path:
    return ActionsSettings().data / "reminders"
