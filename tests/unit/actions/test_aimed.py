"""An occupation aimed at, by itself or before its paper is the field; work that was left is none."""

import pytest

from actions.dialogue.turn import Entity
from tests.support.dialogue import asked

COOK = Entity("occupation", "kokki", "kokki")
OF_A_COOK = Entity("occupation", "kokki", "kokin")


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("kokki, joku paperi tai tutkinto, nopeasti", COOK),
        ("no kokki kai. tutkinto siis", COOK),
        ("se kokin tutkinto näytöillä", OF_A_COOK),
        ("kokin paperit", OF_A_COOK),
    ],
)
@pytest.mark.parametrize("intent", ["nlu_fallback", "inform", "find_course"])
async def test_it_becomes_the_field_though_it_is_ones_work_too(
    text: str, entity: Entity, intent: str
) -> None:
    dialogue = asked("goal", background="kokki")
    heard = await dialogue.say(intent, text, [entity])
    assert dialogue.known["field"]["value"] == "kokki"
    assert dialogue.known["goal"]["value"] == "degree"
    assert "field" not in heard.asking


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("kokki 20 vuotta, tutkinto puuttuu", COOK),
        ("joku muu kuin kokki, tutkinto", COOK),
        ("olen kokki, tutkinto kiinnostaa", COOK),
    ],
)
async def test_the_work_that_one_tells_of_is_none(text: str, entity: Entity) -> None:
    dialogue = asked("goal")
    await dialogue.say("inform", text, [entity])
    assert "field" not in dialogue.known
