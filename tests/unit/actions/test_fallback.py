"""An unclear message: its facts are kept, and its request is answered or asked after."""

from actions.dialogue.guide import Guide
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Entity, Turn
from actions.skills.acting_as import answer_as
from actions.skills.fallback import Fallback
from actions.skills.questions import Repeat
from tests.support.services import INTAKE, services_with

OULU = Entity("place", "Oulu", "Oulussa")
CARE = Entity("field", "hoitoala", "hoitoalalle")


async def reply_of(text: str, likely: dict[str, float], *entities: Entity, **state: object) -> Guide:
    stored = DialogueState(**state)  # type: ignore[arg-type]
    turn = Turn(
        text, "nlu_fallback", entities, {"dialogue": stored.to_json()}, tuple(likely), confidences=likely
    )
    guide = Guide(turn, INTAKE)
    await Fallback().reply_to(guide, services_with())
    return guide


def said(guide: Guide) -> list[str]:
    return [message.response or message.text or "" for message in guide.reply.messages]


async def test_a_search_beside_a_fact_begins_at_once() -> None:
    likely = {"find_course": 0.78, "find_short_course": 0.21}
    guide = await reply_of("jotain hoitoalalle Oulussa", likely, OULU, CARE)
    assert guide.state.flow == "find_course"
    assert guide.values["place"] == "Oulu"
    assert guide.state.open is not None


async def test_the_one_question_beside_a_fact_is_answered() -> None:
    likely = {"inform": 0.45, "ask_financing": 0.4}
    guide = await reply_of("Oulussa, entä raha", likely, OULU, flow="find_course", open="place")
    assert guide.values["place"] == "Oulu"
    assert said(guide)[0] == "utter_ask_financing"
    assert guide.state.open is not None


async def test_one_of_several_questions_beside_a_fact_is_asked_after() -> None:
    likely = {"inform": 0.35, "ask_financing": 0.3, "ask_privacy": 0.28}
    guide = await reply_of("Oulussa, entä raha", likely, OULU, flow="find_course", open="place")
    assert said(guide) == ["utter_noted_did_you_mean"]
    payloads = [one.payload for one in guide.reply.messages[0].buttons]
    assert payloads == ["/ask_financing", "/ask_privacy", "/repeat"]


async def test_a_message_that_asks_nothing_is_not_asked_what_it_asked() -> None:
    likely = {"inform": 0.35, "ask_occupation": 0.3}
    guide = await reply_of("Oulussa siis, siellä kun asutaan", likely, OULU, flow="find_course", open="place")
    assert guide.values["place"] == "Oulu"
    assert guide.state.open == "goal"


async def test_a_likely_worry_is_met_and_not_taken_for_the_answer() -> None:
    likely = {"worry_age": 0.6, "worry_confidence": 0.2}
    guide = await reply_of("ei kukaan palkkaa enää", likely, flow="find_course", open="goal")
    assert said(guide)[0] == "utter_worry_age"
    assert guide.state.open == "goal"


async def test_none_of_these_leads_back_to_what_is_due() -> None:
    state = DialogueState(flow="find_course", skipped=("goal",))
    guide = Guide(Turn("/repeat", "repeat", (), {"dialogue": state.to_json()}), INTAKE)
    await Repeat().reply_to(guide, services_with())
    assert guide.state.open == "field"


async def test_a_likely_request_is_not_taken_for_the_answer() -> None:
    likely = {"ask_privacy": 0.7, "ask_cost": 0.1}
    guide = await reply_of("kuka näitä lukee", likely, flow="find_course", open="goal")
    assert "goal" not in guide.facts
    assert said(guide)[0] == "utter_ask_privacy"
    assert guide.state.open == "goal"
    assert guide.reply.messages[-1].custom["asking"] == "goal"


async def test_a_bare_what_asks_what_the_question_means() -> None:
    likely = {"help": 0.57, "out_of_scope": 0.13}
    guide = await reply_of("mitä", likely, flow="find_course", open="barriers")
    assert (INTAKE.question("barriers").plain or "") in said(guide)[0]
    assert guide.state.open == "barriers"


