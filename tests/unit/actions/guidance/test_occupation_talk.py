"""Which occupation is meant: by name, by field, by what was looked at or wished for; else it is asked for."""

from typing import Any

import pytest

from actions.dialogue.guide import Guide
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Entity
from actions.guidance.looking import looking_at
from actions.guidance.occupation_data import load_occupation_texts
from actions.guidance.occupation_talk import OccupationTalk, occupations_of_field, tell_named
from backends.client.occupations import FoundOccupation, Occupation
from backends.client.skills import BackendUnavailable, Failure
from tests.support.services import FakeSkills, services_with

TEXTS = load_occupation_texts()
COOK = Entity("occupation", "kokki", "kokki")
CARE = Entity("field", "hoitoala", "hoitoalalla")


class Unsure(FakeSkills):
    """Finds two occupations and is sure of none."""

    async def find_occupations(self, text: str, *, limit: int = 5) -> tuple[FoundOccupation, ...]:
        return tuple(
            FoundOccupation(f"http://x/occ/{name}", name, name, 0.5) for name in ("kokki", "keittäjä")
        )


class Down(FakeSkills):
    """Does not answer."""

    async def find_occupations(  # type: ignore[override]
        self, text: str, *, limit: int = 5
    ) -> BackendUnavailable:
        return BackendUnavailable(Failure.TIMEOUT, "slow")


def said(guide: Guide) -> str:
    return " ".join(message.text or message.response or "" for message in guide.reply.messages)


def payloads(guide: Guide) -> list[str]:
    return [button.payload for message in guide.reply.messages for button in message.buttons]


async def test_a_named_occupation_is_told_of_and_remembered(turns: Any, cook: Occupation) -> None:
    guide = turns.at("mitä kokki tekee", "ask_occupation", COOK)
    await tell_named(guide, services_with(skills=FakeSkills(known=[cook])), "about")
    assert "Teet ruokaa." in said(guide)
    assert (found := looking_at(guide)) is not None
    assert found.label == "kokki"


async def test_without_a_name_the_occupation_that_was_looked_at_is_meant(
    turns: Any, cook: Occupation
) -> None:
    looking = {"uri": cook.uri, "label": cook.label}
    guide = turns.at("onko siinä töitä", "ask_labour_market", looking_at=looking)
    await tell_named(guide, services_with(skills=FakeSkills(known=[cook])), "about")
    assert "Teet ruokaa." in said(guide)


async def test_else_the_occupation_that_is_wished_for(turns: Any, cook: Occupation) -> None:
    wished = {"value": "kokki", "said": "", "entity": "occupation"}
    guide = turns.at("millaista se on", "ask_occupation", **{"fact.field": wished})
    await tell_named(guide, services_with(skills=FakeSkills(known=[cook])), "about")
    assert "Teet ruokaa." in said(guide)


async def test_a_field_offers_its_occupations(turns: Any) -> None:
    guide = turns.at("millaista on hoitoalalla", "ask_occupation", CARE)
    await tell_named(guide, services_with(skills=FakeSkills()), "about")
    assert said(guide) == TEXTS.which_of_field
    assert any("lähihoitaja" in payload for payload in payloads(guide))
    assert "/request_human" in payloads(guide)
    assert occupations_of_field("hatuntekijän ala") == ()


async def test_unsure_names_are_offered_and_unknown_ones_have_ways_on(turns: Any) -> None:
    guide = turns.at("mitä kokki tekee", "ask_occupation", COOK)
    await tell_named(guide, services_with(skills=Unsure()), "market")
    assert said(guide) == TEXTS.which_one
    assert [payload for payload in payloads(guide) if "market:" in payload]
    other = turns.at("mitä kokki tekee", "ask_occupation", COOK)
    await tell_named(other, services_with(skills=FakeSkills()), "about")
    assert said(other) == TEXTS.unknown
    assert {"/find_course", "/map_skills", "/request_human"} <= set(payloads(other))


async def test_a_backend_that_is_down_is_said_and_leads_on(turns: Any) -> None:
    guide = turns.at("mitä kokki tekee", "ask_occupation", COOK)
    await tell_named(guide, services_with(skills=Down()), "about")
    assert said(guide) == TEXTS.unavailable
    assert "/find_course" in payloads(guide)


