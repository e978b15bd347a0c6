"""Takes a misspelt name as the place where a place is asked for: "iisami" is no worry."""

from actions.dialogue.facts import Fact
from actions.dialogue.guide import Guide
from actions.dialogue.ids import PLACE
from actions.dialogue.lengths import WORDS_OF_A_NAME
from actions.services import Services
from actions.skills.going_on import advance
from nlu.asking import is_question
from nlu.places import shared_places

BESIDE = frozenset(
    {"asun", "oon", "olen", "minä", "mä", "mie", "mää", "no", "tääl", "täällä", "ihan", "vaikka", "siis"}
)


async def take_misspelt_place(guide: Guide, services: Services) -> bool:
    """Take it and say back which place was understood. Returns whether there was one."""
    turn = guide.turn
    words = [word.strip(".,!") for word in turn.text.lower().split()]
    named = any(one.name == PLACE for one in turn.entities)
    if guide.state.open != PLACE or turn.is_button or named or is_question(turn.text):
        return False
    telling = [word for word in words if word not in BESIDE]
    if len(telling) != 1 or len(words) > WORDS_OF_A_NAME:
        return False
    place = shared_places().guess(telling[0])
    if place is None:
        return False
    guide.note(Fact(PLACE, place, turn.text, entity=PLACE))
    await advance(guide, services)
    return True
