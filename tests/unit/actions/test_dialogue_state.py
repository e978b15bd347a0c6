"""Properties of the dialogue state: nothing known is asked, every flow ends, nothing is lost."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from actions.dialogue.state import Ask, DialogueState, Rest, Search, next_step, progress
from actions.intake.model import load_intake

INTAKE = load_intake(Path("data/intake/adult.yml"))
QUESTIONS = [question.id for question in INTAKE.questions]
FLOWS = st.sampled_from(sorted(INTAKE.flows))
KNOWN = st.sets(st.sampled_from(QUESTIONS))
MOVES = st.lists(st.sampled_from(["answer", "skip", "reopen"]), max_size=30)


@given(flow=FLOWS, known=KNOWN, skipped=KNOWN)
def test_what_is_known_or_skipped_is_never_asked(flow: str, known: set[str], skipped: set[str]) -> None:
    state = DialogueState(flow=flow, skipped=tuple(sorted(skipped)))
    step = next_step(state, known, INTAKE)
    if isinstance(step, Ask):
        assert step.question not in known | skipped


@given(flow=FLOWS, moves=MOVES)
def test_a_flow_asks_each_question_once_and_ends_in_a_search(flow: str, moves: list[str]) -> None:
    state, known = DialogueState().started(flow), set[str]()
    asked: list[str] = []
    choices = iter([*moves, *["answer"] * (len(QUESTIONS) + len(moves) + 1)])
    while isinstance(step := next_step(state, known, INTAKE), Ask):
        state = state.asking(step.question)
        move = next(choices)
        if move == "reopen":
            continue
        asked.append(step.question)
        if move == "answer":
            known.add(step.question)
            state = state.answered([step.question])
        else:
            state = state.skipping()
    assert step == Search()
    assert asked == list(INTAKE.flows[flow])


@given(flow=FLOWS, known=KNOWN)
def test_after_a_crisis_nothing_is_asked_until_the_learner_starts_anew(flow: str, known: set[str]) -> None:
    halted = DialogueState().started(flow).asking("place").halt()
    assert next_step(halted, known, INTAKE) == Rest()
    assert halted.open is None
    assert next_step(halted.started(flow), known, INTAKE) != Rest()


@given(flow=FLOWS, known=KNOWN, skipped=KNOWN)
def test_the_state_survives_its_journey_through_the_profile(
    flow: str, known: set[str], skipped: set[str]
) -> None:
    state = DialogueState(flow=flow, open="place", asked=tuple(known), skipped=tuple(skipped), seen=3)
    assert DialogueState.from_profile({"dialogue": state.to_json()}) == state


def test_a_profile_of_another_release_gives_what_it_has() -> None:
    stored = {"dialogue": {"flow": "find_course", "a_field_of_the_future": 1}}
    assert DialogueState.from_profile(stored) == DialogueState(flow="find_course")


def test_a_correction_makes_the_last_search_stale() -> None:
    done = DialogueState(flow="find_course", searched=True, seen=3, skipped=("place",))
    corrected = done.answered(["place"])
    assert not corrected.searched
    assert corrected.seen == 0
    assert corrected.skipped == ()


def test_an_answer_to_another_question_leaves_the_open_one_open() -> None:
    assert DialogueState(open="field").answered(["place"]).open == "field"


def test_starting_the_same_goal_again_keeps_the_place() -> None:
    state = DialogueState().started("find_course").asking("place")
    assert state.started("find_course") == state
    assert state.started("find_course", "short").open is None


def test_skipping_without_an_open_question_changes_nothing() -> None:
    assert DialogueState().skipping() == DialogueState()


def test_reopening_asks_a_skipped_question_again() -> None:
    state = DialogueState(open="place").skipping().reopening("place")
    assert state.open == "place"
    assert state.skipped == ()


def test_progress_counts_known_and_skipped_of_the_goal() -> None:
    state = DialogueState(flow="find_course", skipped=("place",))
    of = len(INTAKE.flows["find_course"])
    assert progress(state, {"field", "language"}, INTAKE) == (2, of)
    assert progress(DialogueState(), set(), INTAKE) is None
