"""The path to an occupation and what one could turn to: what one has first, then what is new."""

from typing import Any

import pytest

from actions.dialogue.guide import Guide
from actions.dialogue.turn import Entity
from actions.guidance.looking import Looking
from actions.guidance.mapping_data import load_mapping
from actions.guidance.occupation_data import load_occupation_texts
from actions.guidance.path import path_wishes, say_path
from actions.guidance.reach import SEEN_KEY, show_neighbours, show_reachable
from actions.guidance.saved import saved_skills
from actions.skills.career_change import CareerChange
from backends.client.guidance import (
    BackendUnavailable,
    Failure,
    Note,
    PathOffer,
    PathPlan,
    PathStep,
    PathWishes,
    RequirementName,
    SkillName,
    StudyPath,
)
from backends.client.occupations import Neighbour, Occupation
from tests.support.services import FakeGuidance, FakeSkills, services_with

TEXTS = load_occupation_texts()
COOK = Looking("http://x/occ/kokki", "kokki")
HEAT, CLEAN = SkillName("h", "valmistaa ruokia"), SkillName("c", "pitää keittiö puhtaana")
OFFER = PathOffer(
    "a",
    "Keittiötyö",
    "short",
    "Opisto",
    ("Oulu", "Kemi", "Tornio"),
    ("contact",),
    "free",
    2.0,
    "https://opintopolku.fi",
    True,
    2,
)
RECOGNISED = PathStep(
    1, "recognition", "Osaamisen tunnustaminen", "Osaat jo tätä.", None, (CLEAN,), (), (), (), (), None
)
ELSEWHERE = Note("place", "Ei toivomassasi paikassa.")
STUDIED = PathStep(
    2, "study", "Keittiötyö", "Opit tätä.", OFFER, (HEAT,), (), (1,), (ELSEWHERE,), (), "Lyhenee."
)


def path(*objectives: str, months: float = 2.0, complete: bool = True, left: Any = ()) -> StudyPath:
    card = RequirementName("passi", "hygieniapassi", by_law=True)
    return StudyPath(
        objectives, "Polku", (RECOGNISED, STUDIED), months, complete, tuple(left), (card,) if left else (), ()
    )


def plan(*paths: StudyPath) -> PathPlan:
    return PathPlan("kokki", "kokki", "planned", "Tässä on polku.", (CLEAN,), (HEAT,), (), (), paths, ())


def said(guide: Guide) -> str:
    return " ".join(message.text or message.response or "" for message in guide.reply.messages)


def cards(guide: Guide) -> list[dict[str, Any]]:
    return [card for message in guide.reply.messages for card in message.custom.get("cards", ())]


def titles(guide: Guide) -> list[str]:
    return [button.title for message in guide.reply.messages for button in message.buttons]


async def test_the_path_tells_what_one_has_what_is_new_and_the_steps(turns: Any) -> None:
    guide = turns.at()
    await say_path(
        guide, services_with(guidance=FakeGuidance(plan=plan(path("recommended"), path("fastest")))), COOK
    )
    assert said(guide).index("pitää keittiö puhtaana") < said(guide).index("valmistaa ruokia")
    assert TEXTS.path.months.format(months=2) in said(guide)
    recognition, course = cards(guide)
    assert recognition["subtitle"] == TEXTS.path.subtitle_recognition
    assert course["subtitle"] == "Opisto · Oulu, Kemi"
    assert course["sample"] is True
    assert "Lyhenee. Ei toivomassasi paikassa." in course["why"]
    assert TEXTS.path.others.format(count=2) in course["why"]
    assert TEXTS.path.other_buttons["fastest"] in titles(guide)
    assert TEXTS.path.other_buttons["recommended"] not in titles(guide)


async def test_the_path_that_was_asked_for_is_shown_and_what_it_leaves_is_said(turns: Any) -> None:
    fastest = path("fastest", months=0, complete=False, left=[HEAT])
    guide = turns.at()
    await say_path(
        guide, services_with(guidance=FakeGuidance(plan=plan(path("recommended"), fastest))), COOK, "fastest"
    )
    assert TEXTS.path.months_unknown in said(guide)
    assert TEXTS.path.left.format(skills="valmistaa ruokia, hygieniapassi") in said(guide)


async def test_without_a_path_its_reason_is_said_and_a_backend_that_is_down_can_be_tried_again(
    turns: Any,
) -> None:
    guide = turns.at()
    await say_path(guide, services_with(guidance=FakeGuidance(plan=plan())), COOK)
    assert "Tässä on polku." in said(guide)
    assert cards(guide) == []
    down = turns.at()
    broken = BackendUnavailable(Failure.TIMEOUT, "slow")
    await say_path(down, services_with(guidance=FakeGuidance(plan=broken)), COOK)
    assert said(down) == TEXTS.unavailable
    assert titles(down)[0] == TEXTS.buttons.retry


