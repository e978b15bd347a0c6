"""The goal that a message names or wishes for is heard, whatever its intent is."""

import pytest

from actions.dialogue.turn import Entity
from tests.support.dialogue import Dialogue, asked

KOTKA = Entity("place", "Kotka", "kotkasta")


@pytest.mark.parametrize(
    "text",
    [
        "haluisin kyllä ammatin, en mitään iltakurssia, naapurikin kävi kurssin eikä siitä mitään tullut",
        "ammatin mä haluan",
        "saisinko tästä jonku ammatin?",
        "voikohan täältä saada ammatin",
    ],
)
async def test_the_goal_is_heard_in_the_clause_that_wishes(text: str) -> None:
    dialogue = asked("goal")
    heard = await dialogue.say("unsure_direction", text)
    assert dialogue.known["goal"]["value"] == "occupation"
    assert heard.asking == ["field"]


@pytest.mark.parametrize("intent", ["career_change", "find_course"])
async def test_who_wishes_for_an_occupation_is_asked_which(intent: str) -> None:
    dialogue = Dialogue({})
    heard = await dialogue.say(intent, "haluisin kunnon ammatin, en kurssia")
    assert dialogue.known["goal"]["value"] == "occupation"
    assert heard.asking == ["field"]


async def test_who_wants_to_change_work_tells_of_it_first() -> None:
    dialogue = Dialogue({})
    heard = await dialogue.say("career_change", "haluan vaihtaa ammattia, tähän oon kyllästynyt")
    assert "field" not in heard.asking


async def test_a_goal_that_is_wished_for_in_an_unclear_message_is_heard() -> None:
    dialogue = Dialogue({})
    await dialogue.say("nlu_fallback", "koulu ei nappaa. tahtosin jonkun lyhyen kurssin kotkasta", [KOTKA])
    assert dialogue.known["goal"]["value"] == "skill"


@pytest.mark.parametrize(
    ("text", "goal"),
    [("koulu eka", "study"), ("minä tahdon työ", "job"), ("koulu loppuun ja sit töihin", "school")],
)
async def test_the_goal_in_the_words_of_who_learns_finnish(text: str, goal: str) -> None:
    dialogue = asked("goal")
    heard = await dialogue.say("worry_confidence", text)
    assert dialogue.known["goal"]["value"] == goal
    assert "goal" not in heard.asking
