"""Tells a learner whose answer is late that the message is kept: once a message, never after a takeover."""

import asyncio

import structlog
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations import journal
from bot.conversations.answers import BotMessage
from bot.conversations.database import Database
from bot.conversations.ownership import Owner, bot_may_answer
from bot.conversations.schema import Message
from bot.conversations.wake import Bell
from bot.conversations.wall import outside_context
from bot.metrics import NOTICES
from bot.texts import MessageText, Notices

log = structlog.get_logger()


class WaitingNotices:
    """Watches stored messages; `after` seconds later the unanswered ones get their notice."""

    def __init__(self, database: Database, bell: Bell, notices: Notices, after: float) -> None:
        self._database = database
        self._bell = bell
        self._notices = notices
        self._after = after
        self._watches: set[asyncio.Task[None]] = set()

    def watch(self, conversation_id: str, seq: int) -> None:
        """See to it that the learner hears of this message in time, by an answer or by a notice."""
        task = asyncio.create_task(self._tell_later(conversation_id, seq), context=outside_context())
        self._watches.add(task)
        task.add_done_callback(self._watches.discard)

    async def stop(self) -> None:
        """Forget all watches; after a restart the journal says what to watch."""
        watches = list(self._watches)
        for task in watches:
            task.cancel()
        await asyncio.gather(*watches, return_exceptions=True)

    async def _tell_later(self, conversation_id: str, seq: int) -> None:
        await asyncio.sleep(self._after)
        try:
            if await self._is_unanswered(conversation_id, seq):
                await self._tell(conversation_id, seq)
        except (SQLAlchemyError, OSError) as error:
            log.error("notice.failed", message_seq=seq, error=type(error).__name__)

    async def _is_unanswered(self, conversation_id: str, seq: int) -> bool:
        """Look without a lock first: nearly every message has its answer by now."""
        async with self._database.reading() as session:
            message = await session.get(Message, (conversation_id, seq))
            return message is not None and message.turn == journal.PENDING and not message.noticed

    async def _tell(self, conversation_id: str, seq: int) -> None:
        async with self._database.writing() as session:
            conversation = await journal.lock(session, conversation_id)
            message = await session.get(Message, (conversation_id, seq))
            if conversation is None or not bot_may_answer(Owner(conversation.owner)):
                return
            if message is None or message.turn != journal.PENDING or message.noticed:
                return
            message.noticed = True
            again = await _another_waits(session, message)
            notice = self._notices.still_waiting if again else self._notices.waiting
            await say(session, conversation_id, notice)
        self._bell.ring(conversation_id)
        NOTICES.inc()
        log.info("notice.sent", message_seq=seq)


async def say(session: AsyncSession, conversation_id: str, notice: MessageText) -> None:
    """Put one of the gateway's own messages into the outbox."""
    buttons = [button.model_dump() for button in notice.buttons]
    await journal.send(session, conversation_id, journal.SYSTEM, BotMessage(notice.text, buttons))


async def _another_waits(session: AsyncSession, message: Message) -> bool:
    earlier = await session.scalar(
        select(Message.seq).where(
            Message.conversation_id == message.conversation_id,
            Message.turn == journal.PENDING,
            Message.noticed,
            Message.seq < message.seq,
        )
    )
    return earlier is not None
