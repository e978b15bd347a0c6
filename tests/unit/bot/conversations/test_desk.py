"""The desk, its workers and the database together, in any order of events.

The engine of these tests answers or fails only when told, so that everything else can happen in mid-turn.
"""

import asyncio
import shutil
import tempfile
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.conversations import journal
from bot.conversations.answers import Answer, BotMessage, EngineFailure, FailureKind
from bot.conversations.claims import OwnLocks
from bot.conversations.database import Database
from bot.conversations.desk import Desk, State
from bot.conversations.notices import WaitingNotices
from bot.conversations.owners import owner_history
from bot.conversations.ownership import TRANSITIONS, Move, MoveRefusedError, Owner, bot_may_answer
from bot.conversations.schema import FIRST_ORGANISATION, OwnerChange
from bot.conversations.turns import Turns
from bot.conversations.wake import Bell
from bot.guided.letting_in import WITH_A_HUMAN
from bot.guided.service import Actor, Counselling, NotLetInError, RefusedError
from bot.texts import CounsellorNotices, MessageText, Notices, SaidAgain, Welcome
from tests.unit.bot.conftest import address_of

SETTLED_WITHIN = 5.0
WELCOME = Welcome(messages=(MessageText(text="Moi"),), sources={})
NOTICE = MessageText(text="Hetki")
AGAIN = SaidAgain(text=("Taas:", "Vielä:"), cards=("Taas:", "Vielä:"))
NOTICES = Notices.model_construct(waiting=NOTICE, still_waiting=NOTICE, failed=NOTICE, again=AGAIN, errors={})
COMING_AND_GOING = CounsellorNotices(
    claimed=NOTICE, released=NOTICE, away=NOTICE, handed_back=NOTICE, closed=NOTICE
)
COUNSELLORS = st.sampled_from(["c1", "c2"])


class HeldEngine:
    """Takes turns and keeps them until it is told how they end."""

    def __init__(self) -> None:
        self.held: asyncio.Future[Answer | EngineFailure] | None = None
        self.heard = ""
        self.overlaps = 0

    async def ask(self, sender: str, message: str, metadata: Mapping[str, Any]) -> Answer | EngineFailure:
        """Hold a turn. Two at a time in one conversation must not be."""
        self.overlaps += self.held is not None
        self.heard = message
        self.held = asyncio.get_running_loop().create_future()
        try:
            return await self.held
        finally:
            self.held = None

    def end(self, how: Answer | EngineFailure) -> None:
        """End the turn that is held."""
        assert self.held
        self.held.set_result(how)


def _texts(state: State, *senders: str) -> list[str]:
    """What these have said, in the order that the learner sees."""
    return [message["text"] for message in state.messages if message["from"] in senders]


class Well:
    """The readiness of processes that are all well."""

    async def sick(self) -> dict[str, str]:
        """Nothing is wrong."""
        return {}


