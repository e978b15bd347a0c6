"""After courses, a wish for what is free searches for it; a question of the price is answered."""

import pytest

from actions.courses.data import load_texts
from actions.dialogue.wishes import wishes_of
from tests.support.services import INTAKE
from tests.unit.actions.test_correcting import after_courses

TEXTS = load_texts()


@pytest.mark.parametrize("intent", ["ask_cost", "worry_money", "nlu_fallback"])
async def test_what_is_free_is_looked_for_whatever_the_wish_looks_like(intent: str) -> None:
    dialogue = after_courses()
    heard = await dialogue.say(intent, "löytyiskö jotain maksutonta?")
    assert TEXTS.money_met not in heard.texts
    assert dialogue.profile["courses"]["limits"]["cheaper"] == 1.0


async def test_the_worry_beside_it_is_met_and_kept_as_a_wish() -> None:
    dialogue = after_courses()
    heard = await dialogue.say("ask_cost", "eläke on pieni, löytyiskö jotain maksutonta?")
    assert TEXTS.money_met in heard.texts
    assert "free" in wishes_of(dialogue.profile, INTAKE)


async def test_a_question_of_the_price_stays_one() -> None:
    dialogue = after_courses()
    await dialogue.say("ask_cost", "onko tämä maksuton?")
    assert not dialogue.profile.get("courses", {}).get("limits")
