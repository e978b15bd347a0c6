"""The words of rounds: what learners are told (`data/rounds/said.yml`)."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bot.days import written
from bot.rounds.models import reminded_on
from bot.rounds.schema import ApplicationRound
from bot.rounds.store import may_be_told
from bot.texts import Strict, read_model

Json = dict[str, Any]


class RoundTexts(Strict):
    """What is said of a round on the day of its reminder."""

    opens: str
    closes: str
    until: str
    until_at: str
    source: str
    check: str
    unsure: str


@cache
def round_texts(data: Path) -> RoundTexts:
    """Read `rounds/said.yml`. Raises TextsError."""
    return read_model(data / "rounds" / "said.yml", RoundTexts)


def reminder_text(row: ApplicationRound, texts: RoundTexts, today: date) -> str:
    """What is said on the day: what holds of the round now, or that it cannot be confirmed any more."""
    if not may_be_told(row, today):
        return texts.unsure.format(title=row.title)
    said = texts.opens if row.opens_on >= today else texts.closes
    parts = [said.format(title=row.title, day=written(row.opens_on))]
    if row.closes_on is not None:
        until = texts.until_at if row.closes_at else texts.until
        parts.append(until.format(day=written(row.closes_on), time=row.closes_at))
    parts += [texts.source.format(source=row.source, day=written(row.checked_on)), texts.check]
    return " ".join(parts)


def brief(row: ApplicationRound, today: date) -> Json:
    """A round as it rides with a message to the engine."""
    day = reminded_on(row.opens_on, row.closes_on, today)
    return {
        "id": row.id,
        "title": row.title,
        "opens_on": row.opens_on.isoformat(),
        "closes_on": row.closes_on.isoformat() if row.closes_on else None,
        "source": row.source,
        "checked_on": row.checked_on.isoformat(),
        "remind_on": day.isoformat() if day else None,
    }
