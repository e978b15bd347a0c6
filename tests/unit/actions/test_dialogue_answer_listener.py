"""Statements that sound like something else while a question waits, and worries that leave nothing to ask."""

import pytest

from actions.base import SuuntaAction
from actions.dialogue.guide import Guide
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Entity, Turn
from actions.skills.entry import AskEntry
from actions.skills.find_job import FindJob
from actions.skills.inform import Inform
from actions.skills.tell_facts import TellFacts
from actions.skills.worry import MeetWorry
from tests.support.dialogue import guide_at, willing_services
from tests.support.services import INTAKE

OULU = Entity("place", "Oulu", "Oulussa")
UNEMPLOYED = Entity("employment_status", "unemployed", "työtön")


async def heard(skill: SuuntaAction, turn: Turn, question: str, **known: str) -> Guide:
    state = DialogueState(flow="find_course", open=question, asked=(question,))
    facts = {f"fact.{name}": {"value": value, "said": ""} for name, value in known.items()}
    guide = Guide(Turn(turn.text, turn.intent, turn.entities, {"dialogue": state.to_json(), **facts}), INTAKE)
    await skill.reply_to(guide, willing_services())
    return guide


def said(guide: Guide) -> list[str]:
    return [message.response or message.text or "" for message in guide.reply.messages]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("oon päivät töissä", "evening"),
        ("aamut menee duunissa", "evening"),
        ("iltaisin oon vuorossa", "contact"),
        ("illat on kiinni, päivällä käy", "contact"),
        ("illalla töiden jälkeen", "evening"),
    ],
)
async def test_a_time_that_is_taken_leaves_the_other(text: str, mode: str) -> None:
    guide = await heard(Inform(), Turn(text, "inform"), "study_mode", field="kokki")
    assert guide.values["study_mode"] == mode


async def test_a_statement_of_some_words_answers_though_it_sounds_like_a_question_of_entry() -> None:
    turn = Turn("koulussa sitten jos on pakko että pääsee ajamaan", "ask_entry_requirements")
    guide = await heard(AskEntry(), turn, "study_mode", field="kokki")
    assert guide.values["study_mode"] == "contact"
    assert "utter_ask_entry_requirements" not in said(guide)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("verstaalla käsillä tehden", "contact"),
        (
            "luokassa muiden seurassa jos vaan mitenkään onnistuu, ruokatunnilla on juttukavereita kans",
            "contact",
        ),
        ("osan verkossa ja välillä käyn siellä", "part_time"),
        ("osa-aikaisesti, pari päivää viikossa", "part_time"),
    ],
)
async def test_a_way_to_study_in_more_words_is_taken(text: str, mode: str) -> None:
    guide = await heard(Inform(), Turn(text, "inform"), "study_mode", field="kokki")
    assert guide.values["study_mode"] == mode


async def test_a_word_of_ones_studies_is_no_word_of_ones_work() -> None:
    half = Entity("employment_status", "part_time", "osa-aikaisesti")
    turn = Turn("osa-aikaisesti kiitos", "inform", (half,))
    guide = await heard(Inform(), turn, "study_mode", field="kokki")
    assert guide.values["study_mode"] == "part_time"
    assert "employment_status" not in guide.values


@pytest.mark.parametrize(
    ("text", "met"),
    [("lähiopetus, en halua ruudulta", False), ("lähiopetus, en osaa tietokonetta", True)],
)
async def test_a_way_that_one_would_rather_not_study_by_is_no_worry(text: str, met: bool) -> None:
    guide = await heard(MeetWorry(), Turn(text, "worry_digital"), "study_mode", field="kokki")
    assert guide.values["study_mode"] == "contact"
    assert ("utter_worry_digital" in said(guide)) is met


async def test_a_statement_is_no_question_of_ways_to_study() -> None:
    beside = Entity("study_mode", "part_time", "työn ohessa")
    turn = Turn("työn ohessa, vapaapäivinä", "ask_flexible_study", (beside,))
    guide = await heard(TellFacts(), turn, "study_mode", field="kokki")
    assert guide.values["study_mode"] == "part_time"
    assert said(guide) == [guide.reply.messages[0].text]
    assert guide.reply.messages[0].custom["asking"] != "study_mode"


