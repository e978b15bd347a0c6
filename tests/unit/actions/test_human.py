"""The way to a human: never refused, with a summary that the person sees first and may refuse."""

from dataclasses import replace
from typing import Any

import pytest

from actions.base import SuuntaAction
from actions.dialogue.guide import Guide
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Entity, Turn
from actions.guidance.summary import summary_of
from actions.skills.fallback import Fallback
from actions.skills.human import CONTACT, SUMMARY, SUMMARY_KEY, RequestHuman
from actions.skills.inform import Inform
from actions.skills.restart import Affirm, Deny
from tests.support.services import INTAKE, services_with

KNOWN: dict[str, Any] = {
    "fact.field": {"value": "hoitoala", "said": "", "entity": "field"},
    "fact.place": {"value": "Oulu", "said": "", "entity": "place"},
    "fact.barriers": {"value": "own_pace", "said": ""},
    "wish.own_pace": "omaan tahtiin",
}


async def reply_of(
    skill: SuuntaAction, turn: Turn, state: DialogueState | None = None, *, desk: bool = False, **facts: Any
) -> Guide:
    profile = {"dialogue": (state or DialogueState()).to_json(), **facts}
    guide = Guide(replace(turn, profile=profile), INTAKE)
    await skill.reply_to(guide, replace(services_with(), human_desk=desk))
    return guide


def said(guide: Guide) -> list[str]:
    return [message.response or message.text or "" for message in guide.reply.messages]


def effects(guide: Guide, kind: str) -> list[dict[str, Any]]:
    return [effect for effect in guide.reply.effects() if effect["type"] == kind]


WORDS = Turn("haluan puhua ihmisen kanssa", "request_human")
SHARING = DialogueState(confirming="share")


def pressing(value: str) -> Turn:
    return Turn("/request_human", "request_human", (Entity("answer", value, value),))


async def test_without_a_desk_the_service_is_named_and_nobody_is_called() -> None:
    guide = await reply_of(RequestHuman(), WORDS, **KNOWN)
    assert said(guide) == ["utter_human"]
    assert effects(guide, "owner.request") == []


async def test_with_a_desk_a_counsellor_is_called_and_the_summary_is_shown_before_it_is_told() -> None:
    guide = await reply_of(RequestHuman(), WORDS, desk=True, **KNOWN)
    assert said(guide) == ["utter_human", "utter_human_waiting", "utter_ask_to_share"]
    assert guide.state.confirming == "share"
    assert len(effects(guide, "owner.request")) == 1
    assert "summary" not in effects(guide, "owner.request")[0]
    assert SUMMARY_KEY not in guide.reply.kept


async def test_with_nothing_known_there_is_nothing_to_ask() -> None:
    guide = await reply_of(RequestHuman(), WORDS, desk=True)
    assert said(guide) == ["utter_human", "utter_human_waiting"]
    assert guide.state.confirming is None
    assert said(await reply_of(RequestHuman(), pressing(SUMMARY))) == ["utter_nothing_to_share"]


@pytest.mark.parametrize(
    ("place", "area"),
    [("Kemi", "Kemi kuuluu tähän työllisyysalueeseen: Meri-Lappi."), ("Turku", ""), ("Pirkanmaa", "")],
)
async def test_the_employment_area_of_the_town_is_named_where_it_has_another_name(
    place: str, area: str
) -> None:
    facts: dict[str, Any] = {"fact.place": {"value": place, "said": ""}}
    guide = await reply_of(RequestHuman(), WORDS, **facts)
    assert guide.reply.messages[0].values["area"].strip() == area


async def test_a_student_is_shown_the_guidance_of_their_own_school_first() -> None:
    facts: dict[str, Any] = {"fact.employment_status": {"value": "student", "said": ""}}
    assert said(await reply_of(RequestHuman(), WORDS, **facts)) == ["utter_human_student"]


async def test_a_child_is_shown_the_guidance_of_the_basic_school() -> None:
    facts: dict[str, Any] = {"fact.age": {"value": "15", "said": ""}}
    assert said(await reply_of(RequestHuman(), WORDS, **facts)) == ["utter_human_child"]


@pytest.mark.parametrize(("age", "told"), [("15", True), ("16", False)])
async def test_who_tells_of_an_age_under_sixteen_is_told_who_helps(age: str, told: bool) -> None:
    turn = Turn(f"oon {age}", "inform", (Entity("age", age, age),))
    guide = await reply_of(Inform(), turn)
    assert ("utter_who_helps_young" in said(guide)) is told
    assert guide.state.open == "goal"


async def test_after_a_crisis_the_help_comes_first_and_no_summary_is_asked_for() -> None:
    guide = await reply_of(RequestHuman(), WORDS, DialogueState(halted=True), desk=True, **KNOWN)
    assert said(guide)[0] == "utter_after_crisis"
    assert "utter_ask_to_share" not in said(guide)


@pytest.mark.parametrize(("skill", "allowed"), [(Affirm(), True), (Deny(), False)])
async def test_the_decision_is_kept_as_a_consent_and_only_a_yes_tells_anything(
    skill: SuuntaAction, allowed: bool
) -> None:
    guide = await reply_of(skill, Turn("joo", "affirm" if allowed else "deny"), SHARING, **KNOWN)
    (consent,) = effects(guide, "consent.record")
    assert consent["granted"] is allowed
    assert (guide.reply.kept[SUMMARY_KEY] is not None) is allowed
    assert said(guide) == ["utter_shared" if allowed else "utter_not_shared"]


async def test_an_unanswered_question_of_sharing_lapses_without_a_consent() -> None:
    guide = await reply_of(RequestHuman(), pressing(CONTACT), SHARING, **KNOWN)
    assert said(guide) == ["utter_human_contact"]
    assert effects(guide, "consent.record") == []
    assert guide.state.confirming is None


async def test_what_is_hard_is_told_as_a_wish_and_never_by_its_name() -> None:
    guide = await reply_of(RequestHuman(), pressing(SUMMARY), **KNOWN)
    assert summary_of(guide) == "sinua kiinnostaa hoitoala ja paikka on Oulu. Toiveesi: omaan tahtiin."


async def test_confirmed_work_and_saved_courses_are_in_the_summary() -> None:
    skills = {"occupations": [{"uri": "u", "label": "kokki"}], "held": [], "rejected": []}
    turn = replace(pressing(SUMMARY), plan=({"key": "course:a", "kind": "course", "title": "Hitsaus"},))
    guide = await reply_of(RequestHuman(), turn, skills=skills)
    assert summary_of(guide) == "Olet tehnyt tätä: kokki. Tallensit nämä: Hitsaus."


async def test_an_unclear_no_is_a_no() -> None:
    guide = await reply_of(Fallback(), Turn("en halua että kerrot", "nlu_fallback"), SHARING, **KNOWN)
    assert said(guide) == ["utter_not_shared"]
    assert effects(guide, "consent.record")[0]["granted"] is False


async def test_a_yes_to_sharing_answers_no_open_question_besides() -> None:
    asked = DialogueState(flow="find_course", open="study_mode", confirming="share")
    guide = await reply_of(Affirm(), Turn("joo", "affirm"), asked, **KNOWN)
    assert "study_mode" not in guide.facts
    assert guide.state.open == "study_mode"
