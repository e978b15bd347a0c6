"""The lead's page on what was not answered in one's own organisation, in groups of five or more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import web
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from backends.client.fact_upkeep import KeptFact, KeptFacts
from bot.console.attached import attached
from bot.console.guard import Route
from bot.console.keys import member_of, texts_of
from bot.console.permissions import Action
from bot.console.rendering import page
from bot.console.texts import Words, read_words
from bot.impact.groups import LEAST
from bot.impact.schema import ImpactMark, ImpactRow
from bot.keys import DATABASE, PRIVACY, SETTINGS
from bot.knowledge.console import BASE
from bot.knowledge.grouping import (
    Meaning,
    Turn,
    WordGroup,
    at_least,
    conversations_by_kind,
    meanings,
    word_groups,
)
from bot.knowledge.keys import UPKEEP
from bot.knowledge.schema import Unanswered
from bot.privacy.purposes import IMPROVEMENT
from bot.spreadsheets import MARK, csv_lines
from bot.texts import Strict, read_model

ADDRESS = f"{BASE}/questions"
MOST_TURNS = 20_000
NOT_ANSWERED = ("not_understood", "out_of_scope")
NO_COURSES = "no_courses"
NOT_KNOWN = ("unsure", "unknown")


class _EmptyWords(Strict):
    """data/console/empty_words.yml."""

    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Missing:
    """A topic of facts that were asked for in vain: in how many conversations at least, and its facts.

    `facts` is None while the backends that keep them are away.
    """

    title: str
    counts: Mapping[str, int]
    facts: Sequence[KeptFact] | None


@dataclass(frozen=True, slots=True)
class NotAnswered:
    """All of it. `unsure` are intents with their titles; `counts` conversations by kind."""

    days: int
    counts: Mapping[str, int]
    groups: Sequence[WordGroup]
    unsure: Sequence[tuple[str, Meaning]]
    searches: Sequence[WordGroup]
    facts: Sequence[Missing]


async def show(request: web.Request) -> web.Response:
    """Words that were not understood, unsure meanings, searches in vain, facts that were missing."""
    return page(request, "knowledge_questions.html", found=await _read(request), least=LEAST)


async def table(request: web.Request) -> web.Response:
    """The same for a spreadsheet, to give to whoever adds sentences, courses and facts."""
    found, w = await _read(request), texts_of(request).knowledge.questions
    rows = [[w.part, w.word, w.count, w.beside]]
    rows += [[w.not_answered, one.word, str(one.count), ", ".join(one.beside)] for one in found.groups]
    rows += [[w.unsure, title, str(one.count), ", ".join(one.words)] for title, one in found.unsure]
    rows += [[w.searches, one.word, str(one.count), ", ".join(one.beside)] for one in found.searches]
    for one in found.facts:
        count = str(sum(one.counts.values()))
        rows.append([w.facts, one.title, count, ", ".join(fact.id for fact in one.facts or ())])
    return attached((MARK + csv_lines(rows)).encode(), "text/csv", f"{w.file_name}.csv", "utf-8")


async def _read(request: web.Request) -> NotAnswered:
    organisation, data = member_of(request).organisation.id, request.app[SETTINGS].data
    days = request.app[PRIVACY].purposes[IMPROVEMENT].keep_days
    since = datetime.now(UTC) - timedelta(days=days)
    async with request.app[DATABASE].reading() as session:
        turns = await turns_of(session, organisation, since)
        missing = await missing_facts(session, organisation, since)
    empty, titles = empty_words(data), read_words(data / "texts" / "intent_titles.yml")
    kept = await request.app[UPKEEP].all() if missing else KeptFacts(())
    items = kept.items if isinstance(kept, KeptFacts) else None
    return NotAnswered(
        days=days,
        counts=conversations_by_kind(turns),
        groups=word_groups((one for one in turns if one.kind in NOT_ANSWERED), empty),
        unsure=[(_title(titles, one.intent), one) for one in meanings(turns, empty)],
        searches=word_groups((one for one in turns if one.kind == NO_COURSES), empty),
        facts=[Missing(_title(titles, topic), counts, _on(topic, items)) for topic, counts in missing],
    )


async def turns_of(session: AsyncSession, organisation: str, since: datetime) -> list[Turn]:
    """What was not answered in an organisation's conversations, the newest first."""
    rows = await session.scalars(
        select(Unanswered)
        .where(Unanswered.organisation == organisation, Unanswered.at >= since)
        .order_by(Unanswered.at.desc())
        .limit(MOST_TURNS)
    )
    return [Turn(one.conversation_id, one.kind, one.intent, one.confidence, one.words) for one in rows]


async def missing_facts(
    session: AsyncSession, organisation: str, since: datetime
) -> Sequence[tuple[str, dict[str, int]]]:
    """Topics asked for whose facts were unsure or unknown, with in how many conversations at least."""
    rows = await session.execute(
        select(ImpactMark.name, ImpactMark.kind, func.count())
        .join(ImpactRow, ImpactRow.conversation_id == ImpactMark.conversation_id)
        .where(
            ImpactRow.organisation == organisation,
            ImpactMark.kind.in_(NOT_KNOWN),
            ImpactMark.month >= since.strftime("%Y-%m"),
        )
        .group_by(ImpactMark.name, ImpactMark.kind)
    )
    found: dict[str, dict[str, int]] = {}
    for topic, kind, count in rows:
        if count >= LEAST:
            found.setdefault(topic, dict.fromkeys(NOT_KNOWN, 0))[kind] = at_least(count)
    return sorted(found.items(), key=lambda one: (-sum(one[1].values()), one[0]))


def empty_words(data: Path) -> frozenset[str]:
    """Words that tell nothing of what was asked. Raises TextsError."""
    return read_model(data / "console" / "empty_words.yml", _EmptyWords).words


def _on(topic: str, facts: Sequence[KeptFact] | None) -> Sequence[KeptFact] | None:
    return None if facts is None else [one for one in facts if topic in one.topics]


def _title(titles: Words, intent: str) -> str:
    return str(titles.get(intent, intent))


ROUTES = (
    Route("GET", ADDRESS, "console_questions", show, Action.KNOWLEDGE_SEE),
    Route("GET", f"{ADDRESS}.csv", "console_questions_csv", table, Action.KNOWLEDGE_SEE),
)
