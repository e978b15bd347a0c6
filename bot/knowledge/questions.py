"""The lead's page on what was not answered in one's own organisation, in groups of five or more."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import web
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console.guard import Route
from bot.console.keys import member_of
from bot.console.permissions import Action
from bot.console.rendering import page
from bot.console.texts import Words, read_words
from bot.impact.groups import LEAST
from bot.impact.schema import ImpactMark, ImpactRow
from bot.keys import DATABASE, PRIVACY, SETTINGS
from bot.knowledge.console import BASE
from bot.knowledge.grouping import Turn, at_least, conversations_by_kind, meanings, word_groups
from bot.knowledge.schema import Unanswered
from bot.privacy.purposes import IMPROVEMENT
from bot.texts import Strict, read_model

ADDRESS = f"{BASE}/questions"
MOST_TURNS = 20_000
NOT_ANSWERED = ("not_understood", "out_of_scope")
NO_COURSES = "no_courses"
NOT_KNOWN = ("unsure", "unknown")


class _EmptyWords(Strict):
    """data/console/empty_words.yml."""

    words: frozenset[str]


async def show(request: web.Request) -> web.Response:
    """Words that were not understood, unsure meanings, searches in vain, facts that were missing."""
    organisation, data = member_of(request).organisation.id, request.app[SETTINGS].data
    days = request.app[PRIVACY].purposes[IMPROVEMENT].keep_days
    since = datetime.now(UTC) - timedelta(days=days)
    async with request.app[DATABASE].reading() as session:
        turns = await turns_of(session, organisation, since)
        facts = await missing_facts(session, organisation, since)
    empty, titles = empty_words(data), read_words(data / "texts" / "intent_titles.yml")
    return page(
        request,
        "knowledge_questions.html",
        days=days,
        least=LEAST,
        counts=conversations_by_kind(turns),
        groups=word_groups((one for one in turns if one.kind in NOT_ANSWERED), empty),
        unsure=[(_title(titles, one.intent), one) for one in meanings(turns)],
        searches=word_groups((one for one in turns if one.kind == NO_COURSES), empty),
        facts=[(_title(titles, topic), counts) for topic, counts in facts],
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


def _title(titles: Words, intent: str) -> str:
    return str(titles.get(intent, intent))


ROUTES = (Route("GET", ADDRESS, "console_questions", show, Action.KNOWLEDGE_SEE),)
