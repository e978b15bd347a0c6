"""A counsellor who does not come back leaves nobody in silence.

What has waited long for a counsellor who is not at the console any more goes back into the queue: the learner
is told, the bot helps meanwhile and answers what was left. A counsellor who is there may take longer.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations import journal
from bot.conversations.notices import say
from bot.conversations.owners import move_owner
from bot.conversations.ownership import Move, Owner
from bot.conversations.schema import Conversation, Job, Message
from bot.conversations.turns import Turns
from bot.conversations.wake import QUEUE, Bell, desk_of
from bot.scheduler.calendar import Every
from bot.scheduler.runner import Ran, Scheduler
from bot.texts import MessageText

JOB, EVERY = "counsellor.absence", timedelta(minutes=1)
MOST = 50
WHO, WHY = "service", "away"

# Whether a counsellor of an organisation is at the console now.
IsHere = Callable[[AsyncSession, str, str], Awaitable[bool]]
Held = tuple[str, str]  # a conversation and its counsellor

log = structlog.get_logger()


class Absence:
    """Looks for conversations whose counsellor is away. `longest` is how long a learner waits for one."""

    def __init__(
        self, turns: Turns, bell: Bell, notice: MessageText, longest: timedelta, is_here: IsHere
    ) -> None:
        self._turns = turns
        self._bell = bell
        self._notice = notice
        self._longest = longest
        self._is_here = is_here

    def register(self, scheduler: Scheduler) -> None:
        """Look each minute."""
        scheduler.register(JOB, self._run, Every(EVERY))

    async def _run(self, session: AsyncSession, job: Job, now: datetime) -> Ran | None:
        late = now - self._longest
        rows = await session.execute(
            select(Conversation.id, Conversation.counsellor, Conversation.organisation)
            .join(Message, Message.conversation_id == Conversation.id)
            .where(Conversation.owner == Owner.COUNSELLOR, Message.turn == journal.HELD, Message.at < late)
            .group_by(Conversation.id)
            .order_by(Conversation.id)
            .limit(MOST)
        )
        released: list[Held] = []
        for conversation_id, name, organisation in rows.all():
            counsellor = name or ""
            if not await self._is_here(session, organisation, counsellor) and await self._release(
                session, conversation_id, counsellor, late
            ):
                released.append((conversation_id, counsellor))
        return Ran(after=lambda: self._tell(released)) if released else None

    async def _release(
        self, session: AsyncSession, conversation_id: str, counsellor: str, late: datetime
    ) -> bool:
        """Put a conversation back, if its counsellor has it still and has not answered just now."""
        conversation = await journal.lock(session, conversation_id)
        if conversation is None or conversation.counsellor != counsellor:
            return False
        since = await session.scalar(
            select(func.min(Message.at)).where(
                Message.conversation_id == conversation_id, Message.turn == journal.HELD
            )
        )
        if since is None or since >= late:
            return False
        await move_owner(session, conversation, Move.RELEASE, who=WHO, why=WHY)
        await say(session, conversation_id, self._notice)
        if self._turns.on_waiting is not None:
            await self._turns.on_waiting(session, conversation)
        return True

    def _tell(self, released: list[Held]) -> None:
        for conversation_id, counsellor in released:
            self._bell.ring(conversation_id)
            self._bell.ring(desk_of(counsellor))
            self._turns.kick(conversation_id)
        self._bell.ring(QUEUE)
        log.info("owner.counsellor_away", count=len(released))
