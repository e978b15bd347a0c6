"""What an unclear message likely is, is acted on where that does no harm."""

from actions.dialogue.turn import Entity
from tests.support.dialogue import reply_to_unclear, said_in
from tests.support.services import INTAKE

OULU = Entity("place", "Oulu", "Oulussa")
CARE = Entity("field", "hoitoala", "hoitoalalle")


async def test_a_likely_worry_is_met_and_not_taken_for_the_answer() -> None:
    likely = {"worry_age": 0.6, "worry_confidence": 0.2}
    guide = await reply_to_unclear("ei kukaan palkkaa enää", likely, flow="find_course", open="goal")
    assert said_in(guide)[0] == "utter_worry_age"
    assert guide.state.open == "goal"


async def test_a_likely_request_is_not_taken_for_the_answer() -> None:
    likely = {"ask_privacy": 0.7, "ask_cost": 0.1}
    guide = await reply_to_unclear("kuka näitä lukee", likely, flow="find_course", open="goal")
    assert "goal" not in guide.facts
    assert said_in(guide)[0] == "utter_ask_privacy"
    assert guide.state.open == "goal"
    assert guide.reply.messages[-1].custom["asking"] == "goal"


async def test_a_bare_what_asks_what_the_question_means() -> None:
    likely = {"help": 0.57, "out_of_scope": 0.13}
    guide = await reply_to_unclear("mitä", likely, flow="find_course", open="barriers")
    assert (INTAKE.question("barriers").plain or "") in said_in(guide)[0]
    assert guide.state.open == "barriers"


async def test_a_question_word_alone_asks_back() -> None:
    question = INTAKE.question("barriers")
    for word, part in (("mitä", question.plain), ("miks", question.why)):
        guide = await reply_to_unclear(
            word, {"help": 0.4, "ask_cost": 0.3}, flow="find_course", open="barriers"
        )
        assert part in said_in(guide)[0]
        assert guide.state.open == "barriers"


async def test_a_wish_is_followed_though_something_else_may_be_asked() -> None:
    likely = {"ask_privacy": 0.33, "find_course": 0.21}
    guide = await reply_to_unclear("kaveri käski tänne. hoitoala kiinnostaa, Oulu", likely, OULU, CARE)
    assert guide.state.flow == "find_course"
    assert guide.state.open is not None


async def test_work_or_school_beside_a_fact_begins_the_search() -> None:
    likely = {"find_job": 0.44, "find_course": 0.38}
    guide = await reply_to_unclear("pitäis nyt jotain duunii tai skolee, oon Oulussa", likely, OULU)
    assert guide.state.flow == "find_course"
    assert guide.state.open == "goal"


async def test_another_answer_that_sounds_like_an_end_is_taken() -> None:
    contact = Entity("study_mode", "contact", "lähiopetukseen")
    shown = {"flow": "find_course", "searched": True, "seen": 3}
    guide = await reply_to_unclear(
        "en jaksa ruutua, sittenkin lähiopetukseen", {"stop": 0.55}, contact, **shown
    )
    assert guide.values["study_mode"] == "contact"
    assert "utter_stop" not in said_in(guide)


async def test_what_takes_ones_day_is_no_pause_where_that_is_asked() -> None:
    likely = {"stop": 0.6, "inform": 0.1}
    guide = await reply_to_unclear(
        "lehmät pitää lypsää aamuin illoin", likely, flow="find_course", open="barriers"
    )
    assert guide.facts["barriers"].value == "other"
    guide = await reply_to_unclear("jatkan huomenna tätä", likely, flow="find_course", open="barriers")
    assert said_in(guide) == ["utter_stop"]
