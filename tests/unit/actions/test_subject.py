"""A wish whose subject no list names is looked for with its own words, where the course search knows them."""

from collections.abc import Mapping

import pytest

from actions.base import SuuntaAction
from actions.courses.named import name_in
from actions.dialogue.guide import Guide
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Entity, Turn
from actions.skills.career_change import CareerChange
from actions.skills.fallback import Fallback
from actions.skills.find_course import FindCourse, FindShortCourse
from actions.skills.inform import Inform
from backends.client.courses import CoursesClient, CoursesFound
from tests.support.services import INTAKE, services_with
from tests.unit.actions.test_skills import COURSE

OULU = Entity("place", "Oulu", "Oulussa")
CARD = Entity("qualification", "trukkikortti", "trukkikortin")


class Knows(CoursesClient):
    """Knows the words that it is given, and no others."""

    def __init__(self, *words: str) -> None:
        self.words = words

    async def search(self, text: str = "", **wishes: object) -> CoursesFound:
        matched = text.lower() in self.words
        return CoursesFound((COURSE,) if matched else (), (), int(matched), matched)


async def after(skill: SuuntaAction, turn: Turn, *words: str, profile: Mapping[str, object]) -> Guide:
    guide = Guide(Turn(turn.text, turn.intent, turn.entities, dict(profile)), INTAKE)
    await skill.reply_to(guide, services_with(courses=Knows(*words)))
    return guide


@pytest.mark.parametrize(
    ("skill", "text", "words"),
    [
        (CareerChange(), "Kaivinkoneen puikot kiinnostais. Oon Oulussa.", "kaivinkoneen puikko"),
        (Inform(), "haluaisin oppia kukkien sidontaa, Oulussa", "kukkien sidonta"),
        (FindCourse(), "mua kiinnostaa kakut mutta en osaa", "kakku"),
    ],
)
async def test_the_words_of_a_wish_are_its_field(skill: SuuntaAction, text: str, words: str) -> None:
    guide = await after(skill, Turn(text, "inform", (OULU,)), words, profile={})
    assert guide.values["field"] == words
    assert guide.state.flow == "find_course"


@pytest.mark.parametrize(
    "text",
    [
        "en halua kakkuja",
        "kakut on kivoja",
        "haluaisin rahaa",
        "tässä iässä vielä kiinnostais kakku",
        "mikä kakuissa kiinnostaa",
    ],
)
async def test_what_is_denied_not_wished_or_not_known_is_no_field(text: str) -> None:
    guide = await after(Inform(), Turn(text, "inform"), "kakku", profile={})
    assert "field" not in guide.facts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("haluaisin levätä illat rauhassa", "levätä ilta rauha"),
        ("haluaisin oppia sen kunnolla", "kunto"),
    ],
)
async def test_a_wish_for_life_or_a_manner_is_no_field(text: str, words: str) -> None:
    guide = await after(Inform(), Turn(text, "inform"), words, profile={})
    assert "field" not in guide.facts


async def test_what_an_unclear_statement_after_courses_names_is_searched_for() -> None:
    state = DialogueState(flow="find_course", searched=True, skipped=tuple(INTAKE.flows["find_course"]))
    profile = {"dialogue": state.to_json(), "fact.field": {"value": "varastoala", "said": ""}}
    guide = await after(Fallback(), Turn("kakut vois olla ihania", "nlu_fallback"), "kakku", profile=profile)
    assert guide.state.flow == "find_course"
    guide = await after(Fallback(), Turn("kakut", "nlu_fallback"), "kakku", profile=profile)
    assert guide.values["field"] == "kakku"


async def test_what_is_needed_for_a_wish_does_not_replace_it() -> None:
    state = DialogueState(flow="find_course", open="study_mode", asked=("study_mode",))
    field = {"value": "varastoala", "said": "varasto", "entity": "field"}
    profile = {"dialogue": state.to_json(), "fact.field": field}
    turn = Turn("tarviinko sinne trukkikortin", "find_short_course", (CARD,))
    guide = await after(FindShortCourse(), turn, profile=profile)
    assert guide.values["field"] == "varastoala"
    assert guide.reply.messages[0].response == "utter_ask_entry_need"
    assert guide.state.open == "study_mode"


async def test_another_subject_after_the_courses_is_searched_for() -> None:
    state = DialogueState(flow="find_course", searched=True, skipped=tuple(INTAKE.flows["find_course"]))
    field = {"value": "varastoala", "said": "varasto", "entity": "field"}
    profile = {"dialogue": state.to_json(), "fact.field": field}
    guide = await after(Inform(), Turn("eiku oisko sittenkin kakut", "inform"), "kakku", profile=profile)
    assert guide.values["field"] == "kakku"
    guide = await after(Inform(), Turn("hmm kakut", "inform"), "kakku", profile=profile)
    assert guide.values["field"] == "varastoala"


@pytest.mark.parametrize(
    "text", ["vois se sielläki olla, sinne kulkee juna", "mulla on koira, juna vie sinne"]
)
async def test_how_one_gets_there_names_no_subject(text: str) -> None:
    state = DialogueState(flow="find_course", searched=True, skipped=tuple(INTAKE.flows["find_course"]))
    profile = {"dialogue": state.to_json()}
    guide = await after(Fallback(), Turn(text, "nlu_fallback"), "juna", "koira", profile=profile)
    assert "field" not in guide.news


async def test_scraps_of_speech_after_courses_name_no_subject() -> None:
    state = DialogueState(flow="find_course", searched=True, skipped=tuple(INTAKE.flows["find_course"]))
    text = "kyl kotont koneelt"
    name = name_in(text, ())
    guide = await after(
        Fallback(), Turn(text, "nlu_fallback"), name.lower(), profile={"dialogue": state.to_json()}
    )
    assert name
    assert "field" not in guide.news
