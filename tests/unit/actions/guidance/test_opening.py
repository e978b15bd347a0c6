"""What a first message tells is kept, whichever skill answers it."""

import pytest

from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Entity, Turn
from actions.skills.fallback import Fallback
from actions.skills.find_course import FindCourse
from actions.skills.finnish import AskFinnish
from actions.skills.inform import Inform
from actions.skills.worry import MeetWorry
from tests.unit.actions.test_human import reply_of

PORI = Entity("place", "Pori", "Porissa")
COOK = Entity("occupation", "kokki", "kokkina", role="background")


async def test_the_facts_of_a_worry_are_kept() -> None:
    turn = Turn("selkä ei kestä enää raksalla, oon Porissa", "worry_health", (PORI,))
    guide = await reply_of(MeetWorry(), turn)
    assert guide.facts["place"].value == "Pori"
    assert guide.facts["barriers"].value == "own_pace"
    assert "selkä" not in guide.facts["background"].said


async def test_who_works_as_something_is_in_work_and_has_done_it() -> None:
    guide = await reply_of(Inform(), Turn("Olen kokkina Porissa", "inform", (COOK, PORI)))
    assert guide.facts["employment_status"].value == "employed"
    assert guide.facts["background"].value == "kokki"
    assert "field" not in guide.facts


async def test_who_wishes_for_the_same_work_looks_for_it() -> None:
    text = "Olin kokkina kotimaassa. Haluan samaa työtä"
    guide = await reply_of(FindCourse(), Turn(text, "find_course", (COOK,)))
    assert guide.facts["field"].value == "kokki"


async def test_a_wish_for_something_else_is_not_the_work_that_one_has() -> None:
    text = "Olen kokkina ja haluan jotain ihan muuta"
    guide = await reply_of(FindCourse(), Turn(text, "find_course", (COOK,)))
    assert "field" not in guide.facts
    assert guide.facts["goal"].value == "occupation"


async def test_a_language_spoken_at_home_is_no_wish_to_learn_finnish() -> None:
    nurse = Entity("occupation", "sairaanhoitaja", "sairaanhoitajaksi", role="goal")
    text = "puhun kotona viroa, haluan sairaanhoitajaksi"
    guide = await reply_of(AskFinnish(), Turn(text, "ask_finnish_language", (nurse,)))
    assert guide.facts["field"].value == "sairaanhoitaja"
    assert guide.facts["language"].value == "puhun kotona viroa"


async def test_how_well_finnish_goes_is_kept_at_any_time() -> None:
    profile = {"dialogue": DialogueState(flow="find_course", open="place").to_json()}
    guide = await reply_of(Inform(), Turn("Pori, suomi vielä vähän", "inform", (PORI,), profile))
    assert guide.facts["language"].value == "little"
    assert guide.facts["place"].value == "Pori"


@pytest.mark.parametrize("text", ["sähkö ei oo mun juttu", "en halua enää mennä sähköhommiin"])
async def test_a_field_that_is_denied_is_not_noted(text: str) -> None:
    said = "sähkö" if text.startswith("sähkö") else "sähköhommiin"
    guide = await reply_of(Inform(), Turn(text, "inform", (Entity("field", "sähköala", said),)))
    assert "field" not in guide.facts


async def test_of_two_that_are_named_the_first_stays_however_often_it_is_heard() -> None:
    places = (Entity("place", "Pori", "pori"), Entity("place", "Rauma", "rauma"))
    guide = await reply_of(Fallback(), Turn("pori tai rauma", "nlu_fallback", places))
    assert guide.facts["place"].value == "Pori"


async def test_a_story_in_which_something_is_something_asks_not_what_that_is() -> None:
    text = (
        "Asun Porissa ja ennen olin kotona monta vuotta lasten kanssa. Kokin työ on semmonen mistä oon "
        "haaveillu, vaikka pelottaa että riittääkö taito"
    )
    guide = await reply_of(MeetWorry(), Turn(text, "worry_confidence", (PORI,)))
    assert guide.facts["place"].value == "Pori"
