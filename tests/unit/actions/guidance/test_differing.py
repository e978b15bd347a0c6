"""Two occupations that are compared are told one after the other."""

import pytest

from actions.dialogue.turn import Entity
from backends.client.skills import Occupation
from tests.support.dialogue import Dialogue, asked
from tests.support.services import FakeSkills, services_with

COOK = Occupation("o:kokki", "kokki", None, None, None, (), (), "Teet ruokaa.")
WAITER = Occupation("o:tarjoilija", "tarjoilija", None, None, None, (), (), "Palvelet asiakkaita.")


def at_field(*known: Occupation) -> Dialogue:
    dialogue = asked("field")
    dialogue.services = services_with(skills=FakeSkills(known=known))
    return dialogue


def named(*names: str) -> list[Entity]:
    return [Entity("occupation", name, name) for name in names]


async def test_both_are_told_and_the_question_comes_back() -> None:
    dialogue = at_field(COOK, WAITER)
    heard = await dialogue.say(
        "ask_occupation", "mikä ero on kokilla ja tarjoilijalla", named("kokki", "tarjoilija")
    )
    assert "Kokki: Teet ruokaa. Tarjoilija: Palvelet asiakkaita." in heard.texts
    assert heard.asking == ["field"]
    assert "field" not in dialogue.known


async def test_two_names_of_one_occupation_are_the_same_work() -> None:
    heard = await at_field(COOK).say(
        "ask_occupation", "mitä eroa on kokilla ja laivakokilla", named("kokki", "laivakokki")
    )
    assert any("melkein sama työ" in text for text in heard.texts)


@pytest.mark.parametrize("text", ["kokki vai tarjoilija", "mitä kokki ja tarjoilija tekee"])
async def test_without_a_difference_asked_for_nothing_is_compared(text: str) -> None:
    heard = await at_field(COOK, WAITER).say("ask_occupation", text, named("kokki", "tarjoilija"))
    assert not any("Kokki: Teet" in text for text in heard.texts)


async def test_of_what_is_not_known_nothing_is_compared() -> None:
    heard = await at_field(COOK).say(
        "ask_occupation", "mitä eroa on kokilla ja tarjoilijalla", named("kokki", "tarjoilija")
    )
    assert not any("Kokki: Teet" in text for text in heard.texts)
