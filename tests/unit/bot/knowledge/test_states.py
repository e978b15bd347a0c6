"""The life of an edit: whatever is tried, nobody's edit holds by their own word alone."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.states import TABLE, Move, MoveRefusedError, State, moved, moves_for

TRIED = st.lists(st.tuples(st.sampled_from(list(Move)), st.booleans()), max_size=30)
ENDS = {State.REJECTED, State.SUPERSEDED}


def walked(tried: list[tuple[Move, bool]]) -> list[tuple[State, Move | None, bool]]:
    """The states that a draft goes through, each with the move that led there and who made it."""
    path: list[tuple[State, Move | None, bool]] = [(State.DRAFT, None, True)]
    for move, by_author in tried:
        try:
            path.append((moved(path[-1][0], move, by_author=by_author), move, by_author))
        except MoveRefusedError:
            continue
    return path


@given(TRIED)
def test_what_is_approved_was_proposed_by_its_author_and_approved_by_another(
    tried: list[tuple[Move, bool]],
) -> None:
    path = walked(tried)
    for (before, _, _), (after, move, by_author) in itertools.pairwise(path):
        if after is State.APPROVED:
            assert (before, move, by_author) == (State.PROPOSED, Move.APPROVE, False)
        if after is State.PROPOSED:
            assert (before, by_author) == (State.DRAFT, True)


@given(TRIED)
def test_what_is_over_stays_over(tried: list[tuple[Move, bool]]) -> None:
    states = [state for state, _, _ in walked(tried)]
    assert not any(state in ENDS for state in states[:-1])


@given(st.sampled_from(list(State)), st.booleans(), st.sampled_from(list(Move)))
def test_a_page_offers_exactly_what_is_possible(state: State, by_author: bool, move: Move) -> None:
    offered = move in moves_for(state, by_author=by_author)
    try:
        moved(state, move, by_author=by_author)
    except MoveRefusedError:
        assert not offered
    else:
        assert offered or move is Move.SUPERSEDE


def test_every_state_is_reached_and_left_by_somebody() -> None:
    assert {state for state, _ in TABLE} | ENDS == set(State)
    assert set(TABLE.values()) == set(State)
