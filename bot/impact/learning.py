"""What the assistant itself learns: where people stop, what they skip, which facts were missing. No words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console.texts import read_words
from bot.conversations.schema import Conversation
from bot.impact.charts import Bar, bars
from bot.impact.counting import Filters
from bot.impact.definitions import figures
from bot.impact.groups import share, shown, shown_parts
from bot.impact.schema import ImpactMark, ImpactRow
from bot.impact.tables import Cell, Table, Withheld, said, withheld
from bot.impact.texts import impact_texts
from datafiles import read_yaml

ASKED, SKIPPED = "asked", "skipped"
LEFT_AFTER = timedelta(days=1)  # who has not written for so long has left
KNOWN_HOW = ("told", "unsure", "unknown")

Marks = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Learned:
    """Raw counts: by (kind, name) of the marks, by where conversations were left, and taps of feedback."""

    marks: Marks
    stands: Mapping[str, int]
    good: int
    bad: int


async def learned(session: AsyncSession, filters: Filters, now: datetime) -> Learned:
    """Count within the filters' months and organisation; who is still writing has not left anywhere."""
    first, last, organisation = filters.first, filters.last, filters.organisation
    marks = select(ImpactMark.kind, ImpactMark.name, func.count()).group_by(ImpactMark.kind, ImpactMark.name)
    stands = (
        select(ImpactRow.left_at, func.count())
        .join(Conversation, Conversation.id == ImpactRow.conversation_id, isouter=True)
        .where(or_(ImpactRow.conversation_id.is_(None), Conversation.active_at < now - LEFT_AFTER))
        .group_by(ImpactRow.left_at)
    )
    taps = select(func.sum(ImpactRow.feedback_good), func.sum(ImpactRow.feedback_bad))
    if first:
        marks, stands = marks.where(ImpactMark.month >= first), stands.where(ImpactRow.month >= first)
        taps = taps.where(ImpactRow.month >= first)
    if last:
        marks, stands = marks.where(ImpactMark.month <= last), stands.where(ImpactRow.month <= last)
        taps = taps.where(ImpactRow.month <= last)
    if organisation:
        marks = marks.join(ImpactRow, ImpactRow.conversation_id == ImpactMark.conversation_id)
        ours = ImpactRow.organisation == organisation
        marks, stands, taps = marks.where(ours), stands.where(ours), taps.where(ours)
    good, bad = (await session.execute(taps)).one()
    return Learned(
        {(kind, name): count for kind, name, count in await session.execute(marks)},
        {str(name): count for name, count in await session.execute(stands) if name},
        int(good or 0),
        int(bad or 0),
    )


def learning_tables(found: Learned, data: Path) -> list[Table]:
    """Tables for the page; nothing below five."""
    return [
        _stands(found, data),
        _questions(found.marks, data),
        _facts(found.marks, data),
        _feedback(found, data),
    ]


def _stands(found: Learned, data: Path) -> Table:
    t, questions = impact_texts(data), question_titles(data)
    parts = shown_parts(found.stands, sum(found.stands.values()))
    names = sorted(parts, key=lambda name: -found.stands[name])
    titles = {name: t.analytics.stops.get(name, questions.get(name, name)) for name in names}
    cells = {name: withheld(parts[name]) for name in names}
    picture = [Bar(titles[name], parts[name], said(cells[name], t)) for name in names]
    rows = tuple((titles[name], cells[name]) for name in names)
    columns = (t.analytics.left_at, t.measures.wrote)
    return Table(
        "stands",
        t.analytics.left,
        columns,
        rows,
        bars(t.analytics.left, picture),
        (t.analytics.left_note, *((t.withheld_note,) if Withheld.FIGURE in cells.values() else ())),
        t.measures.wrote,
    )


def _questions(marks: Marks, data: Path) -> Table:
    t, titles = impact_texts(data), question_titles(data)
    rows = []
    for name, title in titles.items():
        asked, skipped = marks.get((ASKED, name), 0), marks.get((SKIPPED, name), 0)
        part = share(skipped, asked)
        rows.append((title, shown(asked), shown(skipped), part if shown(skipped) is None else withheld(part)))
    columns = (
        t.analytics.question,
        t.analytics.times_asked,
        t.analytics.times_skipped,
        t.analytics.share_skipped,
    )
    picture = [Bar(row[0], row[3] if isinstance(row[3], float) else None, said(row[3], t)) for row in rows]
    caption = t.analytics.skipped_chart
    chart, notes = bars(caption, picture, top=1), (t.analytics.asked_note,)
    return Table("questions", t.analytics.asked, columns, tuple(rows), chart, notes, caption)


def _facts(marks: Marks, data: Path) -> Table:
    t = impact_texts(data)
    titles = read_words(data / "texts" / "intent_titles.yml")
    topics = sorted({name for kind, name in marks if kind in KNOWN_HOW})
    rows = tuple(
        (str(titles.get(topic, topic)), *(shown(marks.get((how, topic), 0)) for how in KNOWN_HOW))
        for topic in topics
    )
    columns = (t.analytics.topic, t.analytics.told, t.analytics.unsure, t.analytics.unknown)
    return Table("facts", t.analytics.facts, columns, rows, None, (t.analytics.facts_note,))


def _feedback(found: Learned, data: Path) -> Table:
    t = impact_texts(data)
    good, bad = shown(found.good), shown(found.bad)
    cells: tuple[Cell, Cell] = (good, bad)
    if good is None or bad is None:  # beside the sum on the dashboard one would give the other away
        good = bad = None
        cells = (Withheld.FIGURE, Withheld.FIGURE)
    titles = (t.analytics.good, t.analytics.bad)
    picture = bars(
        t.analytics.feedback,
        [Bar(*one) for one in zip(titles, (good, bad), (said(cell, t) for cell in cells), strict=True)],
    )
    return Table(
        "feedback",
        t.analytics.feedback,
        (t.columns.figure, t.columns.value),
        tuple(zip(titles, cells, strict=True)),
        picture,
        (figures(data).of_count("feedback").definition, *((t.withheld_note,) if good is None else ())),
        t.measures.wrote,
    )


def question_titles(data: Path) -> dict[str, str]:
    """The questions of the adult intake, by id, in their order."""
    intake = read_yaml(data / "intake" / "adult.yml")
    return {str(one["id"]): str(one["text"]) for one in intake["questions"]}
