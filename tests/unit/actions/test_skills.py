"""Each skill's reply to a turn, with a course search of our own in place of the backend's client."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from actions.base import SuuntaAction
from actions.dialogue.guide import Guide
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Entity, Turn
from actions.intake.model import load_intake
from actions.skills.career_change import CareerChange
from actions.skills.course_cards import course_card
from actions.skills.crisis import Crisis
from actions.skills.direction import UnsureDirection
from actions.skills.fallback import Fallback
from actions.skills.find_course import FindCourse, FindShortCourse
from actions.skills.going_on import advance
from actions.skills.human import RequestHuman
from actions.skills.inform import Inform
from actions.skills.questions import Clarify, DontKnow, GoBack, Repeat, Skip, WhyAsked
from actions.skills.refine_search import RefineSearch
from actions.skills.restart import Affirm, AskRestart, Deny
from actions.skills.resume import Goodbye, Resume
from backends.client.courses import (
    BackendUnavailable,
    Course,
    CoursesClient,
    CoursesFound,
    Failure,
    RelaxedWish,
)
from tests.support.services import services_with

INTAKE = load_intake(Path("data/intake/adult.yml"))
FLOW = INTAKE.flows["find_course"]
ALL_KNOWN = {f"fact.{name}": {"value": "x", "said": "x"} for name in FLOW}
OULU = Entity("place", "Oulu", "Oulussa")
GOAL = {"fact.goal": {"value": "occupation", "said": ""}}

COURSE = Course(
    id="a",
    name="Lähihoitaja",
    provider="OSAO",
    places=("Oulu",),
    modes=("contact",),
    times=(),
    kind="degree",
    description="",
    url="https://opintopolku.fi/konfo/fi/haku/l%C3%A4hihoitaja",
    cost_class="free",
    extent="180 osp",
    sample=True,
    score=1.0,
    why="Vastaa hakuasi: lähihoitaja.",
    relaxed=(),
)


class FakeCourses(CoursesClient):
    """Answers every search with the same result and remembers what was asked."""

    def __init__(self, result: CoursesFound | BackendUnavailable) -> None:
        self.result = result
        self.asked: list[dict[str, Any]] = []

    async def search(self, text: str = "", **wishes: Any) -> CoursesFound | BackendUnavailable:
        self.asked.append({"text": text, **wishes})
        return self.result


async def reply_of(
    skill: SuuntaAction,
    turn: Turn,
    state: DialogueState | None = None,
    facts: dict[str, Any] | None = None,
    result: CoursesFound | BackendUnavailable | None = None,
) -> tuple[Guide, FakeCourses]:
    profile = {"dialogue": (state or DialogueState()).to_json(), **(facts or {})}
    guide = Guide(Turn(turn.text, turn.intent, turn.entities, profile, turn.candidates), INTAKE)
    courses = FakeCourses(result or CoursesFound(items=(COURSE,), total=1, matched=True))
    await skill.reply_to(guide, services_with(courses=courses))
    return guide, courses


def said(guide: Guide) -> list[str]:
    return [message.response or message.text or "" for message in guide.reply.messages]


async def test_a_search_asks_first_what_it_needs() -> None:
    guide, courses = await reply_of(FindCourse(), Turn("etsin koulutusta", "find_course"))
    assert guide.state.open == FLOW[0]
    assert courses.asked == []


async def test_with_all_known_the_search_is_made_with_the_wishes() -> None:
    facts = ALL_KNOWN | {
        "fact.field": {"value": "hoitoala", "said": "hoitoalalle"},
        "fact.place": {"value": "Oulu", "said": "Oulussa"},
    }
    guide, courses = await reply_of(FindShortCourse(), Turn("joku kurssi", "find_short_course"), facts=facts)
    assert courses.asked[0]["text"] == "hoitoala"
    assert courses.asked[0]["place"] == "Oulu"
    assert courses.asked[0]["kinds"] == ["short"]
    assert said(guide) == ["utter_courses_found"]
    assert guide.reply.messages[0].custom["cards"][0]["why"] == COURSE.why
    of = len(INTAKE.flows["find_short_course"])
    assert guide.reply.messages[0].custom["progress"] == {"done": of, "of": of}
    assert guide.state.searched


async def test_the_same_goal_after_its_courses_asks_for_something_else() -> None:
    state = DialogueState(flow="find_course", searched=True, seen=3)
    guide, courses = await reply_of(FindCourse(), Turn("etsin koulutusta", "find_course"), state, ALL_KNOWN)
    assert guide.state.open == "field"
    assert courses.asked == []


async def test_relaxed_wishes_are_said() -> None:
    result = CoursesFound((COURSE,), (RelaxedWish("place", "Oulusta ei löytynyt."),), 1, True)
    guide, _ = await reply_of(FindCourse(), Turn("", "find_course"), facts=ALL_KNOWN, result=result)
    assert said(guide) == ["utter_courses_relaxed"]
    assert guide.reply.messages[0].values["relaxed"] == "Oulusta ei löytynyt."


async def test_a_backend_that_is_down_is_said_and_the_search_stays_due() -> None:
    down = BackendUnavailable(Failure.CONNECTION, "")
    guide, _ = await reply_of(FindCourse(), Turn("", "find_course"), facts=ALL_KNOWN, result=down)
    assert said(guide) == ["utter_courses_unavailable"]
    assert not guide.state.searched


async def test_nothing_found_is_said_and_more_of_nothing_differently() -> None:
    nothing = CoursesFound()
    guide, _ = await reply_of(FindCourse(), Turn("", "find_course"), facts=ALL_KNOWN, result=nothing)
    assert said(guide) == ["utter_no_courses"]
    state = DialogueState(flow="find_course", searched=True, seen=3)
    guide, courses = await reply_of(RefineSearch(), Turn("", "refine_search"), state, ALL_KNOWN, nothing)
    assert said(guide) == ["utter_no_more_courses"]
    assert courses.asked[0]["offset"] == 3


async def test_more_courses_without_a_search_begins_one() -> None:
    guide, _ = await reply_of(RefineSearch(), Turn("näytä muita", "refine_search"))
    assert guide.state.open == FLOW[0]


async def test_a_new_wish_with_more_searches_anew_from_the_start() -> None:
    state = DialogueState(flow="find_course", searched=True, seen=3)
    guide, courses = await reply_of(
        RefineSearch(), Turn("entä Oulussa", "refine_search", (OULU,)), state, ALL_KNOWN
    )
    assert courses.asked[0]["offset"] == 0
    assert courses.asked[0]["place"] == "Oulu"
    assert guide.state.seen == 1


async def test_an_answer_leads_to_the_next_question() -> None:
    state = DialogueState(flow="find_course", open="place")
    guide, _ = await reply_of(
        Inform(), Turn("Oulussa", "inform", (OULU,)), state, GOAL | {"fact.field": {"value": "hoitoala"}}
    )
    assert guide.state.open == "study_mode"


async def test_an_answer_that_says_nothing_gets_help_with_the_question() -> None:
    state = DialogueState(flow="find_course", open="place")
    guide, _ = await reply_of(Inform(), Turn("siellä vaan", "inform"), state)
    assert said(guide) == [INTAKE.question("place").clarify]
    assert guide.reply.messages[0].custom["asking"] == "place"


async def test_who_tells_of_themselves_without_a_request_is_asked_what_they_would_like() -> None:
    guide, _ = await reply_of(Inform(), Turn("asun Oulussa", "inform", (OULU,)))
    assert guide.state.open == "goal"
    assert "Oulu" in said(guide)[0]


async def test_facts_that_the_search_does_not_use_are_said_back_with_ways_on() -> None:
    state = DialogueState(flow="find_course", searched=True, seen=3)
    age = Entity("age", "45", "45")
    guide, courses = await reply_of(Inform(), Turn("oon 45", "inform", (age,)), state, ALL_KNOWN)
    assert said(guide) == ["utter_noted_what_next"]
    assert guide.reply.messages[0].values["facts"] == "olet 45-vuotias"
    assert courses.asked == []


async def test_a_field_without_a_goal_begins_the_search_for_it() -> None:
    field = Entity("field", "hoitoala", "hoitoala")
    guide, _ = await reply_of(Inform(), Turn("hoitoala kiinnostaa", "inform", (field,)), facts=GOAL)
    assert guide.state.flow == "find_course"
    assert guide.state.open == "place"


async def test_a_remark_without_facts_gets_ways_on() -> None:
    guide, _ = await reply_of(Inform(), Turn("niin no", "inform"))
    assert said(guide) == ["utter_heard_what_next"]


async def test_skipping_goes_on_and_is_remembered() -> None:
    state = DialogueState(flow="find_course", open="place", skipped=("goal", "field"))
    for skill, intent in ((Skip(), "skip"), (DontKnow(), "dont_know")):
        guide, _ = await reply_of(skill, Turn(f"/{intent}", intent), state)
        assert guide.state.skipped == ("goal", "field", "place")
        assert guide.state.open == "study_mode"


async def test_who_does_not_know_the_goal_or_the_field_is_helped_to_a_direction() -> None:
    for name in ("goal", "field"):
        state = DialogueState(flow="find_course", open=name)
        guide, _ = await reply_of(DontKnow(), Turn("en tiiä", "dont_know"), state)
        assert guide.recall("talk")["name"] == "interests"
        assert guide.recall("talk")["before"] == "find_course"


async def test_there_may_be_nothing_to_skip_repeat_or_go_back_to() -> None:
    for skill, response in [
        (Skip(), "utter_nothing_to_skip"),
        (Repeat(), "utter_nothing_to_repeat"),
        (GoBack(), "utter_nothing_to_go_back"),
        (WhyAsked(), "utter_why_in_general"),
        (Clarify(), "utter_help"),
        (Affirm(), "utter_heard_what_next"),
        (Deny(), "utter_heard_what_next"),
    ]:
        guide, _ = await reply_of(skill, Turn("", ""))
        assert said(guide) == [response]


@pytest.mark.parametrize("skill", [WhyAsked(), Clarify(), Repeat(), Resume(), Affirm(), Deny()])
async def test_the_open_question_stays_open_and_in_reach(skill: SuuntaAction) -> None:
    state = DialogueState(flow="find_course", open=FLOW[0], asked=(FLOW[0],))
    guide, _ = await reply_of(skill, Turn("", ""), state)
    assert guide.state.open == FLOW[0]
    assert guide.reply.messages[-1].custom["asking"] == FLOW[0]
    assert guide.reply.messages[-1].buttons


@pytest.mark.parametrize(
    ("skill", "talk"),
    [(UnsureDirection(), "interests"), (DontKnow(), "interests"), (CareerChange(), "skills")],
)
async def test_without_a_direction_a_talk_begins(skill: SuuntaAction, talk: str) -> None:
    guide, _ = await reply_of(skill, Turn("/unsure_direction", ""))
    assert guide.recall("talk")["name"] == talk
    assert guide.state.open is None
    assert guide.reply.messages[0].buttons


async def test_a_change_with_a_field_goes_straight_on() -> None:
    field = Entity("field", "hoitoala", "hoitoalalle")
    turn = Turn("haluan vaihtaa hoitoalalle", "career_change", (field,))
    guide, _ = await reply_of(CareerChange(), turn)
    assert guide.facts["goal"].value == "occupation"
    assert guide.state.open == "place"


async def test_a_goal_given_as_an_answer_does_not_ask_the_known_field_again() -> None:
    state = DialogueState(flow="find_course", open="goal")
    turn = Turn("no uus ammatti", "career_change")
    guide, _ = await reply_of(CareerChange(), turn, state, {"fact.field": {"value": "sähköala"}})
    assert guide.facts["goal"].value == "occupation"
    assert guide.state.open == "place"


async def test_a_wish_for_a_new_occupation_does_not_leave_a_search_that_is_under_way() -> None:
    state = DialogueState(flow="find_course", open="place")
    turn = Turn("uus ammatti joo", "career_change")
    guide, _ = await reply_of(CareerChange(), turn, state, {"fact.field": {"value": "hoitoala"}})
    assert guide.recall("talk") is None
    assert guide.state.open == "place"


async def test_going_back_asks_the_question_before() -> None:
    state = DialogueState(flow="find_course", open=FLOW[1], asked=tuple(FLOW[:2]))
    guide, _ = await reply_of(GoBack(), Turn("takaisin", "go_back"), state, {"fact.field": {"value": "x"}})
    assert guide.state.open == FLOW[0]


async def test_going_back_with_the_new_value_needs_no_question() -> None:
    state = DialogueState(flow="find_course", searched=True, asked=FLOW)
    guide, courses = await reply_of(GoBack(), Turn("eiku Oulussa", "go_back", (OULU,)), state, ALL_KNOWN)
    assert courses.asked[0]["place"] == "Oulu"
    assert said(guide) == ["utter_courses_found"]


async def test_after_a_goodbye_nothing_is_asked_but_facts_are_kept() -> None:
    state = DialogueState(flow="find_course", open="place")
    guide, _ = await reply_of(Goodbye(), Turn("hei, asun Oulussa muuten", "goodbye", (OULU,)), state)
    assert said(guide) == ["utter_goodbye"]
    assert "place" in guide.news


async def test_a_crisis_gets_help_and_nothing_else() -> None:
    state = DialogueState(flow="find_course", open="place")
    guide, _ = await reply_of(Crisis(), Turn("...", "crisis", (OULU,)), state)
    assert said(guide) == ["utter_crisis_general"]
    assert guide.state.halted
    assert guide.state.open is None
    assert guide.news == {}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("en jaksa enää elää", "general"),
        ("mun mies lyö mua", "violence"),
        ("mies uhkaa tappaa mut", "violence"),
        ("otin kaikki lääkkeet mitä oli", "poisoning"),
    ],
)
async def test_the_contacts_that_fit_come_first(text: str, kind: str) -> None:
    guide, _ = await reply_of(Crisis(), Turn(text, "crisis"))
    assert said(guide) == [f"utter_crisis_{kind}"]


def test_a_bare_occupation_answers_the_question_that_is_open() -> None:
    profile = {"dialogue": DialogueState(flow="find_course", open="employment_status").to_json()}
    guide = Guide(Turn("kokki", "inform", (Entity("occupation", "kokki", "kokki"),), profile), INTAKE)
    assert not guide.names_only_a_wish()


@pytest.mark.parametrize("skill", [Inform(), Fallback()])
async def test_a_bare_occupation_begins_the_search_for_it(skill: SuuntaAction) -> None:
    nurse = Entity("occupation", "sairaanhoitaja", "sairaanhoitaja")
    guide, _ = await reply_of(skill, Turn("sairaanhoitaja", "inform", (nurse,)))
    assert guide.facts["field"].value == "sairaanhoitaja"
    assert guide.state.open == "place"


async def test_who_told_nothing_at_all_sees_short_courses() -> None:
    state = DialogueState(flow="find_course", open=FLOW[-1], skipped=tuple(FLOW[:-1]))
    _, courses = await reply_of(Skip(), Turn("ohita", "skip"), state)
    assert courses.asked[0]["kinds"] == ["short"]


@pytest.mark.parametrize(
    ("age", "response"),
    [
        (None, "utter_human"),
        ("22", "utter_human_young"),
        ("29", "utter_human_young"),
        ("30", "utter_human_adult"),
    ],
)
async def test_the_human_fits_the_age(age: str | None, response: str) -> None:
    facts = {"fact.age": {"value": age}} if age else {}
    guide, _ = await reply_of(RequestHuman(), Turn("haluan ihmisen", "request_human"), facts=facts)
    assert said(guide) == [response]


async def test_nothing_is_forgotten_without_a_yes() -> None:
    state = DialogueState(flow="find_course", open="place")
    guide, _ = await reply_of(AskRestart(), Turn("alusta", "restart"), state)
    assert guide.state.confirming == "restart"
    asked = guide.state
    guide, _ = await reply_of(Deny(), Turn("ei", "deny"), asked, {"fact.field": {"value": "x"}})
    assert said(guide)[0] == "utter_not_restarted"
    assert guide.state.open == "place"
    guide, _ = await reply_of(Affirm(), Turn("joo", "affirm"), asked)
    assert guide.reply.effects() == [{"type": "profile.clear"}]


async def test_a_yes_long_after_the_confirmation_forgets_nothing() -> None:
    guide, _ = await reply_of(Resume(), Turn("kiitos", "thank"), DialogueState(confirming="restart"))
    later = guide.state
    guide, _ = await reply_of(Affirm(), Turn("joo", "affirm"), later)
    assert {"type": "profile.clear"} not in guide.reply.effects()


async def test_two_misunderstandings_in_a_row_offer_a_human() -> None:
    guide, _ = await reply_of(Fallback(), Turn("qwzx", "nlu_fallback"))
    assert said(guide) == ["utter_fallback"]
    guide, _ = await reply_of(Fallback(), Turn("qwzx", "nlu_fallback"), guide.state)
    assert said(guide) == ["utter_fallback_human"]


async def test_between_two_meanings_the_learner_chooses() -> None:
    turn = Turn("no se raha", "nlu_fallback", candidates=("ask_financing", "worry_money", "no_such_intent"))
    guide, _ = await reply_of(Fallback(), turn)
    assert said(guide) == ["utter_did_you_mean"]
    assert [button.payload for button in guide.reply.messages[0].buttons] == [
        "/ask_financing",
        "/worry_money",
        "/help",
    ]


async def test_one_doubtful_meaning_is_no_choice() -> None:
    guide, _ = await reply_of(Fallback(), Turn("no se", "nlu_fallback", candidates=("worry_money",)))
    assert said(guide) == ["utter_fallback"]


async def test_words_that_no_intent_fits_can_answer_an_open_question() -> None:
    state = DialogueState(flow="find_course", open="field")
    guide, _ = await reply_of(Fallback(), Turn("jotain pilvien parissa", "nlu_fallback"), state)
    assert guide.facts["field"].value == "jotain pilvien parissa"
    assert guide.state.open == "goal"


def test_a_card_says_what_is_known_and_what_is_not() -> None:
    card = course_card(COURSE)
    assert card["subtitle"] == "OSAO · Oulu"
    assert card["sample"] is True
    assert card["details"] == {
        "Paikka": "Oulu",
        "Opiskelutapa": "lähiopetus",
        "Laajuus": "180 osaamispistettä",
        "Hinta": "maksuton",
    }


def test_the_wanted_place_stands_first_on_the_card() -> None:
    course = replace(COURSE, places=("Rovaniemi", "Kittilä", "Sodankylä", "Kemijärvi"))
    assert course_card(course, "Kemijärvi")["subtitle"] == "OSAO · Kemijärvi, Rovaniemi, Kittilä"
    assert course_card(course, "Salla")["subtitle"] == "OSAO · Rovaniemi, Kittilä, Sodankylä"


def test_the_card_of_a_small_unit_shows_the_elements_that_the_eu_asks_for() -> None:
    elements = (("Suorittajan henkilöllisyys", "ei tiedossa"), ("Taso", "EQF 4"))
    details = course_card(replace(COURSE, elements=elements))["details"]
    assert details["Laji"] == "pieni osaamiskokonaisuus"
    assert details["Paikka"] == "Oulu"
    assert details["Suorittajan henkilöllisyys"] == "ei tiedossa"
    assert details["Taso"] == "EQF 4"


async def test_a_question_that_is_not_understood_twice_is_left_and_a_human_is_at_hand() -> None:
    state = DialogueState(flow="find_course", open="place", skipped=("goal", "field"))
    for skill, intent in ((Inform(), "inform"), (Fallback(), "nlu_fallback"), (Deny(), "deny")):
        first, _ = await reply_of(skill, Turn("öö", intent), state)
        assert said(first) == [INTAKE.question("place").clarify]
        assert first.state.misunderstood == 1
        second, _ = await reply_of(skill, Turn("öö", intent), first.state)
        assert second.state.open == "study_mode"
        assert said(second)[0].startswith(INTAKE.phrases.unclear)
        assert "/request_human" in [button.payload for button in second.reply.messages[0].buttons]


async def test_a_no_to_the_last_question_leads_to_the_search() -> None:
    known = {key: value for key, value in ALL_KNOWN.items() if key != "fact.barriers"}
    state = DialogueState(flow="find_course", open="barriers")
    guide, courses = await reply_of(Deny(), Turn("ei oikeestaan", "deny"), state, known)
    assert guide.facts["barriers"].value == "none"
    assert len(courses.asked) == 1


async def test_who_asks_to_see_courses_is_asked_no_more() -> None:
    state = DialogueState(flow="find_course", open="barriers")
    profile = {"dialogue": state.to_json(), "fact.field": {"value": "siivousala", "said": "siivous"}}
    guide = Guide(Turn("näytä jo jotain", "nlu_fallback", (), profile), INTAKE)
    await advance(guide, services_with(courses=FakeCourses(CoursesFound((COURSE,), (), 1, True))))
    assert guide.state.searched
