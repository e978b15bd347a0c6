"""Turns: one worker a conversation takes its messages in order and answers each once.

```mermaid
stateDiagram-v2
  [*] --> pending: journalled and acknowledged
  pending --> done: a whole answer is stored with its effects, in one transaction
  pending --> held: a counsellor takes the conversation (owners.py), so the bot is silent
  held --> done: the counsellor answers, or closes the conversation
  held --> pending: the bot gets the word again, and answers what the counsellor left
  pending --> pending: failure; told once (notices.py), tried again with a growing pause (patience.py)
  pending --> failed: all processes are well and it still fails: apology, offer of a human
```

One worker at a time: in this process by the table of workers, among all gateways on one database by claims
(claims.py). Each process looks every few seconds for what waits too long, so that what a killed process left
is taken up by another.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations import journal
from bot.conversations.alike import said_before, told_apart
from bot.conversations.answers import Answer, BotMessage
from bot.conversations.claims import Claims, claimed
from bot.conversations.database import Database
from bot.conversations.engine import Readiness
from bot.conversations.notices import WaitingNotices, say
from bot.conversations.ownership import Owner, bot_may_answer
from bot.conversations.patience import Patience
from bot.conversations.profile import apply_effects, read_consents, read_profile
from bot.conversations.question import Question
from bot.conversations.schema import Conversation, Message
from bot.conversations.shards import Asked
from bot.conversations.wake import QUEUE, Bell, rung_within
from bot.conversations.wall import outside_context
from bot.metrics import ENGINE_FAILURES, STAGE_SECONDS, TURNS, outcome_of, seconds_since
from bot.plan.links import put_addresses
from bot.plan.view import kept_by
from bot.texts import Notices
from telemetry.tracing import span

AFTER_A_CRASH = 2.0  # seconds until a worker that died (the database was away) is started again
LOOK_SECONDS = 2.0  # what has waited for two looks is taken up, whoever accepted it

# What is done in the transaction in which somebody begins to wait for a human.
Waiting = Callable[[AsyncSession, Conversation], Awaitable[None]]
# What is done in the transaction in which an answer is stored, with its messages.
Shown = Callable[[AsyncSession, Conversation, tuple[BotMessage, ...]], Awaitable[None]]

log = structlog.get_logger()


class Turns:
    """Runs the workers of this process.

    `first_pause` (s) is the wait between the first two tries, `public_url` where learners reach our pages.
    """

    def __init__(
        self,
        database: Database,
        engine: Asked,
        readiness: Readiness,
        bell: Bell,
        notices: Notices,
        watches: WaitingNotices,
        claims: Claims,
        first_pause: float,
        public_url: str = "",
    ) -> None:
        self._database = database
        self._engine = engine
        self._readiness = readiness
        self._bell = bell
        self._notices = notices
        self._watches = watches
        self._claims = claims
        self._first_pause = first_pause
        self._public_url = public_url
        self._looking: asyncio.Task[None] | None = None
        self._workers: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self.on_waiting: Waiting | None = None
        self.on_shown: Shown | None = None
        self._stopping = asyncio.Event()

    async def resume(self) -> None:
        """Take up what is unanswered, and from now on what other processes leave."""
        for conversation_id, seq in await self._all_pending():
            self.take_up(conversation_id, seq)
        self._looking = asyncio.create_task(self._look_again_and_again())

    async def _look_again_and_again(self) -> None:
        """Take up what has been pending in two looks; a turn that goes well is over by then."""
        before: set[tuple[str, int]] = set()
        while not await self._stopped_within(LOOK_SECONDS):
            try:
                now = set(await self._all_pending())
            except (SQLAlchemyError, OSError):
                continue  # whoever is asked for something notices too, and says so
            for conversation_id, seq in sorted(before & now):
                if conversation_id not in self._workers:
                    self.take_up(conversation_id, seq)
            before = now

    async def _all_pending(self) -> list[tuple[str, int]]:
        async with self._database.reading() as session:
            return await journal.all_pending(session)

    def take_up(self, conversation_id: str, seq: int) -> None:
        """See to it that a stored message is answered, and that the learner is told if that takes long."""
        self._watches.watch(conversation_id, seq)
        self.kick(conversation_id)

    def kick(self, conversation_id: str) -> None:
        """See to it that a worker looks at this conversation."""
        if self._stopping.is_set():
            return
        if conversation_id in self._workers:
            self._again.add(conversation_id)
            return
        worker = asyncio.create_task(self._work(conversation_id), context=outside_context())
        self._workers[conversation_id] = worker
        worker.add_done_callback(lambda task: self._ended(conversation_id, task))

    def _ended(self, conversation_id: str, task: asyncio.Task[None]) -> None:
        del self._workers[conversation_id]
        if task.cancelled():
            return
        if (error := task.exception()) is not None:
            log.error("turns.worker_died", error=type(error).__name__)
            asyncio.get_running_loop().call_later(AFTER_A_CRASH, self.kick, conversation_id)
        elif conversation_id in self._again:
            self._again.discard(conversation_id)
            self.kick(conversation_id)

    async def stop(self, grace: float) -> None:
        """Let the turns that are with the engine finish, for `grace` seconds; the journal keeps the rest."""
        self._stopping.set()
        await self._watches.stop()
        if self._looking is not None:
            await self._looking
        workers = list(self._workers.values())
        if not workers:
            return
        _, unfinished = await asyncio.wait(workers, timeout=grace)
        for worker in unfinished:
            worker.cancel()
        await asyncio.gather(*unfinished, return_exceptions=True)

    async def _work(self, conversation_id: str) -> None:
        """Answer one message after the other, as long as no other process does.

        Whoever lets go of a claim looks once more: a message that came meanwhile was left to the holder.
        """
        structlog.contextvars.clear_contextvars()
        while not self._stopping.is_set():
            async with claimed(self._claims, conversation_id) as mine:
                question = await self._next_question(conversation_id) if mine else None
                if question is not None:
                    await self._take_turn(question)
            if question is None or not await self._is_anything_pending(conversation_id):
                return

    async def _take_turn(self, question: Question) -> None:
        structlog.contextvars.bind_contextvars(conversation=question.sender, message_seq=question.seq)
        STAGE_SECONDS.labels("queue").observe(seconds_since(question.stored_at))
        with span("turn", root=True, conversation=question.sender, message_seq=question.seq):
            await self._answer(question)

    async def _is_anything_pending(self, conversation_id: str) -> bool:
        async with self._database.reading() as session:
            standing = await journal.standing(session, conversation_id)
        return standing is not None and standing[1]

    async def _next_question(self, conversation_id: str) -> Question | None:
        """Return what to ask next; None while the bot does not have the word."""
        async with self._database.reading() as session:
            message = await journal.next_pending(session, conversation_id)
            conversation = await journal.find(session, conversation_id) if message else None
            if message is None or conversation is None or not bot_may_answer(Owner(conversation.owner)):
                return None
            return Question.about(
                conversation,
                message,
                profile=await read_profile(session, conversation_id),
                consents=await read_consents(session, conversation_id),
                silence=await journal.silence_before(session, message),
                kept=await kept_by(session, conversation),
            )

    async def _answer(self, question: Question) -> None:
        """Ask until there is a whole answer, or until asking again is of no use."""
        patience = Patience(self._first_pause)
        started = time.monotonic()
        while not self._stopping.is_set():
            answer = await self._engine.ask(question.sender, question.text, question.metadata)
            if isinstance(answer, Answer):
                await self._finish(question, answer)
                log.info("turn.done", ms=round((time.monotonic() - started) * 1000))
                return
            patience.note(answer)
            ENGINE_FAILURES.labels(str(answer.kind)).inc()
            if patience.is_worth_a_line:
                log.warning("turn.failed", kind=str(answer.kind), reason=answer.reason, tries=patience.tries)
            if patience.asks_for_health:
                patience.note_health(well=not await self._readiness.sick())
            if patience.is_over:
                await self._give_up(question)
                return
            await self._stopped_within(patience.pause)
            if not await self._is_ours(question):
                return

    async def _finish(self, question: Question, answer: Answer) -> None:
        """Store the answer, and count the turn."""
        with span("store"), STAGE_SECONDS.labels("store").time():
            await self._store(question, answer)
        STAGE_SECONDS.labels("whole").observe(seconds_since(question.stored_at))
        TURNS.labels(outcome_of(answer.effects)).inc()

    async def _is_ours(self, question: Question) -> bool:
        """Whether the bot may still answer: a counsellor may have taken over, the learner may be gone."""
        async with self._database.reading() as session:
            standing = await journal.standing(session, question.conversation_id)
        return standing is not None and bot_may_answer(Owner(standing[0]))

    async def _stopped_within(self, seconds: float) -> bool:
        """Wait, but not beyond the moment when the process is told to stop; say whether it is."""
        return await rung_within(self._stopping, seconds)

    async def _store(self, question: Question, answer: Answer) -> None:
        """Show the answer and apply its effects in one transaction, unless the bot has lost the word."""
        async with self._database.writing() as session:
            if turn := await _owed(session, question):
                conversation, message = turn
                message.turn = journal.DONE
                conversation.turns += 1
                await put_addresses(session, conversation.id, answer.messages, self._public_url)
                before = await said_before(session, conversation.id)
                for reply in told_apart(before, answer.messages, self._notices.again):
                    await journal.send(session, conversation.id, journal.BOT, reply)
                owner = conversation.owner
                await apply_effects(session, conversation, question.seq, answer.effects)
                if self.on_waiting and conversation.owner == Owner.WAITING != owner:
                    await self.on_waiting(session, conversation)
                if self.on_shown:
                    await self.on_shown(session, conversation, answer.messages)
        self._bell.ring(question.conversation_id)
        if any(effect.get("type") == "owner.request" for effect in answer.effects):
            self._bell.ring(QUEUE)

    async def _give_up(self, question: Question) -> None:
        async with self._database.writing() as session:
            if turn := await _owed(session, question):
                conversation, message = turn
                message.turn = journal.FAILED
                await say(session, conversation.id, self._notices.failed)
        log.error("turn.given_up")
        TURNS.labels("failed").inc()
        self._bell.ring(question.conversation_id)


async def _owed(session: AsyncSession, question: Question) -> tuple[Conversation, Message] | None:
    """Lock the conversation; return it with the message if the bot has the word and owes it an answer."""
    conversation = await journal.lock(session, question.conversation_id)
    message = await session.get(Message, (question.conversation_id, question.seq))
    if conversation is None or message is None or message.turn != journal.PENDING:
        return None
    return (conversation, message) if bot_may_answer(Owner(conversation.owner)) else None
