"""Turns: one worker a conversation takes its messages in order and answers each once.

```mermaid
stateDiagram-v2
  [*] --> pending: journalled and acknowledged
  pending --> done: a whole answer is stored with its effects, in one transaction
  pending --> done: a counsellor owns the conversation, so the bot is silent
  pending --> pending: failure; told once after `notice_after`, tried again with a growing pause
  pending --> failed: all processes are well and it still fails: apology, offer of a human
```
"""

import asyncio
from dataclasses import dataclass
from typing import Any

import structlog

from bot.conversations import journal
from bot.conversations.answers import Answer, BotMessage, EngineFailure
from bot.conversations.database import Database
from bot.conversations.engine import EngineClient, Readiness, neutralised
from bot.conversations.ownership import Owner, bot_may_answer
from bot.conversations.profile import apply_effects, read_consents, read_profile
from bot.conversations.schema import Conversation, Message
from bot.conversations.wake import Bell
from bot.texts import MessageText, Notices

FIRST_PAUSE, LONGEST_PAUSE = 0.25, 3.0
FAILURES_WHEN_WELL = 4  # tries with every process ready before we give up on a message
ROLL_TURNS = 50

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Question:
    """What the engine is asked for one message."""

    conversation_id: str
    seq: int
    sender: str
    text: str
    metadata: dict[str, Any]


class Turns:
    """Runs the workers of this process."""

    def __init__(
        self,
        database: Database,
        engine: EngineClient,
        readiness: Readiness,
        bell: Bell,
        notices: Notices,
        notice_after: float,
    ) -> None:
        self._database = database
        self._engine = engine
        self._readiness = readiness
        self._bell = bell
        self._notices = notices
        self._notice_after = notice_after
        self._workers: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()

    async def resume(self) -> None:
        """Take up what an earlier process left unanswered."""
        async with self._database.reading() as session:
            for conversation_id in await journal.conversations_with_pending(session):
                self.kick(conversation_id)

    def kick(self, conversation_id: str) -> None:
        """See to it that a worker looks at this conversation."""
        if conversation_id in self._workers:
            self._again.add(conversation_id)
            return
        worker = asyncio.create_task(self._work(conversation_id), name=f"turns-{conversation_id}")
        self._workers[conversation_id] = worker
        worker.add_done_callback(lambda task: self._ended(conversation_id, task))

    def _ended(self, conversation_id: str, task: asyncio.Task[None]) -> None:
        del self._workers[conversation_id]
        if task.cancelled():
            return
        if (error := task.exception()) is not None:
            log.error("turns.worker_died", error=type(error).__name__)
            asyncio.get_running_loop().call_later(LONGEST_PAUSE, self.kick, conversation_id)
        elif conversation_id in self._again:
            self._again.discard(conversation_id)
            self.kick(conversation_id)

    async def stop(self, grace: float) -> None:
        """Let running turns finish for `grace` seconds; the rest stays in the journal."""
        workers = list(self._workers.values())
        if not workers:
            return
        _, unfinished = await asyncio.wait(workers, timeout=grace)
        for worker in unfinished:
            worker.cancel()
        await asyncio.gather(*unfinished, return_exceptions=True)

    async def _work(self, conversation_id: str) -> None:
        while (question := await self._next_question(conversation_id)) is not None:
            await self._answer(question)

    async def _next_question(self, conversation_id: str) -> Question | None:
        """Return what to ask next; messages that the bot must not answer are closed on the way."""
        while True:
            async with self._database.writing() as session:
                conversation = await journal.find(session, conversation_id)
                message = await journal.next_pending(session, conversation_id)
                if conversation is None or message is None:
                    return None
                if bot_may_answer(Owner(conversation.owner)):
                    profile = await read_profile(session, conversation_id)
                    consents = await read_consents(session, conversation_id)
                    return _question(conversation, message, profile, consents)
                message.turn = journal.DONE
            self._bell.ring(conversation_id)

    async def _answer(self, question: Question) -> None:
        """Ask until there is a whole answer, or until asking again is of no use."""
        notice = asyncio.create_task(self._notice_later(question))
        pause, failures_when_well = FIRST_PAUSE, 0
        try:
            while True:
                answer = await self._engine.ask(question.sender, question.text, question.metadata)
                if isinstance(answer, Answer):
                    return await self._store(question, answer)
                log.warning("turn.failed", reason=answer.reason, sender=question.sender, seq=question.seq)
                failures_when_well += await self._all_well(answer)
                if failures_when_well >= FAILURES_WHEN_WELL:
                    return await self._give_up(question)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
        finally:
            notice.cancel()

    async def _all_well(self, failure: EngineFailure) -> bool:
        return failure.reachable and not await self._readiness.sick()

    async def _notice_later(self, question: Question) -> None:
        await asyncio.sleep(self._notice_after)
        async with self._database.writing() as session:
            message = await session.get(Message, (question.conversation_id, question.seq))
            if message is None or message.turn != journal.PENDING or message.noticed:
                return
            message.noticed = True
            await self._say(session, question, self._notices.waiting)
        self._bell.ring(question.conversation_id)

    async def _store(self, question: Question, answer: Answer) -> None:
        """Show the answer and apply its effects in one transaction, unless the bot has lost the word."""
        async with self._database.writing() as session:
            conversation = await journal.find(session, question.conversation_id)
            message = await session.get(Message, (question.conversation_id, question.seq))
            if conversation is None or message is None or message.turn != journal.PENDING:
                return
            message.turn = journal.DONE
            conversation.turns += 1
            if bot_may_answer(Owner(conversation.owner)):
                for reply in answer.messages:
                    await journal.send(session, conversation.id, journal.BOT, reply)
                await apply_effects(session, conversation, question.seq, answer.effects)
        self._bell.ring(question.conversation_id)

    async def _give_up(self, question: Question) -> None:
        async with self._database.writing() as session:
            message = await session.get(Message, (question.conversation_id, question.seq))
            if message is None or message.turn != journal.PENDING:
                return
            message.turn = journal.FAILED
            await self._say(session, question, self._notices.failed)
        log.error("turn.given_up", sender=question.sender, seq=question.seq)
        self._bell.ring(question.conversation_id)

    async def _say(self, session: Any, question: Question, notice: MessageText) -> None:
        buttons = [{"title": button.title, "payload": button.payload} for button in notice.buttons]
        await journal.send(
            session, question.conversation_id, journal.SYSTEM, BotMessage(notice.text, buttons)
        )


def _question(
    conversation: Conversation, message: Message, profile: dict[str, Any], consents: dict[str, bool]
) -> Question:
    return Question(
        conversation_id=conversation.id,
        seq=message.seq,
        sender=f"{conversation.engine_id}-{conversation.turns // ROLL_TURNS}",
        text=message.payload or neutralised(message.text),
        metadata={
            "message_id": f"{conversation.engine_id}:{message.seq}",
            "profile": profile,
            "consents": consents,
            "channel": conversation.channel,
            "source": conversation.source,
            "language": conversation.language,
        },
    )