class Conversations(RuleBasedStateMachine):
    """One conversation: its learner, two counsellors, the engine and restarts of the gateway, in any order.

    `owed` are the learner's messages that nobody has answered or given up, `spoken` what was said to them.
    """

    empty: Path

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copy(self.empty, self.folder / "gateway.sqlite")
        self.engine = HeldEngine()
        self.owner = Owner.BOT
        self.counsellor: str | None = None
        self.human_let_in = False
        self.written: list[str] = []
        self.owed: list[str] = []
        self.spoken: list[tuple[str, str]] = []
        self.moves = 0
        self.do(self._open())

    def do[T](self, what: Coroutine[Any, Any, T]) -> T:
        """Run something to its end, and all that follows from it."""

        async def settled() -> T:
            result = await what
            await self._settle()
            return result

        return self.runner.run(settled())

    async def _open(self) -> None:
        self.database = Database(address_of(self.folder / "gateway.sqlite"))
        bell = Bell()
        watches = WaitingNotices(self.database, bell, NOTICES, after=600)
        engine: Any = self.engine
        well: Any = Well()
        self.turns = Turns(
            self.database, engine, well, bell, NOTICES, watches, OwnLocks(), first_pause=0.0001
        )
        self.desk = Desk(self.database, self.turns, bell, WELCOME)
        self.counselling = Counselling(self.database, self.turns, bell, COMING_AND_GOING)
        await self.turns.resume()

    async def _close(self) -> None:
        await self.turns.stop(grace=0)
        await self.database.close()

    async def _settle(self) -> None:
        """Wait until the engine holds a turn, or nothing is owed."""
        async with asyncio.timeout(SETTLED_WITHIN):
            while hasattr(self, "id") and (await self._state()).pending and not self.engine.held:  # noqa: ASYNC110
                await asyncio.sleep(0.001)

    async def _state(self) -> State:
        return await self.desk.state(self.id, 0)

    @initialize()
    def begin(self) -> None:
        self.id = self.do(self.desk.begin("web", None, "fi")).conversation_id

    @rule(twice=st.booleans())
    def write(self, twice: bool) -> None:
        words = f"viesti {len(self.written)}"
        receipt = self.do(self.desk.accept_text(self.id, words, words))
        assert receipt.new
        self.written.append(words)
        self.owed.append(words)
        if self.owner is Owner.CLOSED:
            self._moved(Owner.BOT)
        if twice:
            again = self.do(self.desk.accept_text(self.id, words, words))
            assert (again.seq, again.new) == (receipt.seq, False)

    def _moved(self, owner: Owner, counsellor: str | None = None) -> None:
        self.owner, self.counsellor = owner, counsellor
        self.human_let_in = self.human_let_in or owner in WITH_A_HUMAN
        self.moves += 1
        if owner is Owner.CLOSED:
            self.owed.clear()

    @rule(move=st.sampled_from(Move), who=COUNSELLORS)
    def the_state_machine_alone_decides(self, move: Move, who: str) -> None:
        if (self.owner, move) not in TRANSITIONS:
            with pytest.raises(MoveRefusedError):
                self.do(self.desk.move_owner(self.id, move, who=who, why="test"))
            return
        after = TRANSITIONS[self.owner, move]
        assert self.do(self.desk.move_owner(self.id, move, who=who, why="test")) is after
        self._moved(after, who if after is Owner.COUNSELLOR else None)

    def _is_kept_out(self, act: Callable[[], Coroutine[Any, Any, Any]]) -> bool:
        """Whether no human was let in; then the act is refused."""
        if not self.human_let_in:
            with pytest.raises(NotLetInError):
                self.do(act())
        return not self.human_let_in

    @rule(who=COUNSELLORS)
    def claim(self, who: str) -> None:
        if self._is_kept_out(lambda: self.counselling.claim(self.id, Actor(who, FIRST_ORGANISATION), "test")):
            return
        if self.owner is Owner.CLOSED or (self.owner is Owner.COUNSELLOR and self.counsellor != who):
            with pytest.raises(RefusedError):
                self.do(self.counselling.claim(self.id, Actor(who, FIRST_ORGANISATION), "test"))
            return
        standing = self.do(self.counselling.claim(self.id, Actor(who, FIRST_ORGANISATION), "test"))
        assert (standing.owner, standing.counsellor) == (Owner.COUNSELLOR, who)
        if self.owner is not Owner.COUNSELLOR:
            self._moved(Owner.COUNSELLOR, who)
            self.spoken.append(("system", NOTICE.text))

    @precondition(lambda self: self.engine.held and bot_may_answer(self.owner))
    @rule(who=COUNSELLORS)
    def claim_in_mid_turn(self, who: str) -> None:
        self.claim(who)

    @rule(who=COUNSELLORS, way=st.sampled_from(["release", "hand_back", "close"]))
    def let_go(self, who: str, way: str) -> None:
        acts = {
            "release": (self.counselling.release, Owner.WAITING),
            "hand_back": (self.counselling.hand_back, Owner.BOT),
            "close": (self.counselling.close, Owner.CLOSED),
        }
        act, after = acts[way]
        if self._is_kept_out(lambda: act(self.id, Actor(who, FIRST_ORGANISATION), "test")):
            return
        nobodys = way == "close" and bot_may_answer(self.owner)
        if not nobodys and (self.owner is not Owner.COUNSELLOR or self.counsellor != who):
            with pytest.raises(RefusedError):
                self.do(act(self.id, Actor(who, FIRST_ORGANISATION), "test"))
            return
        self.do(act(self.id, Actor(who, FIRST_ORGANISATION), "test"))
        self._moved(after)
        self.spoken.append(("system", NOTICE.text))

    @rule(who=COUNSELLORS, twice=st.booleans())
    def reply(self, who: str, twice: bool) -> None:
        words = f"vastaus {len(self.spoken)}"
        if self._is_kept_out(
            lambda: self.counselling.reply(self.id, Actor(who, FIRST_ORGANISATION), words, words)
        ):
            return
        if self.owner is not Owner.COUNSELLOR or self.counsellor != who:
            with pytest.raises(RefusedError):
                self.do(self.counselling.reply(self.id, Actor(who, FIRST_ORGANISATION), words, words))
            return
        for _ in range(1 + twice):
            self.do(self.counselling.reply(self.id, Actor(who, FIRST_ORGANISATION), words, words))
        self.spoken.append(("counsellor", words))
        self.owed.clear()

    @precondition(lambda self: self.engine.held)
    @rule(asks_for_human=st.booleans())
    def engine_answers(self, asks_for_human: bool) -> None:
        words = self.engine.heard
        effects = ({"type": "owner.request", "reason": "asked"},) if asks_for_human else ()
        self.engine.end(Answer((BotMessage(f"Kuulin: {words}"),), effects))
        self.do(asyncio.sleep(0))
        if bot_may_answer(self.owner) and words in self.owed:
            self.spoken.append(("bot", f"Kuulin: {words}"))
            self.owed.remove(words)
            if asks_for_human and self.owner is Owner.BOT:
                self._moved(Owner.WAITING)

    @precondition(lambda self: self.engine.held)
    @rule(kind=st.sampled_from(FailureKind))
    def engine_fails(self, kind: FailureKind) -> None:
        self.engine.end(EngineFailure(kind, "test"))
        self.do(asyncio.sleep(0))

    @rule()
    def gateway_restarts(self) -> None:
        self.do(self._close_and_open())

    async def _close_and_open(self) -> None:
        await self._close()
        await self._open()

    @precondition(lambda self: hasattr(self, "id"))
    @invariant()
    def nothing_is_lost_and_only_the_owner_speaks(self) -> None:
        state = self.runner.run(self._state())
        assert state.owner == self.owner
        assert [message["seq"] for message in state.messages] == list(range(1, len(state.messages) + 1))
        assert _texts(state, "learner") == self.written, "a message is lost or out of order"
        spoken = [(message["from"], message["text"]) for message in state.messages[1:]]
        assert [said for said in spoken if said[0] != "learner"] == self.spoken
        assert self.engine.overlaps == 0

    @precondition(lambda self: hasattr(self, "id"))
    @invariant()
    def each_message_and_conversation_has_one_owner(self) -> None:
        waits, history, counsellor = self.runner.run(self._look())
        expected = {Owner.COUNSELLOR: journal.HELD, Owner.CLOSED: None}.get(self.owner, journal.PENDING)
        assert waits == [(words, expected) for words in self.owed]
        assert counsellor == self.counsellor
        assert len(history) == self.moves
        assert [change.before for change in history] == ["bot", *(change.after for change in history)][:-1]
        assert all(change.who and change.why for change in history)

    async def _look(self) -> tuple[list[tuple[str, str]], list[OwnerChange], str | None]:
        """Who owes which answer, how it came to be so, and who holds the conversation."""
        async with self.database.reading() as session:
            messages = await journal.messages_after(session, self.id, 0)
            conversation = await journal.find(session, self.id)
            history = await owner_history(session, self.id)
        assert conversation
        waits = [
            (message.text, message.turn)
            for message in messages
            if message.turn in {journal.PENDING, journal.HELD}
        ]
        return waits, history, conversation.counsellor

    def teardown(self) -> None:
        try:
            while hasattr(self, "id") and self.engine.held:
                self.engine_answers(False)
            if hasattr(self, "id"):
                assert not self.runner.run(self._state()).pending
        finally:
            self.runner.run(self._close())
            self.runner.close()
            shutil.rmtree(self.folder)


@pytest.mark.slow
def test_nothing_is_lost_and_only_the_owner_speaks(
    empty_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.conversations.database.PRAGMAS", ("journal_mode=WAL", "synchronous=OFF"))

    class OnACopy(Conversations):
        empty = empty_database

    run_state_machine_as_test(
        OnACopy,
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            phases=[Phase.generate],  # no shrinking: a lost message costs SETTLED_WITHIN at each attempt
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
