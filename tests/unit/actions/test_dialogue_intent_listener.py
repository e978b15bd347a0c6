"""The quick answer that the words name goes before what the intent would make of the open question."""

import pytest

from actions.base import SuuntaAction
from actions.dialogue.facts import Fact
from actions.dialogue.guide import Guide
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Turn
from actions.skills.occupation import AskLabourMarket
from actions.skills.worry import MeetWorry
from tests.support.dialogue import guide_at
from tests.support.services import INTAKE, services_with


async def heard(skill: SuuntaAction, text: str, intent: str, question: str) -> Guide:
    state = DialogueState(flow="find_course", open=question, asked=(question,))
    guide = Guide(Turn(text, intent, (), {"dialogue": state.to_json()}), INTAKE)
    await skill.reply_to(guide, services_with())
    return guide


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ammatin haluaisin", "occupation"),
        ("sekä ammatti että töitä", "occupation"),
        ("töitä ja ammatti", "job"),
        ("en tiedä mutta tutkinto kai", "degree"),
        ("en ammattia, kurssin vaan", "skill"),
    ],
)
async def test_the_goal_that_is_named_is_the_answer(text: str, value: str) -> None:
    guide = await heard(AskLabourMarket(), text, "ask_labour_market", "goal")
    assert guide.values["goal"] == value


async def test_who_only_answers_is_asked_the_next_question_at_once() -> None:
    guide = await heard(AskLabourMarket(), "ammatti ja töitä", "ask_labour_market", "goal")
    assert [message.custom.get("asking") for message in guide.reply.messages] == ["field"]


@pytest.mark.parametrize("text", ["oonko liian vanha", "no olenk mää liia vanha", "pelottaaks muitakin?"])
async def test_a_worry_that_asks_leaves_the_question_open(text: str) -> None:
    guide = await heard(MeetWorry(), text, "worry_age", "barriers")
    assert "barriers" not in guide.facts
    assert "all_ages" in guide.wishes
    assert guide.state.open == "barriers"


async def test_a_worry_that_states_is_the_answer() -> None:
    guide = await heard(MeetWorry(), "oon aika vanha jo", "worry_age", "barriers")
    assert guide.values["barriers"] == "all_ages"


def test_an_intent_tells_a_goal_at_any_time_but_never_changes_one() -> None:
    change = Turn("haluan vaihtaa alaa", "career_change")
    guide = guide_at(DialogueState(open="place"), change)
    guide.hear_answer()
    assert guide.facts["goal"].value == "occupation"
    known = guide_at(DialogueState(), change, Fact("goal", "job", ""))
    known.hear_answer()
    assert known.facts["goal"].value == "job"
