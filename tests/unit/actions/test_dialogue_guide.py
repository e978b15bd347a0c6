"""One turn of guidance: what is noted, what is asked, and with which words around it."""

from pathlib import Path
from typing import Any

from actions.dialogue.facts import Fact
from actions.dialogue.guide import Guide, answer_payload
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Entity, Turn
from actions.intake.model import load_intake

INTAKE = load_intake(Path("data/intake/adult.yml"))
OULU = Entity("place", "Oulu", "Oulussa")


def guide_at(state: DialogueState, turn: Turn, *facts: Fact) -> Guide:
    profile: dict[str, Any] = {"dialogue": state.to_json()}
    profile |= {fact.key: fact.to_json() for fact in facts}
    return Guide(Turn(turn.text, turn.intent, turn.entities, profile, turn.candidates), INTAKE)


def test_a_noted_fact_is_said_back_and_not_asked() -> None:
    state = DialogueState(flow="find_course", open="place")
    guide = guide_at(state, Turn("asun Oulussa", "inform", (OULU,)), Fact("field", "hoitoala", ""))
    assert guide.note_facts()
    assert guide.ask_if_due()
    message = guide.reply.messages[0]
    assert "Oulu" in (message.text or "")
    assert message.custom["asking"] == "employment_status"
    assert message.custom["progress"] == {"done": 2, "of": len(INTAKE.flows["find_course"])}


def test_a_coded_value_is_said_back_in_finnish() -> None:
    unemployed = Entity("employment_status", "unemployed", "työtön")
    guide = guide_at(DialogueState(flow="find_course"), Turn("oon työtön", "inform", (unemployed,)))
    guide.note_facts()
    assert guide.news_said_back() == "työtön"


def test_every_question_has_its_answers_and_two_ways_past_it() -> None:
    for question in INTAKE.questions:
        guide = guide_at(DialogueState(flow="find_course"), Turn("", ""))
        guide.ask(question.id)
        payloads = [button.payload for button in guide.reply.messages[0].buttons]
        assert payloads[-2:] == ["/dont_know", "/skip"]
        assert len(payloads) == 2 + sum(option.button for option in question.options)


def test_free_text_answers_a_question_that_takes_it_and_no_other() -> None:
    words = Turn("jotain eläinten kanssa", "nlu_fallback")
    assert guide_at(DialogueState(flow="find_course", open="field"), words).note_answer()
    assert not guide_at(DialogueState(flow="find_course", open="place"), words).note_answer()


def test_a_question_or_a_long_story_is_no_free_text_answer() -> None:
    state = DialogueState(flow="find_course", open="field")
    for text in (
        "onko teillä iltakursseja?",
        "60, sanoinhan",
        "eka",
        "no kun minulla on tässä nyt kaikenlaista muutakin meneillään",
    ):
        assert not guide_at(state, Turn(text, "nlu_fallback")).note_answer()


def test_a_button_is_never_taken_as_free_text() -> None:
    press = Turn("/dont_know", "dont_know")
    assert not guide_at(DialogueState(flow="find_course", open="field"), press).note_answer()


def test_a_question_that_the_intake_no_longer_has_is_not_open() -> None:
    guide = guide_at(DialogueState(flow="find_course", open="shoe_size"), Turn("43", "inform"))
    assert guide.open_question is None
    assert not guide.note_answer()


def test_a_confirmation_lasts_for_one_turn() -> None:
    guide = guide_at(DialogueState(confirming="restart"), Turn("joo", "affirm"))
    assert guide.confirming == "restart"
    assert guide.state.confirming is None


def test_leads_change_from_question_to_question() -> None:
    leads = set()
    for asked in (("field",), ("field", "place"), ("field", "place", "education_level")):
        guide = guide_at(DialogueState(flow="find_course", asked=asked), Turn("", "skip"))
        guide.ask("employment_status", "skipped")
        leads.add((guide.reply.messages[0].text or "").split(".")[0])
    assert len(leads) == 3


def test_a_payload_names_the_entity_of_the_question() -> None:
    assert answer_payload(INTAKE.question("place"), "Oulu") == '/inform{"place": "Oulu"}'
