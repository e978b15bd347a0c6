"""Properties of the order of steps: nothing known or of no matter is asked, every flow ends in a search."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from actions.dialogue.state import DialogueState
from actions.dialogue.steps import Ask, Rest, Search, next_step, progress
from actions.intake.model import load_intake

INTAKE = load_intake(Path("data/intake/adult.yml"))
QUESTIONS = [question.id for question in INTAKE.questions]
FLOWS = st.sampled_from(sorted(INTAKE.flows))
ANSWERS = {
    question.id: st.sampled_from([option.value for option in question.options] or ["x"])
    for question in INTAKE.questions
}
KNOWN = st.fixed_dictionaries({}, optional=ANSWERS)
SKIPPED = st.sets(st.sampled_from(QUESTIONS))
MOVES = st.lists(st.sampled_from(["answer", "skip", "reopen"]), max_size=30)
MOST_BEFORE_A_SUGGESTION = 7


@given(flow=FLOWS, known=KNOWN, skipped=SKIPPED)
def test_what_is_known_or_skipped_is_never_asked(flow: str, known: dict[str, str], skipped: set[str]) -> None:
    state = DialogueState(flow=flow, skipped=tuple(sorted(skipped)))
    step = next_step(state, known, INTAKE)
    if isinstance(step, Ask):
        assert step.question not in known.keys() | skipped
        assert INTAKE.question(step.question).matters(known)


@given(flow=FLOWS, moves=MOVES, data=st.data())
def test_a_flow_asks_each_question_at_most_once_and_ends_in_a_search(
    flow: str, moves: list[str], data: st.DataObject
) -> None:
    state, known = DialogueState().started(flow), dict[str, str]()
    asked: list[str] = []
    choices = iter([*moves, *["answer"] * (len(QUESTIONS) + len(moves) + 1)])
    while isinstance(step := next_step(state, known, INTAKE), Ask):
        state = state.asking(step.question)
        move = next(choices)
        if move == "reopen":
            continue
        asked.append(step.question)
        if move == "answer":
            known[step.question] = data.draw(ANSWERS[step.question])
            state = state.answered([step.question])
        else:
            state = state.skipping()
    assert step == Search()
    assert len(set(asked)) == len(asked)
    wanted = INTAKE.flows[flow]
    assert [name for name in wanted if name in asked] == asked
    assert all(not INTAKE.question(name).matters(known) for name in set(wanted) - set(asked))


@given(flow=FLOWS, known=KNOWN)
def test_after_a_crisis_nothing_is_asked_until_the_learner_starts_anew(
    flow: str, known: dict[str, str]
) -> None:
    halted = DialogueState().started(flow).asking("place").halt()
    assert next_step(halted, known, INTAKE) == Rest()
    assert halted.open is None
    assert next_step(halted.started(flow), known, INTAKE) != Rest()


def test_no_goal_needs_more_than_seven_answers_before_the_first_suggestion() -> None:
    for flow, names in INTAKE.flows.items():
        assert flow == "profile" or len(names) <= MOST_BEFORE_A_SUGGESTION


def test_the_whole_intake_begins_with_motivation_and_goal_and_ends_with_school_and_age() -> None:
    names = INTAKE.flows["profile"]
    assert sorted(names) == sorted(QUESTIONS)
    assert names[:2] == ("motivation", "goal")
    assert names[-2:] == ("education_level", "age")


def test_progress_counts_what_is_known_skipped_or_of_no_matter() -> None:
    state = DialogueState(flow="find_course", skipped=("place",))
    of = len(INTAKE.flows["find_course"])
    assert progress(state, {"field": "x", "language": "x"}, INTAKE) == (2, of)
    assert progress(state, {"goal": "language"}, INTAKE) == (4, of)
    assert progress(DialogueState(), {}, INTAKE) is None
