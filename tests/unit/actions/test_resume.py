"""A pause: nothing is asked in it, and the open question waits with its quick answers."""

from actions.dialogue.state import DialogueState
from tests.support.dialogue import Dialogue


async def test_a_pause_keeps_the_open_question_in_reach() -> None:
    dialogue = Dialogue({"dialogue": DialogueState(flow="find_course", open="goal").to_json()})
    heard = await dialogue.say("stop", "hetki")
    assert heard.asking == ["goal"]
    assert "/skip" in heard.payloads
    assert dialogue.state.open == "goal"
    assert (await dialogue.say("inform", "ammatti")).asking == ["field"]


async def test_a_pause_without_an_open_question_leaves_the_word_to_the_learner() -> None:
    heard = await Dialogue().say("stop", "hetki")
    assert heard.asking == []
    assert any(heard.texts)
