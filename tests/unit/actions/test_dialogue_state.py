"""Properties of the dialogue state: nothing is lost on its way, and what an answer changes."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from actions.dialogue.state import DialogueState
from actions.intake.model import load_intake

INTAKE = load_intake(Path("data/intake/adult.yml"))
QUESTIONS = [question.id for question in INTAKE.questions]
FLOWS = st.sampled_from(sorted(INTAKE.flows))
KNOWN = st.sets(st.sampled_from(QUESTIONS))


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


def test_an_answer_that_the_search_does_not_use_leaves_the_suggestions_standing() -> None:
    done = DialogueState(flow="find_course", searched=True, seen=3)
    assert done.answered(["age"], stale=False) == done