async def test_without_any_name_it_is_asked_for_and_the_goal_waits(turns: Any, cook: Occupation) -> None:
    guide = turns.at("millaista se on", state=DialogueState(flow="find_course", open="place"))
    await tell_named(guide, services_with(skills=FakeSkills(known=[cook])), "about")
    assert said(guide) == TEXTS.which
    talk = guide.recall("talk")
    assert (talk["subject"], talk["before"]) == ("about", "find_course")


async def test_work_in_general_is_answered_while_a_question_is_open(turns: Any, cook: Occupation) -> None:
    guide = turns.at("mitä töitä täällä on", state=DialogueState(flow="find_course", open="field"))
    await tell_named(guide, services_with(skills=FakeSkills(known=[cook])), "market")
    assert said(guide) == TEXTS.market.in_general
    assert guide.recall("talk") is None


async def test_of_a_field_without_known_occupations_it_says_who_can_tell(
    turns: Any, cook: Occupation
) -> None:
    wished = {"value": "henkilöstöhallinto", "said": "", "entity": "field"}
    state = DialogueState(flow="find_course", open="place")
    guide = turns.at("onko alalla töitä", state=state, **{"fact.field": wished})
    await tell_named(guide, services_with(skills=FakeSkills(known=[cook])), "market")
    assert "henkilöstöhallinto" in said(guide)
    named = Entity("field", "hatuntekijän ala", "hatuissa")
    guide = turns.at("onko hatuissa töitä", "ask_labour_market", named, **{"fact.field": wished})
    await tell_named(guide, services_with(skills=FakeSkills(known=[cook])), "market")
    assert "hatuntekijän ala" in said(guide)


@pytest.mark.parametrize("intent", ["skip", "dont_know", "deny"])
async def test_who_does_not_name_one_goes_on_with_what_waited(turns: Any, intent: str) -> None:
    talk = {"name": "occupation", "subject": "about", "before": "find_course"}
    guide = turns.at("ei mikään", intent, talk=talk)
    assert await OccupationTalk().hear(guide, services_with(skills=FakeSkills()))
    assert guide.state.flow == "find_course"
    assert guide.state.open == "goal"
    alone = turns.at("ei mikään", intent, talk={**talk, "before": None})
    assert await OccupationTalk().hear(alone, services_with(skills=FakeSkills()))
    assert said(alone) == "utter_heard_what_next"


async def test_the_name_is_taken_and_a_wish_to_search_is_not(turns: Any, cook: Occupation) -> None:
    talk = {"name": "occupation", "subject": "about", "before": None}
    services = services_with(skills=FakeSkills(known=[cook]))
    guide = turns.at("no kokki", "inform", talk=talk)
    assert await OccupationTalk().hear(guide, services)
    assert "Teet ruokaa." in said(guide)
    search = turns.at("etsin koulutusta", "find_course", talk=talk)
    assert not await OccupationTalk().hear(search, services)
    assert not await OccupationTalk().hear(turns.at("no kokki", "inform"), services)


async def test_a_fact_is_noted_and_the_name_is_still_asked_for(turns: Any) -> None:
    talk = {"name": "occupation", "subject": "market", "before": None}
    guide = turns.at("noku mä asun lahes", "inform", Entity("place", "Lahti", "lahes"), talk=talk)
    assert await OccupationTalk().hear(guide, services_with(skills=FakeSkills()))
    assert guide.values == {"place": "Lahti"}
    assert said(guide) == f"Selvä, paikka on Lahti. {TEXTS.market.which}"
    assert guide.recall("talk")["subject"] == "market"


async def test_the_question_comes_back_after_a_digression(turns: Any) -> None:
    guide = turns.at("kiitos", "thank", talk={"name": "occupation", "subject": "about", "before": None})
    OccupationTalk().ask_again(guide)
    assert said(guide) == TEXTS.which
    idle = turns.at("kiitos", "thank")
    OccupationTalk().ask_again(idle)
    assert said(idle) == ""


async def test_in_the_middle_of_a_question_a_field_is_told_by_one_of_its_occupations(turns: Any) -> None:
    nurse = Occupation("http://x/occ/nurse", "lähihoitaja", None, None, None, (), (), "Hoidat ihmisiä.")
    state = DialogueState(flow="find_course", open="place")
    guide = turns.at("millaista on hoitoalalla", "ask_occupation", CARE, state=state)
    await tell_named(guide, services_with(skills=FakeSkills(known=[nurse])), "about")
    assert TEXTS.which_of_field not in said(guide)
    assert "Hoidat ihmisiä." in said(guide)
    assert any("kodinhoitaja" in payload for payload in payloads(guide))
