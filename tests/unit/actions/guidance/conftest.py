"""One turn of guidance on occupations, and what the learner gets."""

from collections.abc import Mapping
from typing import Any

import pytest

from actions.dialogue.guide import Guide
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Entity, Turn
from backends.client.occupations import Neighbour, Occupation, Requirement, SkillName
from tests.support.guidance import DAY
from tests.support.services import INTAKE

HEAT = SkillName("http://x/skill/heat", "valmistaa ruokia")
CLEAN = SkillName("http://x/skill/clean", "pitää keittiö puhtaana")


class Turns:
    """Makes guides of one learner."""

    def at(
        self,
        text: str = "",
        intent: str = "ask_occupation",
        *entities: Entity,
        state: DialogueState | None = None,
        **profile: Any,
    ) -> Guide:
        """A guide at this message."""
        stored = {"dialogue": (state or DialogueState()).to_json(), **profile}
        return Guide(Turn(text, intent, entities, stored), INTAKE)


@pytest.fixture
def turns() -> Turns:
    """Makes guides."""
    return Turns()


@pytest.fixture
def cook() -> Occupation:
    """An occupation with a card that the law asks for."""
    card = Requirement("passi", "hygieniapassi", "Tarvitaan keittiössä.", True, (), "Elintarvikelaki", DAY)
    return Occupation(
        "http://x/occ/kokki",
        "kokki",
        "5120",
        "ravintola-ala",
        None,
        (HEAT, CLEAN),
        (),
        "Teet ruokaa.",
        (card,),
    )


@pytest.fixture
def baker() -> Neighbour:
    """An occupation near the cook's."""
    return Neighbour("http://x/occ/leipuri", "leipuri", 0.54, (CLEAN,), (HEAT,), ("hygieniapassi",))


@pytest.fixture
def held() -> Mapping[str, Any]:
    """The profile's value of one who confirmed to be a cleaner with one skill."""
    return {
        "occupations": [{"uri": "http://x/occ/siivooja", "label": "siivooja"}],
        "held": [{"uri": CLEAN.uri, "label": CLEAN.label}],
        "rejected": [],
    }
