"""A misspelt name is the place where a place is asked for, whatever it sounds like; elsewhere it is none."""

import pytest

from tests.support.dialogue import asked
from tests.unit.actions.test_correcting import after_courses


@pytest.mark.parametrize(
    ("intent", "text", "place"),
    [
        ("worry_money", "iisami", "Iisalmi"),
        ("dont_know", "asun kuopjo", "Kuopio"),
        ("insult", "porri", "Pori"),
    ],
)
async def test_a_misspelt_name_is_the_place_that_is_asked_for(intent: str, text: str, place: str) -> None:
    dialogue = asked("place", goal="occupation", field="hoitoala")
    heard = await dialogue.say(intent, text)
    assert dialogue.known["place"]["value"] == place
    assert any(place in one for one in heard.texts)
    assert "place" not in heard.asking


@pytest.mark.parametrize(("question", "text"), [("place", "raha"), ("place", "emt"), ("barriers", "iisami")])
async def test_a_known_word_or_another_question_names_no_place(question: str, text: str) -> None:
    dialogue = asked(question, goal="occupation", field="hoitoala")
    await dialogue.say("worry_money", text)
    assert "place" not in dialogue.known


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Kuhmossakkii kävis, bussi vie sinne", "Kuhmo"),
        ("Porissaki kävis, sinne menee juna", "Pori"),
        ("Kuhmoon ei, bussi ei mene sinne", None),
        ("sopis, sinne menee juna", None),
    ],
)
async def test_after_courses_the_way_to_a_place_tells_that_a_word_names_one(
    text: str, place: str | None
) -> None:
    dialogue = after_courses()
    await dialogue.say("nlu_fallback", text)
    assert dialogue.known["place"]["value"] == (place or "Oulu")
