"""A message that told nothing leads on: to a talk, or past a question that was asked often."""

from actions.dialogue.guide import Guide
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Turn
from actions.skills.fallback import Fallback
from tests.support.dialogue import reply_to_unclear
from tests.support.services import INTAKE, services_with


async def test_a_liking_that_is_told_before_anything_begins_the_talk_on_interests() -> None:
    guide = await reply_to_unclear("räplään mopoja mielelläni", {"inform": 0.4})
    assert (guide.recall("talk") or {})["name"] == "interests"


async def test_the_same_words_are_not_asked_after_again_but_left() -> None:
    likely = {"ask_privacy": 0.3, "ask_cost": 0.29, "inform": 0.2}
    text, state = "haittaako mitään jos sitä on", DialogueState(flow="find_course", open="employment_status")
    profile: dict[str, object] = {"dialogue": state.to_json()}
    asked = []
    for _ in range(4):
        turn = Turn(text, "nlu_fallback", (), profile, tuple(likely), confidences=likely)
        guide = Guide(turn, INTAKE)
        await Fallback().reply_to(guide, services_with())
        profile = {"dialogue": guide.state.to_json()}
        asked.append(guide.state.open)
    assert asked[0] == "employment_status"
    assert asked[-1] != "employment_status"
