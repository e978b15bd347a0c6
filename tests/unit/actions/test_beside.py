"""What a message says besides what it is about is met too: a worry, a question, a plain wish."""

from dataclasses import replace

import pytest

from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Clause, Entity, Turn
from actions.skills.beside import goal_among, question_beside, worry_beside
from actions.skills.fallback import Fallback
from actions.skills.find_course import FindCourse
from actions.skills.inform import Inform
from actions.skills.worry import MeetWorry
from tests.unit.actions.test_human import reply_of, said

NURSE = Entity("occupation", "lähihoitaja", "lähihoitajaksi")
OLD = Clause("olenko liian vanha", "worry_age")
WISH = Turn(
    "haluan lähihoitajaksi mut olenko liian vanha",
    "find_course",
    (NURSE,),
    clauses=(Clause("haluan lähihoitajaksi", "find_course"), OLD),
)


async def test_the_worry_behind_a_wish_is_met_first_and_kept() -> None:
    guide = await reply_of(FindCourse(), WISH)
    assert said(guide)[0] == "utter_worry_age"
    assert guide.facts["field"].value == "lähihoitaja"
    assert "all_ages" in guide.wishes
    assert guide.state.open is not None


async def test_of_two_worries_one_is_met_in_words_and_both_are_kept() -> None:
    turn = Turn(
        "lapset, ja rahat ei riitä", "worry_family", clauses=(Clause("rahat ei riitä", "worry_money"),)
    )
    guide = await reply_of(MeetWorry(), turn)
    assert said(guide) == ["utter_worry_family"]
    assert {"family", "free"} <= guide.wishes.keys()


async def test_a_question_behind_facts_is_answered_and_the_search_goes_on() -> None:
    asking = Clause("voiks opiskella kotoa käsin", "ask_flexible_study")
    turn = Turn(f"haluan lähihoitajaksi, {asking.text}", "find_course", (NURSE,), clauses=(asking,))
    guide = await reply_of(FindCourse(), turn)
    assert said(guide)[0] == "utter_ask_flexible_study"
    assert guide.state.open is not None


async def test_an_unclear_message_with_a_plain_wish_is_that_wish() -> None:
    turn = replace(WISH, intent="nlu_fallback", candidates=("career_change", "worry_age"))
    guide = await reply_of(Fallback(), turn)
    assert said(guide)[0] == "utter_worry_age"
    assert guide.state.flow == "find_course"


@pytest.mark.parametrize("intent", ["request_human", "crisis", "change_language", "insult", "stop"])
def test_who_wants_something_else_first_hears_nothing_of_a_worry(intent: str) -> None:
    assert worry_beside(replace(WISH, intent=intent)) is None


def test_buttons_and_single_thoughts_have_nothing_beside() -> None:
    button = replace(WISH, text="/find_course")
    assert worry_beside(button) is question_beside(button) is goal_among(button) is None
    assert worry_beside(replace(WISH, clauses=())) is None


def test_what_is_told_is_no_question() -> None:
    told = Clause("työkkäri käski", "ask_employment_services")
    assert question_beside(replace(WISH, clauses=(told,))) is None


@pytest.mark.parametrize("intent", ["inform", "nlu_fallback"])
async def test_children_named_in_passing_answer_what_makes_studying_hard(intent: str) -> None:
    state = DialogueState(flow="find_course", open="study_mode", skipped=("goal", "field", "place"))
    skill = Inform() if intent == "inform" else Fallback()
    guide = await reply_of(skill, Turn("mulla on kolme lasta", intent), state)
    assert guide.facts["barriers"].value == "family"
    assert guide.facts["barriers"].said == ""
    assert guide.state.open == "study_mode"


async def test_a_computer_named_in_passing_is_no_hindrance() -> None:
    state = DialogueState(flow="find_course", open="place", skipped=("goal", "field"))
    guide = await reply_of(Inform(), Turn("mulla on kone kotona", "inform"), state)
    assert "barriers" not in guide.facts
