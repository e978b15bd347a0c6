"""A yes takes the one way on that the last message offered."""

from typing import Any

from actions.dialogue.guide import Guide
from actions.dialogue.rules import response_buttons
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Turn
from actions.skills.restart import Affirm
from actions.skills.resume import Resume
from tests.support.services import INTAKE, services_with

OFFER = '/find_course{"field": "suomen kieli"}'


async def test_a_response_with_one_way_on_is_an_offer() -> None:
    guide = Guide(Turn("lataisin mun tiedot", "export_data"), INTAKE)
    await Resume().reply_to(guide, services_with())
    buttons = response_buttons("utter_export_data")
    assert guide.recall("offer") == next(one.payload for one in buttons if one.payload != "/request_human")


async def test_a_yes_takes_it() -> None:
    guide = await said_yes({"offer": OFFER})
    assert guide.state.flow == "find_course"
    assert guide.values["field"] == "suomen kieli"


async def test_without_an_offer_a_yes_gets_the_ways_on() -> None:
    guide = await said_yes({})
    assert [message.response for message in guide.reply.messages] == ["utter_heard_what_next"]


async def test_while_a_question_is_open_a_yes_is_its_answer() -> None:
    state = DialogueState(flow="find_course", open="study_mode")
    guide = await said_yes({"offer": OFFER, "dialogue": state.to_json()})
    assert "field" not in guide.values


async def test_an_offer_holds_for_one_turn() -> None:
    guide = Guide(Turn("kiitos", "thank", (), {"offer": OFFER}), INTAKE)
    await Resume().reply_to(guide, services_with())
    assert {"type": "profile.delete", "key": "offer"} in guide.reply.effects()


async def said_yes(profile: dict[str, Any]) -> Guide:
    guide = Guide(Turn("joo", "affirm", (), profile), INTAKE)
    await Affirm().reply_to(guide, services_with())
    return guide
