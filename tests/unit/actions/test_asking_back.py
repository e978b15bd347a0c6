"""One of several requests is asked after, with a way out beside them."""

from actions.dialogue.guide import Guide
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Entity, Turn
from actions.skills.questions import Repeat
from tests.support.dialogue import reply_to_unclear, said_in
from tests.support.services import INTAKE, services_with

OULU = Entity("place", "Oulu", "Oulussa")


async def test_one_of_several_questions_beside_a_fact_is_asked_after() -> None:
    likely = {"inform": 0.35, "ask_financing": 0.3, "ask_privacy": 0.28}
    guide = await reply_to_unclear("Oulussa, entä raha", likely, OULU, flow="find_course", open="place")
    assert said_in(guide) == ["utter_noted_did_you_mean"]
    payloads = [one.payload for one in guide.reply.messages[0].buttons]
    assert payloads == ["/ask_financing", "/ask_privacy", "/repeat"]


async def test_none_of_these_leads_back_to_what_is_due() -> None:
    state = DialogueState(flow="find_course", skipped=("goal",))
    guide = Guide(Turn("/repeat", "repeat", (), {"dialogue": state.to_json()}), INTAKE)
    await Repeat().reply_to(guide, services_with())
    assert guide.state.open == "field"


async def test_a_message_that_asks_nothing_is_not_asked_what_it_asked() -> None:
    likely = {"inform": 0.35, "ask_occupation": 0.3}
    guide = await reply_to_unclear(
        "Oulussa siis, siellä kun asutaan", likely, OULU, flow="find_course", open="place"
    )
    assert guide.values["place"] == "Oulu"
    assert guide.state.open == "goal"
