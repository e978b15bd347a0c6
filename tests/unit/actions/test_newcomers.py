"""Questions of permits and questions in English are answered on the way; the open question goes on."""

import pytest

from actions.dialogue.rules import response_buttons, rules
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Entity, Turn
from actions.guidance.english import asked_in_english, load_english
from actions.guidance.permits import asks_of_permits
from actions.skills.fallback import Fallback
from tests.unit.actions.test_skills import reply_of, said

PLACE_OPEN = DialogueState(flow="find_course", open="place", skipped=("goal", "field"))


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("what does the course cost", "ask_cost"),
        ("Asun Porissa. are the studies free?", "ask_cost"),
        ("ok, and do I need a visa", "utter_who_helps_permit"),
        ("how good Finnish is required, do I need a language level", "utter_finnish_needed"),
        ("which grades are needed to get in", "ask_entry_requirements"),
        ("where do I apply", "ask_how_to_apply"),
        ("can I keep my unemployment benefit", "ask_study_on_benefit"),
        ("is my foreign diploma accepted", "ask_foreign_degree"),
    ],
)
def test_a_question_in_english_has_a_finnish_counterpart(text: str, answer: str) -> None:
    question = asked_in_english(text)
    assert question is not None
    assert answer == (question.intent or question.response)


@pytest.mark.parametrize(
    "text", ["I want a free course", "I can pay", "is", "olen vapaa", "can I study online", ""]
)
def test_what_asks_nothing_that_is_known(text: str) -> None:
    assert asked_in_english(text) is None


def test_every_answer_is_there() -> None:
    for one in load_english().questions:
        assert one.intent in rules() or response_buttons(one.response or "")


@pytest.mark.parametrize(
    "text",
    [
        "minulla ei ole viisumia vielä, voinko opiskella?",
        "mina odotan oleskelulupa. paaseeko kurssi?",
        "tarvitaanko oleskelulupa",
        "passi on vanhentunut, saako hakea kouluun",
    ],
)
def test_a_question_of_permits(text: str) -> None:
    assert asks_of_permits(text)


@pytest.mark.parametrize(
    "text",
    [
        "minulla on oleskelulupa, mitä koulu maksaa?",
        "oleskelulupa on, haluan kokiksi",
        "saako koulussa luvan kanssa olla pois?",
        "ei ole oleskelulupaa",
    ],
)
def test_who_has_a_permit_or_asks_nothing(text: str) -> None:
    assert not asks_of_permits(text)


@pytest.mark.parametrize(
    ("text", "intent", "response"),
    [
        ("minulla ei ole passi viela, saako opiskella?", "ask_entry_requirements", "utter_who_helps_permit"),
        ("do I need a visa", "change_language", "utter_who_helps_permit"),
        ("how much is the fee", "change_language", "utter_ask_cost"),
    ],
)
async def test_it_is_answered_and_the_question_comes_back(text: str, intent: str, response: str) -> None:
    guide, _ = await reply_of(Fallback(), Turn(text, intent), PLACE_OPEN)
    assert said(guide)[0] == response
    assert guide.state.open == "place"


async def test_a_card_is_no_passport() -> None:
    card = Entity("qualification", "hygieniapassi", "hygieniapassia")
    turn = Turn("ei oo hygieniapassia, saako sen koulussa?", "ask_entry_requirements", (card,))
    guide, _ = await reply_of(Fallback(), turn, PLACE_OPEN)
    assert "utter_who_helps_permit" not in said(guide)
