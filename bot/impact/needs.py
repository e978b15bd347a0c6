"""What workplaces told of training needs, counted: from five forms on, with the months that they are of.

How many forms there are is shown, so an answer is also hidden where it would give a small one away.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.followup.employers import employer_form
from bot.followup.schema import TrainingNeed
from bot.impact.groups import LEAST, shown_parts
from bot.impact.tables import Cell, Table, Withheld, withheld
from bot.impact.texts import impact_texts
from bot.impact.wording import month

Need = tuple[date, Mapping[str, Any]]


async def needs_table(session: AsyncSession, data: Path, region: str | None = None) -> Table:
    """The needs of all workplaces, or of those in a region where neither they nor the others are few."""
    forms = list(await session.scalars(select(TrainingNeed)))
    here = [one for one in forms if region in (None, one.region)]
    others = len(forms) - len(here)
    some: list[Need] = [(one.day, one.answers) for one in here] if not 0 < others < LEAST else []
    return _table(some, data)


def _table(forms: Sequence[Need], data: Path) -> Table:
    t, form = impact_texts(data), employer_form(data)
    rows: list[tuple[Cell, ...]] = []
    if len(forms) >= LEAST:
        for question in form.questions:
            counts = Counter(answers.get(question.id) for _, answers in forms)
            parts = shown_parts({value: counts[value] for value in question.options}, len(forms))
            rows += [
                (question.text, title, withheld(parts[value])) for value, title in question.options.items()
            ]
    columns = (t.analytics.question, t.columns.figure, t.columns.value)
    notes = [_note(forms, t, told=bool(rows))]
    notes += [t.withheld_note] if any(Withheld.FIGURE in row for row in rows) else []
    return Table("needs", t.planning.needs, columns, tuple(rows), None, tuple(notes), labelled=True)


def _note(forms: Sequence[Need], t: Any, *, told: bool) -> str:
    """How many forms, and of which months; or that they are too few."""
    if not told:
        return str(t.planning.needs_none)
    months = sorted(day.strftime("%Y-%m") for day, _ in forms)
    said: str = t.planning.needs_of.format(count=len(forms), first=month(months[0]), last=month(months[-1]))
    return said
