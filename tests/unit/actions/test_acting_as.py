"""A message is answered as another intent by that one's rule."""

from actions.dialogue.guide import Guide
from actions.dialogue.turn import Turn
from actions.skills.acting_as import answer_as
from tests.support.dialogue import said_in
from tests.support.services import INTAKE, services_with


async def test_acting_as_another_intent_says_its_response_and_does_its_action() -> None:
    guide = Guide(Turn("kuka näitä lukee", "nlu_fallback"), INTAKE)
    await answer_as(guide, services_with(), "ask_privacy")
    assert said_in(guide) == ["utter_ask_privacy"]
