"""Short answers where no question is open do what they mean: courses, directions, a plan, a human."""

import pytest

from actions.dialogue.state import DialogueState
from actions.guidance.interest_data import load_directions, load_interests
from actions.guidance.interest_state import InterestState
from actions.guidance.scoring import choose_three, suggest
from tests.support.dialogue import Dialogue, domain

LIKING, PRAISED = load_interests().items[0], load_interests().items[1]
COOK = InterestState().answering(LIKING.id, option="cook").answering(PRAISED.id, option=PRAISED.options[0].id)
SHOWN = [one.direction for one in choose_three(suggest(COOK, load_interests(), load_directions()))]


def directions_shown() -> Dialogue:
    state = COOK.having_shown([one.id for one in SHOWN])
    return Dialogue({"interests": state.to_json(), "moment": {"name": "directions", "left": 3}})


@pytest.mark.parametrize(("text", "at"), [("se eka", 0), ("no vaikka tokaa", 1), ("viimeinen", 2)])
async def test_a_direction_is_taken_by_its_place(text: str, at: int) -> None:
    dialogue = directions_shown()
    await dialogue.say("nlu_fallback", text)
    assert dialogue.known["field"]["value"] == SHOWN[at].field


async def test_two_directions_are_asked_which() -> None:
    heard = await directions_shown().say("nlu_fallback", "eka tai toka")
    assert load_interests().result.which in heard.texts


async def test_why_these_is_told_in_the_persons_words() -> None:
    heard = await directions_shown().say("explain_recommendation", "miks just nää?")
    assert any("laitat mielelläsi ruokaa" in text for text in heard.texts)


async def test_a_crisis_is_never_an_answer_to_what_was_shown() -> None:
    dialogue = Dialogue({"moment": {"name": "worry", "left": 3}})
    await dialogue.say("crisis", "en jaksa nyt enää, silti")
    assert dialogue.profile["dialogue"]["halted"]


async def test_a_yes_to_the_way_to_a_human_is_one() -> None:
    heard = await Dialogue({"moment": {"name": "human", "left": 3}}).say("affirm", "joo")
    assert any("työllisyyspalvelut" in text for text in heard.texts)


SHARING = {"dialogue": DialogueState(confirming="share").to_json()}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kerro vaan", "utter_shared"),
        ("ei mulla oo mitään sitä vastaan", "utter_shared"),
        ("elä kerro", "utter_not_shared"),
        ("kerron ite", "utter_not_shared"),
    ],
)
async def test_a_summary_is_shared_only_on_a_yes(text: str, said: str) -> None:
    heard = await Dialogue(dict(SHARING)).say("nlu_fallback", text)
    assert heard.texts[0] in [one["text"] for one in domain()["responses"][said]]


async def test_a_question_about_sharing_is_answered_and_still_waits() -> None:
    dialogue = Dialogue(dict(SHARING))
    await dialogue.say("out_of_scope", "kenelle sä sen kerrot")
    assert dialogue.profile["dialogue"]["confirming"] == "share"


CLARIFYING = {
    "moment": {"name": "clarify", "left": 1, "options": ["/ask_cost", "/worry_money"], "none": "/help"}
}


@pytest.mark.parametrize(
    ("text", "word"), [("ekaa", "maksu"), ("jälkimmäistä", "Raha"), ("ei kumpikaan", "Etsin")]
)
async def test_which_was_meant_is_heard_by_its_place(text: str, word: str) -> None:
    heard = await Dialogue(dict(CLARIFYING)).say("nlu_fallback", text)
    assert any(word in one for one in heard.texts)
