"""Answers that look like something else, corrections after courses, and what a question brings along."""

from collections.abc import Mapping

import pytest

from actions.base import SuuntaAction
from actions.dialogue.guide import MOST_RETURNS, Guide
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Entity, Turn
from actions.guidance.enough import has_enough
from actions.skills.fallback import Fallback
from actions.skills.find_course import FindCourse
from actions.skills.inform import Inform
from actions.skills.tell_facts import TellFacts
from tests.support.dialogue import Dialogue, willing_services
from tests.support.services import INTAKE

TRANSPORT = Entity("field", "kuljetusala", "kuljetusalan")
KNOWN = {"fact.field": {"value": "vanhustyö", "said": "vanhustyö", "entity": "field"}}


async def heard(
    skill: SuuntaAction, turn: Turn, state: DialogueState, known: Mapping[str, object] | None = None
) -> Guide:
    profile = {"dialogue": state.to_json(), **(known or {})}
    guide = Guide(Turn(turn.text, turn.intent, turn.entities, profile), INTAKE)
    await skill.reply_to(guide, willing_services())
    return guide


def asking(question: str) -> DialogueState:
    return DialogueState(flow="find_course", open=question, asked=(question,))


async def test_the_school_that_one_went_to_is_no_wish_to_study_it_again() -> None:
    turn = Turn("kuljetusalan perustutkinto", "find_course", (TRANSPORT,))
    guide = await heard(FindCourse(), turn, asking("education_level"), dict(KNOWN))
    assert guide.values["field"] == "vanhustyö"
    assert guide.values["education_level"] == "vocational"


async def test_a_few_words_to_a_closed_question_are_its_answer_and_no_question() -> None:
    turn = Turn("koulussa päivällä", "ask_flexible_study")
    guide = await heard(TellFacts(), turn, asking("study_mode"), dict(KNOWN))
    assert guide.values["study_mode"] == "contact"
    asked = await heard(TellFacts(), Turn("voiko verkossa", "ask_flexible_study"), asking("study_mode"))
    assert "study_mode" not in asked.values


async def test_a_word_that_answers_the_open_question_is_no_answer_to_another() -> None:
    home = (Entity("employment_status", "at_home", "kotona"), Entity("study_mode", "online", "kotona"))
    known = {**KNOWN, "fact.study_mode": {"value": "contact", "said": "koulussa"}}
    guide = await heard(Inform(), Turn("kotona", "inform", home), asking("employment_status"), known)
    assert guide.values["study_mode"] == "contact"
    assert guide.values["employment_status"] == "at_home"


@pytest.mark.parametrize("intent", ["ask_financing", "worry_money"])
async def test_what_support_is_asked_for_is_no_field_to_study(intent: str) -> None:
    care = Entity("field", "kotihoito", "kotihoidon")
    turn = Turn("saako kotihoidon tukea opintojen aikana", intent, (care,))
    guide = await heard(TellFacts(), turn, asking("study_mode"))
    assert "field" not in guide.values


async def test_of_two_that_are_named_the_new_one_counts() -> None:
    state = DialogueState(flow="find_course", searched=True, seen=3)
    places = (Entity("place", "Oulu", "Oulussa"), Entity("place", "Kempele", "Kempeleessä"))
    known = {**KNOWN, "fact.place": {"value": "Oulu", "said": "Oulu"}}
    guide = await heard(Inform(), Turn("jos ei Oulussa niin Kempeleessä", "inform", places), state, known)
    assert guide.values["place"] == "Kempele"


async def test_another_occupation_after_courses_is_looked_for_at_once() -> None:
    state = DialogueState(flow="find_course", searched=True, seen=3)
    baker = Entity("occupation", "leipuri", "leipurina")
    known = {"fact.field": {"value": "kokki", "said": "kokki", "entity": "occupation"}}
    turn = Turn("muuten sama mut leipurina", "nlu_fallback", (baker,))
    guide = await heard(Fallback(), turn, state, known)
    assert guide.values["field"] == "leipuri"
    assert not guide.asked_back


async def test_a_question_is_never_asked_for_ever_whatever_is_noted_meanwhile() -> None:
    open_for_long = DialogueState(
        flow="find_course", open="education_level", asked=("education_level",), returns=MOST_RETURNS
    )
    place = (Entity("place", "Oulu", "Oulussa"),)
    guide = await heard(Inform(), Turn("Oulussa siis", "inform", place), open_for_long, dict(KNOWN))
    assert guide.state.open != "education_level"


def test_who_asks_whether_something_is_enough_has_not_had_enough() -> None:
    assert has_enough(Turn("jo riittää", "inform"))
    assert not has_enough(Turn("riittääkö minun suomeni", "worry_language"))


async def test_a_school_that_was_left_is_what_one_wants_to_finish() -> None:
    left = (Entity("education_level", "unfinished", "peruskoulu jäi kesken"),)
    turn = Turn("multa jäi peruskoulu kesken ja haluisin sen loppuun", "inform", left)
    guide = await heard(Inform(), turn, DialogueState())
    assert guide.values["goal"] == "school"


