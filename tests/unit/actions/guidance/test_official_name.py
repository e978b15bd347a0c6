"""An occupation that is unknown by its everyday name is looked for by its official one."""

from typing import Any

from actions.dialogue.turn import Entity
from actions.guidance.looking import looking_at
from actions.guidance.occupation_talk import tell_named
from backends.client.occupations import FoundOccupation, Occupation
from tests.support.services import FakeSkills, services_with


class OfficialOnly(FakeSkills):
    """Knows no slang."""

    async def find_occupations(self, text: str, *, limit: int = 5) -> tuple[FoundOccupation, ...]:
        one = next(iter(self.known.values()))
        return (FoundOccupation(one.uri, one.label, one.label, 1.0),) if text == one.label else ()


async def test_the_official_name_is_tried_when_the_everyday_one_finds_nothing(
    turns: Any, cook: Occupation
) -> None:
    slang = Entity("occupation", "kokkari", "kokkari", canonical=cook.label)
    guide = turns.at("mitä kokkari tekee", "ask_occupation", slang)
    await tell_named(guide, services_with(skills=OfficialOnly(known=[cook])), "about")
    looking = looking_at(guide)
    assert looking is not None
    assert looking.uri == cook.uri
