"""Takes a misspelt name as the place where a place is asked for, or where one tells how to get there."""

from actions.corrections.travel import tells_of_travel
from actions.dialogue.clauses import NEGATION, SUBJECT_END
from actions.dialogue.facts import Fact
from actions.dialogue.guide import Guide
from actions.dialogue.ids import PLACE
from actions.dialogue.lengths import WORDS_OF_A_NAME
from actions.services import Services
from actions.skills.going_on import advance
from nlu.asking import is_question
from nlu.expectation import base_forms
from nlu.places import shared_places
from nlu.reading import read_message

BESIDE = frozenset(
    {"asun", "oon", "olen", "minä", "mä", "mie", "mää", "no", "tääl", "täällä", "ihan", "vaikka", "siis"}
)
SHORTEST = 6  # letters of a word in a whole sentence that may be a misspelt name


async def take_misspelt_place(guide: Guide, services: Services) -> bool:
    """Take it and say back which place was understood. Returns whether there was one."""
    place = _named_alone(guide) or _named_by_the_way(guide)
    if place is None:
        return False
    guide.note(Fact(PLACE, place, guide.turn.text, entity=PLACE))
    await advance(guide, services)
    return True


def _named_alone(guide: Guide) -> str | None:
    """The place of an answer that is hardly more than its name."""
    turn = guide.turn
    words = [word.strip(".,!") for word in turn.text.lower().split()]
    if guide.state.open != PLACE or turn.is_button or _names_a_place(guide) or is_question(turn.text):
        return None
    telling = [word for word in words if word not in BESIDE]
    if len(telling) != 1 or len(words) > WORDS_OF_A_NAME:
        return None
    return shared_places().guess(telling[0])


def _named_by_the_way(guide: Guide) -> str | None:
    """After courses, the place to which a clause tells the way: "Kuhmossakkii, sinne männöö bussi"."""
    if (
        guide.waits
        or not guide.state.searched
        or guide.turn.is_button
        or NEGATION in base_forms(guide.turn.text)
    ):
        return None
    clauses = SUBJECT_END.split(guide.turn.text)
    others = [clause for clause in clauses if not tells_of_travel(clause)]
    if len(others) == len(clauses):
        return None
    words = [word.strip(".,!?").lower() for clause in others for word in clause.split()]
    guesses = (_read_as_place(word) for word in words if len(word) >= SHORTEST)
    known = guide.values.get(PLACE)
    return next((place for place in guesses if place and place != known), None)


def _read_as_place(word: str) -> str | None:
    named = (one.value for one in read_message(word).entities if one.entity == PLACE)
    return next(named, None) or shared_places().guess(word)


def _names_a_place(guide: Guide) -> bool:
    return any(one.name == PLACE for one in guide.turn.entities)
