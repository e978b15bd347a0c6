"""The state machine of referrals, as a table and by random walks."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.referrals.states import OPEN, SHARED, TRANSITIONS, State, Step, StepRefusedError, moved, steps_from

REFUSED = [(state, step) for state in State for step in Step if (state, step) not in TRANSITIONS]


@pytest.mark.parametrize(("state", "step"), REFUSED, ids=lambda value: str(value))
def test_a_step_that_is_not_in_the_table_is_refused(state: State, step: Step) -> None:
    with pytest.raises(StepRefusedError, match=str(step)):
        moved(state, step)


def test_every_state_is_reached_from_the_draft_and_the_ends_are_ends() -> None:
    reached = {State.DRAFTED}
    for _ in State:
        reached |= {after for (before, _), after in TRANSITIONS.items() if before in reached}
    assert reached == set(State)
    assert {state for state in State if not steps_from(state)} == {State.CLOSED, State.WITHDRAWN}
    assert all(Step.WITHDRAW in steps_from(state) for state in OPEN)


class Walk(RuleBasedStateMachine):
    """Counsellor, person and partner in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.state = State.DRAFTED
        self.words = 0
        self.agreed: int | None = None
        self.given: list[int] = []
        self.over = False

    @rule(step=st.sampled_from(list(Step)))
    def take(self, step: Step) -> None:
        try:
            self.state = moved(self.state, step)
        except StepRefusedError:
            assert step not in steps_from(self.state)
            return
        assert not self.over, "something happened after the end"
        if step is Step.EDIT:
            self.words += 1
            self.agreed = None
        elif step is Step.CONSENT:
            self.agreed = self.words
        elif step is Step.SEND:
            assert self.agreed is not None, "sent without a consent"
            self.given.append(self.words)
        self.over = step in {Step.CLOSE, Step.WITHDRAW}

    @invariant()
    def what_a_partner_reads_is_what_was_agreed_to(self) -> None:
        if self.state in SHARED:
            assert self.agreed == self.words
        assert self.given == [] or self.given[-1] == self.words

    @invariant()
    def words_change_only_before_they_are_given(self) -> None:
        if self.given:
            assert Step.EDIT not in steps_from(self.state)


Walk.TestCase.settings = settings(max_examples=100, stateful_step_count=12, deadline=None)
TestWalk = Walk.TestCase
