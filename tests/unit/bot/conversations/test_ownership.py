"""The state machine of owners, as a table and by random walks."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.conversations.ownership import TRANSITIONS, Move, MoveRefusedError, Owner, bot_may_answer, moved

REFUSED = [(owner, move) for owner in Owner for move in Move if (owner, move) not in TRANSITIONS]


@pytest.mark.parametrize(("owner", "move"), REFUSED, ids=lambda value: str(value))
def test_a_move_that_is_not_in_the_table_is_refused(owner: Owner, move: Move) -> None:
    with pytest.raises(MoveRefusedError, match=str(move)):
        moved(owner, move)


def test_the_bot_speaks_for_itself_and_while_nobody_has_come() -> None:
    assert {owner for owner in Owner if bot_may_answer(owner)} == {Owner.BOT, Owner.WAITING}


def test_every_owner_can_be_left_and_reached_from_the_bot() -> None:
    reached = {Owner.BOT}
    for _ in Owner:
        reached |= {after for (before, _), after in TRANSITIONS.items() if before in reached}
    assert reached == set(Owner)
    assert {before for before, _ in TRANSITIONS} == set(Owner)


class Walk(RuleBasedStateMachine):
    """Learner, counsellors and turns in any order; a turn asks at its start and again before it speaks."""

    def __init__(self) -> None:
        super().__init__()
        self.owner = Owner.BOT
        self.taken_over = False
        self.waiting: list[int] = []
        self.handled: list[int] = []
        self.turn: int | None = None
        self.next = 0

    @rule(move=st.sampled_from([move for move in Move if move is not Move.REOPEN]))
    def change(self, move: Move) -> None:
        try:
            self.owner = moved(self.owner, move)
        except MoveRefusedError:
            assert (self.owner, move) not in TRANSITIONS
            return
        if move is Move.CLAIM:
            self.taken_over = True
        elif move in {Move.HAND_BACK, Move.RELEASE}:
            self.taken_over = False

    @rule()
    def write(self) -> None:
        if self.owner is Owner.CLOSED:
            self.owner = moved(self.owner, Move.REOPEN)
            self.taken_over = False
        self.waiting.append(self.next)
        self.next += 1

    @precondition(lambda self: self.turn is None and self.waiting)
    @rule()
    def begin_turn(self) -> None:
        message = self.waiting.pop(0)
        if bot_may_answer(self.owner):
            self.turn = message
        else:
            self.handled.append(message)

    @precondition(lambda self: self.turn is not None)
    @rule()
    def end_turn(self) -> None:
        assert self.turn is not None
        if bot_may_answer(self.owner):
            assert not self.taken_over, "the bot spoke after a takeover"
        self.handled.append(self.turn)
        self.turn = None

    @invariant()
    def no_message_is_lost(self) -> None:
        inside = [] if self.turn is None else [self.turn]
        assert sorted([*self.handled, *inside, *self.waiting]) == list(range(self.next))

    @invariant()
    def there_is_an_owner(self) -> None:
        assert self.owner in Owner


TestWalk = Walk.TestCase
TestWalk.settings = settings(max_examples=60, stateful_step_count=30)
