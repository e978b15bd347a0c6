"""An unclear message: its facts are kept, and its request is answered or asked after."""

from actions.dialogue.turn import Entity
from tests.support.dialogue import reply_to_unclear, said_in

OULU = Entity("place", "Oulu", "Oulussa")
CARE = Entity("field", "hoitoala", "hoitoalalle")


async def test_a_search_beside_a_fact_begins_at_once() -> None:
    likely = {"find_course": 0.78, "find_short_course": 0.21}
    guide = await reply_to_unclear("jotain hoitoalalle Oulussa", likely, OULU, CARE)
    assert guide.state.flow == "find_course"
    assert guide.values["place"] == "Oulu"
    assert guide.state.open is not None


async def test_the_one_question_beside_a_fact_is_answered() -> None:
    likely = {"inform": 0.45, "ask_financing": 0.4}
    guide = await reply_to_unclear("Oulussa, entä raha", likely, OULU, flow="find_course", open="place")
    assert guide.values["place"] == "Oulu"
    assert said_in(guide)[0] == "utter_ask_financing"
    assert guide.state.open is not None


async def test_a_title_that_is_an_answer_is_no_question_about_work() -> None:
    likely = {"ask_occupation": 0.7, "inform": 0.28}
    title = Entity("occupation", "merkonomi", "merkonomi")
    guide = await reply_to_unclear("merkonomi", likely, title, flow="find_course", open="education_level")
    assert guide.values["education_level"] == "vocational"


async def test_whether_men_are_taken_is_answered_to_the_point_and_the_question_comes_back() -> None:
    likely = {"ask_labour_market": 0.4, "ask_entry_requirements": 0.38}
    guide = await reply_to_unclear("otetaanko miehiä", likely, flow="find_course", open="goal")
    assert "Sukupuoli ei vaikuta" in said_in(guide)[0]
    assert guide.state.open == "goal"


async def test_who_does_not_know_is_helped_though_it_is_not_sure() -> None:
    guide = await reply_to_unclear(
        "ei mitään hajua mikä kiinnostais", {"unsure_direction": 0.63, "dont_know": 0.34}
    )
    assert (guide.recall("talk") or {})["name"] == "interests"
