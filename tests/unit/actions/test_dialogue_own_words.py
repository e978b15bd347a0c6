"""Own words answer the open question where it takes them, and words of health are never kept."""

from actions.dialogue.own_words import own_words
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Entity, Turn
from tests.support.dialogue import guide_at
from tests.support.services import INTAKE


def test_free_text_answers_a_question_that_takes_it_and_no_other() -> None:
    words = Turn("jotain eläinten kanssa", "nlu_fallback")
    assert guide_at(DialogueState(flow="find_course", open="field"), words).note_answer()
    assert not guide_at(DialogueState(flow="find_course", open="place"), words).note_answer()


def test_a_question_or_a_long_story_is_no_free_text_answer() -> None:
    state = DialogueState(flow="find_course", open="field")
    for text in (
        "onko teillä iltakursseja?",
        "60, sanoinhan",
        "eka",
        "no kun minulla on tässä nyt kaikenlaista muutakin meneillään",
    ):
        assert not guide_at(state, Turn(text, "nlu_fallback")).note_answer()


def test_a_button_is_never_taken_as_free_text() -> None:
    press = Turn("/dont_know", "dont_know")
    assert not guide_at(DialogueState(flow="find_course", open="field"), press).note_answer()


def test_words_of_health_are_never_an_answer_that_is_kept() -> None:
    turn = Turn("sairaslomalla olin", "inform", (Entity("employment_status", "sick_leave", "sairaslomalla"),))
    assert own_words(turn, INTAKE.question("goal")) is None
    assert own_words(Turn("selkä on kipeä", "worry_health"), INTAKE.question("motivation")) is None


def test_what_a_goal_is_for_is_a_goal_whatever_it_looks_like() -> None:
    guide = guide_at(
        DialogueState(flow="find_course", open="goal"), Turn("jotta joku palkkais", "ask_apprenticeship")
    )
    guide.hear_answer()
    assert guide.values["goal"] == "jotta joku palkkais"
    assert guide.says_all
    asks = guide_at(DialogueState(flow="find_course", open="goal"), Turn("että mitä se on", "clarify"))
    asks.hear_answer()
    assert "goal" not in asks.values
