"""One response answers a question, unless the words ask something else."""

from actions.dialogue.guide import Guide
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Turn
from actions.guidance.asides import aside_in
from actions.skills.answer import Answer
from tests.support.services import INTAKE, services_with


async def reply(text: str, intent: str) -> Guide:
    state = DialogueState(flow="find_course", open="place", asked=("place",), skipped=("goal", "field"))
    guide = Guide(Turn(text, intent, (), {"dialogue": state.to_json()}), INTAKE)
    await Answer().reply_to(guide, services_with())
    return guide


async def test_the_response_is_said_and_the_question_comes_again() -> None:
    guide = await reply("kuka näkee mun tiedot", "ask_privacy")
    assert guide.reply.messages[0].response == "utter_ask_privacy"
    assert guide.reply.messages[-1].custom["asking"] == "place"


async def test_a_question_of_time_is_no_question_of_data() -> None:
    guide = await reply("kauan siinä sitten menee", "ask_privacy")
    aside = aside_in("kauanko siinä menee")
    assert aside is not None
    assert guide.reply.messages[0].text == aside.text
    assert guide.reply.messages[-1].custom["asking"] == "place"


async def test_its_own_words_are_answered_by_its_own_response() -> None:
    guide = await reply("miten sinne haetaan", "ask_how_to_apply")
    assert guide.reply.messages[0].response == "utter_ask_how_to_apply"
