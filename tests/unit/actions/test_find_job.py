"""A wish for work is answered; "ei työtä" in the middle of the questions is the answer to one of them."""

import pytest

from actions.dialogue.guide import Guide
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Turn
from actions.skills.find_job import FindJob
from tests.support.dialogue import asked
from tests.support.services import INTAKE, services_with


async def reply(text: str) -> Guide:
    state = DialogueState(flow="find_course", open="study_mode", asked=("study_mode",))
    guide = Guide(Turn(text, "find_job", (), {"dialogue": state.to_json()}), INTAKE)
    await FindJob().reply_to(guide, services_with())
    return guide


async def test_having_no_work_is_noted_and_the_question_comes_again() -> None:
    guide = await reply("ei työ")
    assert guide.values["employment_status"] == "unemployed"
    assert [message.response for message in guide.reply.messages] == [None]
    assert guide.state.open == "study_mode"


async def test_a_wish_for_work_is_answered_and_the_question_comes_again() -> None:
    guide = await reply("mistä löydän duunia")
    assert guide.reply.messages[0].response == "utter_find_job"
    assert guide.reply.messages[-1].custom["asking"] == "study_mode"


@pytest.mark.parametrize("text", ["pitääks se työpaikka hankkia ite", "taytyyko itse loytaa tyopaikka"])
async def test_whether_one_must_find_a_workplace_is_no_goal(text: str) -> None:
    dialogue = asked("goal")
    heard = await dialogue.say("find_job", text)
    assert heard.asking == ["goal"]
    assert any("Oppisopimuksessa" in one for one in heard.texts)


async def test_work_that_is_wished_for_in_a_question_is_a_goal() -> None:
    dialogue = asked("goal")
    await dialogue.say("find_job", "saisko tästä töitä nopeesti?")
    assert dialogue.known["goal"]["value"] == "job"
