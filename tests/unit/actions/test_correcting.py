"""After courses were shown a correction is in effect in the next search, and said back."""

import pytest

from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Entity
from tests.support.dialogue import Dialogue
from tests.support.services import INTAKE

SHOWN = DialogueState(flow="find_course", searched=True, seen=3, skipped=INTAKE.flows["find_course"])
FACTS = {"field": ("puutarhuri", "occupation"), "place": ("Oulu", "place"), "age": ("52", "age")}


def after_courses(**others: str) -> Dialogue:
    known = {name: {"value": value, "said": "", "entity": sort} for name, (value, sort) in FACTS.items()}
    known |= {name: {"value": value, "said": ""} for name, value in others.items()}
    return Dialogue({"dialogue": SHOWN.to_json(), **{f"fact.{name}": one for name, one in known.items()}})


def values(dialogue: Dialogue) -> dict[str, str]:
    return {name: fact["value"] for name, fact in dialogue.known.items()}


async def test_a_length_of_time_is_no_field() -> None:
    dialogue = after_courses(duration="12")
    await dialogue.say("nlu_fallback", "ei sittenkään vuotta. puol vuotta on maksimi")
    assert values(dialogue) == {"field": "puutarhuri", "place": "Oulu", "age": "52", "duration": "6"}
    assert dialogue.state.searched


async def test_a_fact_is_taken_away_and_not_all_data() -> None:
    dialogue = after_courses()
    heard = await dialogue.say("delete_data", "poistatko mun iän tiedoista")
    assert "age" not in dialogue.known
    assert not any("kaikki tietosi" in text for text in heard.texts)


async def test_all_data_is_deleted_as_before() -> None:
    heard = await after_courses().say("delete_data", "poista kaikki mun tiedot")
    assert any("kaikki tietosi" in text for text in heard.texts)


async def test_the_school_that_one_tells_of_is_no_field() -> None:
    dialogue = after_courses(education_level="basic")
    school = Entity("education_level", "vocational", "amis")
    await dialogue.say(
        "inform", "on mulla amis, metallipuoli", [school, Entity("field", "metalliala", "metallipuoli")]
    )
    assert (values(dialogue)["education_level"], values(dialogue)["field"]) == ("vocational", "puutarhuri")


async def test_a_wider_name_of_the_field_asks_for_more_of_it() -> None:
    dialogue = after_courses()
    await dialogue.say(
        "career_change", "onks muuta puutarha-alalta", [Entity("field", "puutarha-ala", "puutarha-alalta")]
    )
    assert values(dialogue)["field"] == "puutarhuri"
    assert dialogue.state.seen > SHOWN.seen


async def test_a_denied_field_without_another_is_asked_for() -> None:
    dialogue = after_courses()
    heard = await dialogue.say("inform", "otetaan puutarha pois")
    assert "field" not in dialogue.known
    assert heard.asking == ["field"]


async def test_a_place_that_was_wrong_is_asked_for() -> None:
    dialogue = after_courses()
    heard = await dialogue.say("inform", "oulu on väärin", [Entity("place", "Oulu", "oulu")])
    assert heard.asking == ["place"]


async def test_a_worry_beside_a_correction_is_met() -> None:
    dialogue = after_courses()
    cook = Entity("occupation", "kokki", "kokki")
    heard = await dialogue.say("worry_health", "ei puutarhuri, polvet ei kestä. joku kokki", [cook])
    assert values(dialogue)["field"] == "kokki"
    assert any("Terveydestä" in text for text in heard.texts)


@pytest.mark.parametrize("intent", ["crisis", "request_human"])
async def test_what_is_done_first_is_done(intent: str) -> None:
    dialogue = after_courses(duration="12")
    await dialogue.say(intent, "2 vuotta voin")
    assert values(dialogue)["duration"] == "12"
