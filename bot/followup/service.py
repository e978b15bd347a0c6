"""Puts follow-ups into the gateway: their jobs on the scheduler, their buttons, their pages."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.own_buttons import Handler
from bot.conversations.schema import Job
from bot.conversations.wake import Bell
from bot.followup import asking, feedback, offering
from bot.followup.answering import Answering
from bot.followup.asking import Also
from bot.followup.questions import questions
from bot.privacy.purposes import Purpose
from bot.privacy.service import OnKept
from bot.scheduler.runner import Ran, Scheduler


def register(
    scheduler: Scheduler, bell: Bell, data: Path, purpose: Purpose, also: Also | None = None
) -> None:
    """Let the scheduler offer and ask; `also` brings a question by other ways too.

    Raises TextsError for a wrong file.
    """
    known = questions(data)

    async def offer(session: AsyncSession, job: Job, now: datetime) -> Ran | None:
        return _rings(bell, await offering.offer(session, job, now, known))

    async def ask(session: AsyncSession, job: Job, now: datetime) -> Ran | None:
        return _rings(bell, await asking.ask(session, job, now, known, purpose, also))

    async def tap(session: AsyncSession, job: Job, now: datetime) -> Ran | None:
        return _rings(bell, await feedback.ask(session, job, now, known))

    scheduler.register(offering.JOB, offer)
    scheduler.register(feedback.JOB, tap)
    scheduler.register(asking.JOB, ask)


def contact_kept(data: Path) -> OnKept:
    """Whoever gives contact data for it wants to be asked later: the first question is planned."""

    async def kept(session: AsyncSession, conversation_id: str, purpose: Purpose, _: str) -> None:
        first = questions(data).kind(asking.FIRST)
        if purpose.id == asking.PURPOSE and first is not None:
            await asking.plan(session, conversation_id, first, datetime.now(UTC))

    return kept


def buttons(
    data: Path, purpose: Purpose, public_url: str, support: Mapping[str, str] | None = None
) -> dict[str, Handler]:
    """The handlers of the gateway's own buttons, by name; `support`: organisation to whom it offers."""
    return {asking.HANDLER: Answering(data, purpose, public_url, support).press}


def _rings(bell: Bell, conversation_id: str | None) -> Ran | None:
    if conversation_id is None:
        return None
    return Ran(after=lambda: bell.ring(conversation_id))
