"""A field is heard in what one likes and in whom one would like to be with, not in how one lives."""

import pytest

from tests.support.dialogue import Dialogue, asked


@pytest.mark.parametrize(
    ("intent", "text", "field"),
    [
        ("unsure_direction", "koirat ja kissat on mua lähellä, niistä tykkään", "eläintenhoito"),
        ("nlu_fallback", "niinku vanhusten parissa", "hoitoala"),
        ("find_job", "minä haluan työ vanhat ihmiset kanssa", "hoitoala"),
        ("worry_family", "lasten kaa oon pärjänny aina", "kasvatusala"),
        ("describe_background", "autojen kans touhuan mielellään", "autoala"),
        ("inform", "viihdyn ruuan ja keittiön äärellä", "ravintola-ala"),
        ("inform", "Minä tykkää kasvi", "puutarha-ala"),
        ("career_change", "mie oon aina tykänny hoitaa lampaita", "eläintenhoito"),
        ("map_skills", "tietokoneitten kanssa mää viihtysin", "tietotekniikka"),
    ],
)
async def test_the_question_of_the_field_is_answered_by_a_liking(intent: str, text: str, field: str) -> None:
    dialogue = asked("field")
    heard = await dialogue.say(intent, text)
    assert dialogue.known["field"]["value"] == field
    assert not any("Perhe vie aikaa" in one for one in heard.texts)
    assert "field" not in heard.asking


@pytest.mark.parametrize(
    "text", ["jokin työ jossa sais olla hevosten kans", "ammatti lasten parissa ois kiva"]
)
async def test_at_the_question_of_the_goal_it_answers_both(text: str) -> None:
    dialogue = asked("goal")
    heard = await dialogue.say("find_course", text)
    assert "field" in dialogue.known
    assert not {"goal", "field"} & set(heard.asking)


async def test_a_first_message_that_wishes_begins_the_search() -> None:
    dialogue = Dialogue({})
    await dialogue.say("find_job", "haluaisin töitä vanhusten parissa")
    assert dialogue.known["field"]["value"] == "hoitoala"
    assert dialogue.known["goal"]["value"] == "job"
    assert dialogue.state.flow == "find_course"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("goal", "oon kotona lasten kanssa ja haluun kouluun"),
        ("goal", "olin töissä vanhusten parissa"),
        ("goal", "lisää aikaa lasten kanssa olis kiva"),
        ("field", "onko eläinten kanssa töitä?"),
        ("field", "en halua vanhusten kanssa"),
        ("place", "eläinten kanssa"),
    ],
)
async def test_who_lives_or_worked_so_asks_or_denies_wishes_for_nothing(question: str, text: str) -> None:
    dialogue = asked(question)
    await dialogue.say("inform", text)
    values = ("eläintenhoito", "kasvatusala", "hoitoala")
    assert dialogue.known.get("field", {}).get("value") not in values
