"""A first message that wishes in its own words gets its field by a name, a deed, a liking, or the search."""

import pytest

from actions.dialogue.guide import Guide
from actions.dialogue.turn import Entity, Telling, Turn
from actions.skills.wished_words import note_wished_words
from backends.client.courses import CoursesClient, CoursesFound
from tests.support.dialogue import COURSES
from tests.support.services import INTAKE, services_with


class Knows(CoursesClient):
    """Knows the words that it is given, and no others."""

    def __init__(self, *words: str) -> None:
        self.words = words

    async def search(self, text: str = "", **wishes: object) -> CoursesFound:
        return CoursesFound(COURSES, (), len(COURSES), text.lower() in self.words)


async def field_of(words: str, confidence: float = 0.9, intent: str = "inform", *known: str) -> str | None:
    told = (Telling("field", words, confidence, confidence),)
    text = f"olen miettinyt tässä jo pitkään kaikenlaista, {words} vois olla mulle"
    guide = Guide(Turn(text, intent, told=told), INTAKE)
    await note_wished_words(guide, services_with(courses=Knows(*known)))
    fact = guide.facts.get("field")
    return fact.value if fact else None


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("koulunkäynninohjaaja", "koulunkäynninohjaaja"),  # in a story it is mostly somebody else
        ("leipoo", "leipomoala"),
        ("eläinten parissa", "eläinala"),
    ],
)
async def test_words_are_read_as_what_they_name(words: str, field: str) -> None:
    assert await field_of(words) == field


async def test_words_that_name_nothing_are_searched_for_where_courses_fit_them() -> None:
    assert await field_of("kirjastossa", 0.9, "inform", "kirjasto") == "kirjasto"
    assert await field_of("kirjastossa", 0.9) is None


async def test_a_short_wish_is_left_to_the_search_unless_it_is_a_name() -> None:
    for words, field in (("kudonta", None), ("koulunkäynninohjaaja", "koulunkäynninohjaaja")):
        guide = Guide(Turn(f"haluan {words}", "inform", told=(Telling("field", words, 0.9, 0.9),)), INTAKE)
        await note_wished_words(guide, services_with(courses=Knows()))
        assert guide.values.get("field") == field


async def test_words_of_any_work_lead_to_nothing() -> None:
    assert await field_of("joku homma", 0.9, "inform", "homma") is None


async def test_less_sure_words_count_only_as_a_name() -> None:
    assert await field_of("kirjastossa", 0.6, "inform", "kirjasto") is None
    assert await field_of("koulunkäynninohjaaja", 0.6) == "koulunkäynninohjaaja"


@pytest.mark.parametrize("intent", ["crisis", "delete_data", "ask_degree_parts", "unsure_direction"])
async def test_other_matters_are_left_alone(intent: str) -> None:
    assert await field_of("koulunkäynninohjaaja", 0.9, intent) is None


async def test_a_sure_wish_beside_it_stands() -> None:
    baker = Entity("occupation", "leipuri", "leipuri", role="goal", sure=True)
    turn = Turn("leipuri tai eläimet", "inform", (baker,), told=(Telling("field", "eläimet", 0.9, 0.9),))
    guide = Guide(turn, INTAKE)
    await note_wished_words(guide, services_with(courses=Knows()))
    assert "field" not in guide.facts
