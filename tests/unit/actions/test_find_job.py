"""A wish for work is answered; "ei työtä" in the middle of the questions is the answer to one of them."""

from actions.dialogue.guide import Guide
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Turn
from actions.skills.find_job import FindJob
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
