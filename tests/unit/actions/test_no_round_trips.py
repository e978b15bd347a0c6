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


@pytest.mark.parametrize(
    "text", ["siinä sivussahan sitä", "kaverin kyydissä kulkien", "niin että ehtis koiran ulos"]
)
async def test_words_about_the_way_to_study_are_thanked_for_and_not_asked_after(text: str) -> None:
    state = DialogueState().started("find_course").asking("study_mode")
    known = {f"fact.{name}": {"value": "x", "said": ""} for name in ("goal", "field", "place")}
    dialogue = Dialogue({"dialogue": state.to_json(), **known})
    heard = await dialogue.say("inform", text)
    assert heard.asking == ["barriers"]
    assert "study_mode" not in dialogue.known


async def test_letters_that_are_no_words_are_asked_after() -> None:
    state = DialogueState().started("find_course").asking("study_mode")
    dialogue = Dialogue({"dialogue": state.to_json()})
    assert (await dialogue.say("inform", "qzxw plörhj")).asking == ["study_mode"]


async def test_who_asks_twice_in_the_same_words_is_led_on() -> None:
    state = DialogueState().started("find_course").asking("barriers")
    known = {f"fact.{name}": {"value": "x", "said": ""} for name in ("goal", "field", "place", "study_mode")}
    dialogue = Dialogue({"dialogue": state.to_json(), **known})
    assert (await dialogue.say("clarify", "ai mitä")).asking == ["barriers"]
    assert (await dialogue.say("clarify", "ai mitä")).asking == ["employment_status"]
