"""What is heard as something else is kept there, and the open question is not asked for it twice."""

import pytest

from actions.dialogue.named_options import is_taken
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Entity, Turn
from actions.skills.fallback import Fallback
from actions.skills.find_course import FindShortCourse
from tests.unit.actions.test_skills import reply_of

KNOWN = {
    "fact.goal": {"value": "occupation", "said": ""},
    "fact.field": {"value": "kokki", "said": "kokki"},
    "fact.place": {"value": "Turku", "said": "Turku"},
}
SCHOOL_OPEN = DialogueState(
    flow="find_course", open="education_level", skipped=("study_mode", "barriers", "employment_status")
)
MODE_OPEN = DialogueState(flow="find_course", open="study_mode", skipped=("barriers",))
WELDER = Entity("occupation", "hitsaaja", "hitsarin")


async def test_courses_that_one_went_to_are_kept_and_the_school_is_not_asked_again() -> None:
    for skill, text, intent in (
        (Fallback(), "ne hitsarin kurssit silloin", "nlu_fallback"),
        (FindShortCourse(), "hitsarin kurssit", "find_short_course"),
    ):
        guide, _ = await reply_of(skill, Turn(text, intent, (WELDER,)), SCHOOL_OPEN, KNOWN)
        assert guide.state.open != "education_level"
        assert "background" in guide.values
        assert guide.values["field"] == "kokki"


@pytest.mark.parametrize("text", ["haluisin sittenkin hitsarin kurssin", "onko hitsarin kursseja?"])
async def test_a_wish_or_a_question_is_none_of_these(text: str) -> None:
    guide, _ = await reply_of(
        FindShortCourse(), Turn(text, "find_short_course", (WELDER,)), SCHOOL_OPEN, KNOWN
    )
    assert "background" not in guide.values


async def test_a_goal_beside_how_to_study_is_noted_and_the_question_goes_on() -> None:
    known = {**KNOWN, "fact.goal": {"value": "study", "said": ""}}
    guide, _ = await reply_of(Fallback(), Turn("joku ammatti", "nlu_fallback"), MODE_OPEN, known)
    assert guide.values["goal"] == "occupation"
    assert guide.state.open == "study_mode"


@pytest.mark.parametrize("text", ["työmaalla tai verstaalla", "töis tai koulul"])
async def test_work_or_a_workshop_is_no_evening(text: str) -> None:
    guide, _ = await reply_of(Fallback(), Turn(text, "nlu_fallback"), MODE_OPEN, KNOWN)
    assert guide.values["study_mode"] in ("workplace", "contact")


def test_a_choice_of_two_ways_takes_no_time() -> None:
    assert is_taken("päivät oon töissä")
    assert not is_taken("töissä tai koulussa")