async def test_the_cost_of_what_was_shown_is_told_of_it() -> None:
    dialogue = Dialogue()
    await dialogue.say("find_course", "kokiksi Ouluun", (Entity("occupation", "kokki", "kokiksi"),))
    for _ in range(8):
        if not dialogue.state.open:
            break
        await dialogue.say("skip")
    told = await dialogue.say("ask_cost", "mitä se ensimmäinen maksaa")
    assert "Kurssi 0 on maksuton." in told.texts[0]
    general = await dialogue.say("ask_cost", "maksaako opiskelu yleensä jotain aikuiselle")
    assert "Kurssi 0" not in general.texts[0]


async def test_wishes_are_said_once_and_again_when_they_have_changed() -> None:
    dialogue = Dialogue()
    await dialogue.say("find_course", "kokiksi", (Entity("occupation", "kokki", "kokiksi"),))
    await dialogue.say("worry_family", "lapset on pieniä")
    for _ in range(8):
        if not dialogue.state.open:
            break
        last = await dialogue.say("skip")
    wished = "Otin huomioon toiveesi"
    assert any(wished in text for text in last.texts)
    more = await dialogue.say("refine_search", "näytä muita")
    assert not any(wished in text for text in more.texts)
    both = await dialogue.say("worry_language", "suomi on vaikea kieli")
    assert any(wished in text for text in both.texts)


@pytest.mark.parametrize(
    ("text", "intent"),
    [("silmät väsyvät ruudusta", "give_feedback"), ("kielitaitoni on B2", "ask_finnish_language")],
)
async def test_what_makes_it_hard_is_heard_whatever_it_looks_like(text: str, intent: str) -> None:
    dialogue = Dialogue(profile={"dialogue": asking("barriers").to_json(), **KNOWN})
    await dialogue.say(intent, text)
    assert "barriers" in dialogue.known
    assert dialogue.state.open != "barriers"


async def test_a_question_while_it_is_asked_what_is_hard_is_no_answer() -> None:
    dialogue = Dialogue(profile={"dialogue": asking("barriers").to_json(), **KNOWN})
    await dialogue.say("ask_finnish_language", "riittääkö B2")
    assert "barriers" not in dialogue.known
    assert dialogue.state.open == "barriers"


async def test_who_says_what_they_would_become_is_heard_without_the_name_in_a_list() -> None:
    turn = Turn("oon turust ja mietin et puutarhuriks vois viel lukee", "find_course")
    guide = await heard(FindCourse(), turn, DialogueState())
    assert guide.values["field"] == "puutarhuri"
    taken = await heard(FindCourse(), Turn("puutarhuriks minut otettiin", "find_course"), DialogueState())
    assert "field" not in taken.values


async def test_a_question_of_apprenticeship_does_not_choose_it() -> None:
    dialogue = Dialogue(profile={"dialogue": asking("study_mode").to_json(), **KNOWN})
    await dialogue.say("ask_apprenticeship", "kuka sen palkan maksaa")
    assert "study_mode" not in dialogue.known
    await dialogue.say("ask_apprenticeship", "oppisopimus kiinnostaa")
    assert dialogue.known["study_mode"]["value"] == "workplace"


async def test_an_unclear_question_in_the_middle_changes_no_field() -> None:
    care = Entity("field", "kotihoito", "kotihoidon")
    turn = Turn("saaks kotihoidon tukea samalla", "nlu_fallback", (care,))
    guide = await heard(Fallback(), turn, asking("study_mode"), KNOWN)
    assert guide.values["field"] == "vanhustyö"


async def test_a_school_that_was_gone_to_replaces_no_wish_once_its_level_is_noted() -> None:
    school = Entity("education_level", "upper_secondary_general", "lukio")
    turn = Turn("lukio ja siihen päälle kuljetusalan kurssi", "describe_background", (school, TRANSPORT))
    guide = await heard(Fallback(), turn, asking("education_level"), dict(KNOWN))
    assert guide.values["field"] == "vanhustyö"
    assert guide.values["education_level"] == "upper_secondary_general"


@pytest.mark.parametrize(
    ("text", "value"),
    [("lähiä mielummin", "contact"), ("työharjottelus", "workplace"), ("duunin kylkeen", "part_time"),
     ("hommien kautta", "workplace"), ("kotosal", "online"), ("ihmisen opettamana", "contact")],
)  # fmt: skip
async def test_how_one_would_study_is_heard_and_is_no_occupation(text: str, value: str) -> None:
    nurse = Entity("occupation", "lähihoitaja", "lähiä")
    turn = Turn(text, "inform", (nurse,) if nurse.text in text else ())
    guide = await heard(Inform(), turn, asking("study_mode"), dict(KNOWN))
    assert guide.values["study_mode"] == value
    assert guide.values["field"] == "vanhustyö"


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [("employment_status", "haen duunia", "unemployed"), ("employment_status", "sossun tuella", "other"),
     ("employment_status", "starttirahal", "entrepreneur"), ("education_level", "kymppi", "basic"),
     ("education_level", "oppisopparilla", "vocational"), ("goal", "joku todistus", "degree")],
)  # fmt: skip
async def test_what_few_call_it_is_a_quick_answer_too(question: str, text: str, value: str) -> None:
    guide = await heard(Inform(), Turn(text, "inform"), asking(question))
    assert guide.values[question] == value
