"""Forms of workplaces that were filled in on paper or at an event: imported from a CSV, whole or not at all.

A row is a form: a column for each question, named by its id or its words, with an option's id or title; and
the day on which it was filled in, of which the month is kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.followup.employers import employer_form
from bot.followup.schema import TrainingNeed
from bot.followup.survey_data import Question
from bot.impact.csv_tables import CsvTableError, Row, day_in, read_rows, region_in

DAY = frozenset({"day", "päivä", "pvm"})
LONGEST_NAME = 60


class NeedsError(ValueError):
    """A file that cannot be taken; the message names line and reason."""


@dataclass(frozen=True, slots=True)
class FilledIn:
    """One form."""

    day: date
    region: str | None
    answers: Mapping[str, str]


def read_forms(path: Path, data: Path, today: date) -> list[FilledIn]:
    """The forms of a file; cells that are empty were skipped. Raises NeedsError."""
    questions = employer_form(data).questions
    named = {name.lower(): one for one in questions for name in (one.id, one.text)}
    try:
        columns, rows = read_rows(path)
        known = {name: named[name.lower()] for name in columns if name.lower() in named}
        days = [name for name in columns if name.lower() in DAY]
        if not known or len(days) != 1:
            raise NeedsError(
                f"{path.name}: the columns are päivä and {', '.join(one.id for one in questions)}"
            )
        found = [_form(row, line, known, days[0], data, today) for line, row in rows]
    except CsvTableError as error:
        raise NeedsError(str(error)) from error
    return [one for one in found if one.answers]


def _form(
    row: Row, line: int, known: Mapping[str, Question], day_column: str, data: Path, today: date
) -> FilledIn:
    try:
        day = day_in(row[day_column])
    except CsvTableError as error:
        raise NeedsError(f"line {line}: {error}") from error
    if day > today:
        raise NeedsError(f"line {line}: {day} has not been yet")
    region: str | None = None
    answers: dict[str, str] = {}
    for column, question in known.items():
        written = row[column]
        if not written:
            continue
        chosen = region_in(written, data) if question.regions else _option(question, written)
        if chosen is None:
            raise NeedsError(f"line {line}: {written!r} is no answer to {question.id}")
        if question.regions:
            region = chosen
        else:
            answers[question.id] = chosen
    return FilledIn(day.replace(day=1), region, answers)


def _option(question: Question, written: str) -> str | None:
    plain = written.lower()
    return next((key for key, title in question.options.items() if plain in {key, title.lower()}), None)


async def keep(session: AsyncSession, forms: Sequence[FilledIn], batch: str) -> None:
    """Keep the forms of a file in the place of those that came from it before."""
    await session.execute(delete(TrainingNeed).where(TrainingNeed.batch == batch[:LONGEST_NAME]))
    session.add_all(
        TrainingNeed(day=one.day, region=one.region, answers=dict(one.answers), batch=batch[:LONGEST_NAME])
        for one in forms
    )