@pytest.mark.parametrize(
    ("known", "wishes"),
    [
        ({}, PathWishes(modes=[])),
        ({"study_mode": "any", "duration": "pitkään"}, PathWishes(modes=[])),
        ({"study_mode": "online", "duration": "6"}, PathWishes(modes=["online"], months=6.0)),
        (
            {"language": "some", "education_level": "basic"},
            PathWishes(modes=[], finnish="A2", education="basic"),
        ),
        ({"place": "Oulu", "education_level": "foreign"}, PathWishes(modes=[], place="Oulu")),
    ],
)
def test_the_answers_are_the_planners_wishes(turns: Any, known: dict[str, str], wishes: PathWishes) -> None:
    facts = {f"fact.{name}": {"value": value, "said": ""} for name, value in known.items()}
    assert path_wishes(turns.at(**facts)) == wishes


def test_worries_are_wishes_of_the_path_too(turns: Any) -> None:
    wishes = path_wishes(turns.at(**{"wish.family": "x", "wish.free": "x"}))
    assert (wishes.modes, wishes.money) == (["online", "evening"], "free")


async def test_three_at_once_then_others_and_none_twice(turns: Any, held: Any) -> None:
    near = [Neighbour(f"http://x/occ/{n}", f"työ {n}", 0.5, (CLEAN,), (), ()) for n in range(5)]
    services = services_with(skills=FakeSkills(near=near))
    guide = turns.at(skills=held)
    await show_reachable(guide, services)
    assert [card["title"] for card in cards(guide)] == ["työ 0", "työ 1", "työ 2"]
    assert TEXTS.reach.from_work.format(label="siivooja") in said(guide)
    assert TEXTS.reach.nothing_missing in cards(guide)[0]["why"]
    more = turns.at(skills=held, **{SEEN_KEY: guide.recall(SEEN_KEY)})
    await show_reachable(more, services)
    assert [card["title"] for card in cards(more)] == ["työ 3", "työ 4"]
    last = turns.at(skills=held, **{SEEN_KEY: more.recall(SEEN_KEY)})
    await show_reachable(last, services)
    assert said(last) == TEXTS.reach.no_more


async def test_near_an_occupation_with_what_is_new_and_what_the_law_asks(
    turns: Any, baker: Neighbour
) -> None:
    guide = turns.at()
    await show_neighbours(guide, services_with(skills=FakeSkills(near=[baker])), COOK.uri, "kokki")
    (card,) = cards(guide)
    assert card["subtitle"] == TEXTS.reach.subtitle.format(share=50)
    assert "valmistaa ruokia" in card["why"]
    assert "hygieniapassi" in card["why"]
    nothing = turns.at()
    await show_neighbours(nothing, services_with(skills=FakeSkills()), COOK.uri, "kokki")
    assert said(nothing) == TEXTS.reach.none


async def test_a_change_begins_with_the_work_that_one_knows(
    turns: Any, cook: Occupation, baker: Neighbour
) -> None:
    services = services_with(skills=FakeSkills(known=[cook], near=[baker]))
    done = Entity("occupation", "kokki", "kokkina")
    guide = turns.at("oon ollu kokkina ja haluan vaihtaa alaa", "career_change", done)
    await CareerChange().reply_to(guide, services)
    assert [one["label"] for one in saved_skills(guide).occupations] == ["kokki"]
    assert [card["title"] for card in cards(guide)] == ["leipuri"]
    assert guide.values == {"goal": "occupation"}


async def test_a_field_that_was_told_is_asked_about_and_not_asked_for(turns: Any) -> None:
    building = Entity("field", "rakennusala", "raksalla")
    guide = turns.at("oon ollu raksalla ja haluun vaihtaa", "career_change", building)
    await CareerChange().reply_to(guide, services_with(skills=FakeSkills()))
    texts = load_mapping()
    assert said(guide) == f"{texts.heard_field.format(field='rakennusala')} {texts.story_field}"


async def test_a_change_to_a_named_field_is_a_search_and_without_anything_a_talk(turns: Any) -> None:
    to_care = Entity("field", "hoitoala", "hoitoalalle")
    services = services_with(skills=FakeSkills())
    guide = turns.at("haluan vaihtaa hoitoalalle", "career_change", to_care)
    await CareerChange().reply_to(guide, services)
    assert (guide.state.flow, guide.state.open) == ("find_course", "place")
    talk = turns.at("alan vaihto", "career_change")
    await CareerChange().reply_to(talk, services)
    assert talk.recall("talk")["aim"] == "change"