async def test_a_word_of_work_in_an_answer_is_no_search_for_a_job() -> None:
    turn = Turn("luokassa ja vähän työpaikalla", "find_job")
    guide = await heard(FindJob(), turn, "study_mode", field="kokki")
    assert guide.values["study_mode"] == "contact"
    assert "utter_find_job" not in said(guide)


async def test_what_one_says_of_ones_benefit_answers_how_life_is_now() -> None:
    turn = Turn("työtön, liiton raha loppui", "ask_study_on_benefit", (UNEMPLOYED,))
    guide = await heard(TellFacts(), turn, "employment_status", field="kokki")
    assert guide.values["employment_status"] == "unemployed"
    assert "utter_ask_study_on_benefit" not in said(guide)
    asks = Turn("oon työtön, saanko silti rahaa", "ask_study_on_benefit", (UNEMPLOYED,))
    guide = await heard(TellFacts(), asks, "employment_status", field="kokki")
    assert "utter_ask_study_on_benefit" in said(guide)


async def test_a_place_that_is_far_is_not_where_one_would_study() -> None:
    turn = Turn("Vaasaan on sata kilometriä", "worry_time_distance", (Entity("place", "Vaasa", "Vaasaan"),))
    guide = await heard(MeetWorry(), turn, "barriers", place="Kaskinen")
    assert guide.values["place"] == "Kaskinen"
    asked = await heard(MeetWorry(), turn, "barriers")
    assert asked.values["place"] == "Vaasa"


async def test_who_told_a_worry_is_not_asked_what_makes_studying_hard() -> None:
    turn = Turn("polvet on ihan loppu", "worry_health")
    guide = await heard(MeetWorry(), turn, "study_mode", field="kokki")
    assert guide.values["barriers"] == "own_pace"
    assert guide.state.open == "study_mode"
    asks = await heard(MeetWorry(), Turn("olenko liian vanha", "worry_age"), "study_mode", field="kokki")
    assert "barriers" not in asks.values


def test_words_about_what_is_hard_are_not_kept() -> None:
    guide = guide_at(DialogueState(flow="find_course", open="barriers"), Turn("masentaa", "worry_health"))
    guide.hear_answer()
    stored = [effect for effect in guide.reply.effects() if effect["key"] == "fact.barriers"]
    assert stored[0]["value"]["value"] == "own_pace"
    assert stored[0]["value"]["said"] == ""


def test_a_story_answers_the_open_question_and_keeps_its_own_meaning() -> None:
    state = DialogueState(flow="profile", open="background")
    story = Turn("olin 10 vuotta kaupan kassalla", "describe_background")
    guide = guide_at(state, story)
    guide.hear_answer()
    assert guide.facts["background"].value == story.text
    short = Turn("asun Oulussa", "inform", (OULU,))
    other = guide_at(state, short)
    other.hear_answer()
    assert "background" not in other.facts


async def test_how_long_one_has_been_out_of_work_is_no_time_to_study() -> None:
    since = Entity("duration", "4", "4 kk")
    guide = await heard(Inform(), Turn("työtön 4 kk", "inform", (UNEMPLOYED, since)), "employment_status")
    assert guide.values["employment_status"] == "unemployed"
    assert "duration" not in guide.values


async def test_the_name_of_a_field_that_sounds_like_a_worry_is_met_as_a_field() -> None:
    guide = await heard(MeetWorry(), Turn("tietokoneen käyttäminen", "worry_digital"), "field", goal="skill")
    assert "field" in guide.values
    assert "utter_worry_digital" not in said(guide)


async def test_who_is_in_prison_tells_how_life_is_now() -> None:
    guide = await heard(Inform(), Turn("vankilassa vielä", "inform"), "employment_status", goal="occupation")
    assert guide.values["employment_status"] == "other"
    assert not any("rikosrekisteriote" in one for one in said(guide))


async def test_a_no_that_a_quick_answer_says_is_that_answer() -> None:
    none = Entity("answer", "barriers:none", "ei ole")
    guide = await heard(Inform(), Turn("ei ole", "inform", (none,)), "barriers", goal="occupation")
    assert guide.values["barriers"] == "none"
