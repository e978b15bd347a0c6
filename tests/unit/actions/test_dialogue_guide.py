"""One turn of guidance: what is noted, what is asked, and with which words around it."""

from pathlib import Path

from actions.dialogue.facts import Fact
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Entity, Turn
from actions.dialogue.wording import answer_payload
from actions.intake.model import load_intake
from tests.support.dialogue import guide_at

INTAKE = load_intake(Path("data/intake/adult.yml"))
OULU = Entity("place", "Oulu", "Oulussa")
COOK = Entity("occupation", "kokki", "kokiksi")


def test_a_noted_fact_is_said_back_and_not_asked() -> None:
    state = DialogueState(flow="find_course", open="place")
    known = (Fact("field", "hoitoala", ""), Fact("goal", "occupation", ""))
    guide = guide_at(state, Turn("asun Oulussa", "inform", (OULU,)), *known)
    assert guide.note_facts()
    assert guide.ask_if_due()
    message = guide.reply.messages[0]
    assert "Oulu" in (message.text or "")
    assert message.custom["asking"] == "study_mode"
    assert message.custom["progress"] == {"done": 3, "of": len(INTAKE.flows["find_course"])}


def test_a_coded_value_is_said_back_in_finnish() -> None:
    unemployed = Entity("employment_status", "unemployed", "työtön")
    guide = guide_at(DialogueState(flow="find_course"), Turn("oon työtön", "inform", (unemployed,)))
    guide.note_facts()
    assert guide.news_said_back() == "olet työtön"


def test_every_question_has_its_answers_and_three_ways_past_it() -> None:
    for question in INTAKE.questions:
        guide = guide_at(DialogueState(flow="find_course"), Turn("", ""))
        guide.ask(question.id)
        payloads = [button.payload for button in guide.reply.messages[0].buttons]
        assert payloads[-3:] == ["/dont_know", "/skip", "/request_human"]
        assert len(payloads) == 3 + sum(option.button for option in question.options)


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


def test_a_payload_names_the_entity_the_question_or_an_intent_of_its_own() -> None:
    payloads = {
        name: [answer_payload(INTAKE.question(name), option) for option in INTAKE.question(name).options]
        for name in ("place", "goal")
    }
    assert payloads["place"][0] == '/inform{"place": "Helsinki"}'
    assert payloads["goal"][0] == '/inform{"answer": "goal:occupation"}'
    assert "/unsure_direction" in payloads["goal"]


def test_a_choice_button_answers_its_question_also_when_another_is_open() -> None:
    press = Turn("/inform", "inform", (Entity("answer", "goal:job", "goal:job"),))
    guide = guide_at(DialogueState(flow="find_course", open="place"), press)
    assert guide.note_facts()
    assert guide.facts["goal"].value == "job"
    assert guide.state.open == "place"


def test_a_choice_that_the_intake_no_longer_has_is_nothing() -> None:
    for value in ("goal:fame", "shoe_size:43", "nonsense"):
        press = Turn("/inform", "inform", (Entity("answer", value, value),))
        assert not guide_at(DialogueState(), press).note_facts()


def test_an_occupation_that_one_wants_implies_the_goal_and_is_not_said_back_twice() -> None:
    guide = guide_at(DialogueState(), Turn("haluan kokiksi", "find_course", (COOK,)))
    guide.note_facts(wish=True)
    assert guide.values == {"field": "kokki", "goal": "occupation"}
    assert guide.news_said_back() == "toiveammattisi on kokki"


def test_an_implied_answer_never_changes_what_was_said() -> None:
    guide = guide_at(DialogueState(), Turn("kokiksi", "inform", (COOK,)), Fact("goal", "skill", "kurssi"))
    guide.note_facts(wish=True)
    assert guide.facts["goal"].value == "skill"


def test_a_choice_may_answer_another_question_too() -> None:
    press = Turn("/inform", "inform", (Entity("answer", "goal:language", ""),))
    guide = guide_at(DialogueState(), press)
    guide.note_facts()
    assert guide.values == {"goal": "language", "field": "suomen kieli"}


def test_little_finnish_turns_the_plainest_wording_on() -> None:
    press = Turn("/inform", "inform", (Entity("answer", "language:little", ""),))
    guide = guide_at(DialogueState(flow="profile", open="language"), press)
    guide.note_facts()
    guide.ask("age")
    text = guide.reply.messages[-1].text or ""
    assert INTAKE.question("age").plain in text
    assert "Esimerkiksi" in text


def test_a_wish_is_kept_once_and_can_be_dropped() -> None:
    family = INTAKE.wishes[0]
    guide = guide_at(DialogueState(searched=True, seen=3), Turn("lapset", family.intent))
    assert guide.add_wish(family)
    assert not guide.add_wish(family)
    assert not guide.state.searched
    assert guide.drop_wish(family.id)
    assert not guide.drop_wish(family.id)
    kinds = [effect["type"] for effect in guide.reply.effects() if effect["key"].startswith("wish.")]
    assert kinds == ["profile.set", "profile.delete"]


def test_each_hint_is_said_once() -> None:
    known = (Fact("employment_status", "unemployed", ""), Fact("education_level", "foreign", ""))
    guide = guide_at(DialogueState(), Turn("", ""), *known)
    hints = [guide.next_hint(), guide.next_hint(), guide.next_hint()]
    assert [hint.id if hint else None for hint in hints] == ["foreign_school", "unemployed", None]


def test_a_long_answer_is_thanked_for_and_not_said_back() -> None:
    state = DialogueState(flow="profile", open="motivation")
    guide = guide_at(state, Turn("haluan että lapsillani on joskus paremmin kuin nyt", "inform"))
    guide.hear_answer()
    assert guide.ask_if_due()
    assert any((guide.reply.messages[0].text or "").startswith(thanks) for thanks in INTAKE.phrases.thanked)


def test_a_hint_of_an_age_is_for_those_who_told_that_they_are_so_old() -> None:
    for age, hint in (("54", None), ("55", "experienced")):
        guide = guide_at(DialogueState(), Turn("", ""), Fact("age", age, ""))
        said = guide.next_hint()
        assert (said.id if said else None) == hint
