"""A mix of languages: what it tells is taken, and its line is said once."""

import pytest

from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Entity, Turn
from actions.skills.languages import LINES_KEY, ChangeLanguage
from tests.unit.actions.test_skills import reply_of, said

CHANGE = "change_language"
KNOWN = {"fact.goal": {"value": "occupation", "said": ""}, "fact.field": {"value": "kokki", "said": "kokki"}}
LAHTI = Entity("place", "Lahti", "Lahti")


def opened(name: str, *skipped: str) -> DialogueState:
    return DialogueState(flow="find_course", open=name, skipped=("goal", "field", *skipped))


async def test_what_the_mix_tells_is_taken_beside_its_line() -> None:
    turn = Turn(
        "Finnish is A2, can I mix English? I live in Lahti, haluan opiskella robotics", CHANGE, (LAHTI,)
    )
    guide, _ = await reply_of(ChangeLanguage(), turn, DialogueState(flow="find_course", open="place"))
    assert said(guide)[0] in ("utter_change_language", "utter_other_language")
    assert guide.values["place"] == "Lahti"
    assert "field" in guide.values
    assert guide.state.open != "place"


async def test_the_line_is_said_once() -> None:
    told = {LINES_KEY: ["en", "sv"]}
    guide, _ = await reply_of(ChangeLanguage(), Turn("english please", CHANGE), opened("place"), told)
    assert "utter_other_language" not in said(guide)
    assert guide.reply.messages[0].custom["asking"] == "place"
    first, _ = await reply_of(ChangeLanguage(), Turn("english please", CHANGE), opened("place"))
    assert said(first)[0] == "utter_other_language"
    assert first.reply.kept[LINES_KEY] == ["en"]


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("study_mode", "I prefer weekends", "evening"),
        ("study_mode", "online is the best", "online"),
        ("employment_status", "I am unemployed now", "unemployed"),
        ("education_level", "I have finished high school", "upper_secondary_general"),
    ],
)
async def test_an_answer_in_english_is_an_answer(question: str, text: str, value: str) -> None:
    guide, _ = await reply_of(ChangeLanguage(), Turn(text, CHANGE), opened(question, "place"), KNOWN)
    assert guide.values[question] == value
    assert guide.state.open != question


async def test_a_story_in_english_is_kept_and_a_wish_for_a_language_is_none() -> None:
    state = DialogueState(flow="profile", open="background", skipped=("motivation", "goal", "field"))
    guide, _ = await reply_of(ChangeLanguage(), Turn("I was tailor for ten years in Herat", CHANGE), state)
    assert "background" in guide.values
    guide, _ = await reply_of(ChangeLanguage(), Turn("do you have this in English", CHANGE), state)
    assert guide.state.open == "background"


@pytest.mark.parametrize("intent", ["change_language", "ask_finnish_language", "worry_language"])
async def test_language_as_what_is_hard_is_an_answer(intent: str) -> None:
    state = opened("barriers", "place", "study_mode")
    turn = Turn("kieli. luennot on englanniksi", intent)
    guide, _ = await reply_of(ChangeLanguage(), turn, state, KNOWN)
    assert guide.values["barriers"] == "language_support"
    assert not any(str(one).startswith("utter_") for one in said(guide))
    guide, _ = await reply_of(ChangeLanguage(), Turn("vaihda kieli kiitos", "change_language"), state, KNOWN)
    assert "barriers" not in guide.values
