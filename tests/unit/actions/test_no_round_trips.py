"""Whoever goes round by a question is led on without it: no question comes anew for ever."""

import pytest

from actions.dialogue.state import DialogueState
from tests.support.dialogue import Dialogue

WAY_ON = ("find_course", "/find_course")


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("unsure_direction", "en mä tiedä yhtään"),
        ("dont_know", "en tiiä"),
        ("unsure_direction", "jotain missä saa olla rauhassa yksin"),
    ],
)
async def test_the_field_comes_anew_once_and_the_button_leads_on(intent: str, text: str) -> None:
    dialogue = Dialogue({})
    asked: list[str] = []
    for _ in range(4):
        asked += (await dialogue.say(*WAY_ON)).asking
        if dialogue.state.open == "goal":
            asked += (await dialogue.say("inform", "ammatti")).asking
        asked += (await dialogue.say(intent, text)).asking
    assert asked.count("field") <= 2
    assert "place" in asked


def test_a_question_that_was_answered_or_reopened_may_come_anew() -> None:
    state = DialogueState().started("find_course").asking("field")
    round_trip = DialogueState.from_profile({"dialogue": {**state.to_json(), "open": None}}).asking("field")
    assert round_trip.anew == ("field",)
    assert round_trip.answered(["field"]).anew == ()


def test_a_question_that_is_not_open_can_be_left() -> None:
    state = DialogueState(open="goal").skipping("field")
    assert state.open == "goal"
    assert state.skipped == ("field",)