async def test_a_title_that_is_an_answer_is_no_question_about_work() -> None:
    likely = {"ask_occupation": 0.7, "inform": 0.28}
    title = Entity("occupation", "merkonomi", "merkonomi")
    guide = await reply_of("merkonomi", likely, title, flow="find_course", open="education_level")
    assert guide.values["education_level"] == "vocational"


async def test_a_wish_is_followed_though_something_else_may_be_asked() -> None:
    likely = {"ask_privacy": 0.33, "find_course": 0.21}
    guide = await reply_of("kaveri käski tänne. hoitoala kiinnostaa, Oulu", likely, OULU, CARE)
    assert guide.state.flow == "find_course"
    assert guide.state.open is not None


async def test_whether_men_are_taken_is_answered_to_the_point_and_the_question_comes_back() -> None:
    likely = {"ask_labour_market": 0.4, "ask_entry_requirements": 0.38}
    guide = await reply_of("otetaanko miehiä", likely, flow="find_course", open="goal")
    assert "Sukupuoli ei vaikuta" in said(guide)[0]
    assert guide.state.open == "goal"


async def test_acting_as_another_intent_says_its_response_and_does_its_action() -> None:
    guide = Guide(Turn("kuka näitä lukee", "nlu_fallback"), INTAKE)
    await answer_as(guide, services_with(), "ask_privacy")
    assert said(guide) == ["utter_ask_privacy"]


async def test_a_question_word_alone_asks_back() -> None:
    question = INTAKE.question("barriers")
    for word, part in (("mitä", question.plain), ("miks", question.why)):
        guide = await reply_of(word, {"help": 0.4, "ask_cost": 0.3}, flow="find_course", open="barriers")
        assert part in said(guide)[0]
        assert guide.state.open == "barriers"


async def test_a_liking_that_is_told_before_anything_begins_the_talk_on_interests() -> None:
    guide = await reply_of("räplään mopoja mielelläni", {"inform": 0.4})
    assert (guide.recall("talk") or {})["name"] == "interests"


async def test_who_does_not_know_is_helped_though_it_is_not_sure() -> None:
    guide = await reply_of("ei mitään hajua mikä kiinnostais", {"unsure_direction": 0.63, "dont_know": 0.34})
    assert (guide.recall("talk") or {})["name"] == "interests"


async def test_work_or_school_beside_a_fact_begins_the_search() -> None:
    likely = {"find_job": 0.44, "find_course": 0.38}
    guide = await reply_of("pitäis nyt jotain duunii tai skolee, oon Oulussa", likely, OULU)
    assert guide.state.flow == "find_course"
    assert guide.state.open == "goal"


async def test_another_answer_that_sounds_like_an_end_is_taken() -> None:
    contact = Entity("study_mode", "contact", "lähiopetukseen")
    shown = {"flow": "find_course", "searched": True, "seen": 3}
    guide = await reply_of("en jaksa ruutua, sittenkin lähiopetukseen", {"stop": 0.55}, contact, **shown)
    assert guide.values["study_mode"] == "contact"
    assert "utter_stop" not in said(guide)


async def test_the_same_words_are_not_asked_after_again_but_left() -> None:
    likely = {"ask_privacy": 0.3, "ask_cost": 0.29, "inform": 0.2}
    text, state = "haittaako mitään jos sitä on", DialogueState(flow="find_course", open="employment_status")
    profile: dict[str, object] = {"dialogue": state.to_json()}
    asked = []
    for _ in range(4):
        turn = Turn(text, "nlu_fallback", (), profile, tuple(likely), confidences=likely)
        guide = Guide(turn, INTAKE)
        await Fallback().reply_to(guide, services_with())
        profile = {"dialogue": guide.state.to_json()}
        asked.append(guide.state.open)
    assert asked[0] == "employment_status"
    assert asked[-1] != "employment_status"
