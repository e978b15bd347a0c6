"""After courses, a place that is asked about or set, whatever stands beside it. Pure."""

import re
from collections.abc import Iterable

from actions.dialogue.ids import PLACE
from actions.dialogue.others import is_of_another
from actions.dialogue.turn import Entity, Turn
from nlu.asking import WHAT_ABOUT, asks_somewhere
from nlu.naming import FOLDED
from nlu.reading import read_message

CLAUSE_END = re.compile(r"[.,;!]+")
SETTING = re.compile(
    r"\b(?:laita|laitetaan|laitappa|pistä|pistetään|pane|pannaan|vaihda|vaihdetaan|vaiha|muuta|ota|otetaan"
    r"|katso|kato|etsi|hae|haetaan|merkkaa|kirjaa)\b"
)
DENYING = re.compile(r"\b(?:ei|en|eikä|enkä|älä|pois|ilman|muualta|muualle)\b")
WORD = re.compile(r"\w+")
# What stands beside a place where one only asks whether there is anything, without dots.
OF_ANYTHING = re.compile(
    r"(?:onk[os]?|onkos|onkohan|oisk[os]?|oliskos?|olisikos?|loyty\w*|saaks|saako|entas?|miten|mites|sit|sitten|sitte"
    r"|mitaan?|mita|mittaa|jotain?|jota|jotaki\w*|mikaan|kurss\w+|koulu\w*|opisto\w*|nait\w*|niit\w*|tal\w*|samaa|tata"
    r"|siella|taalla|viela|puolella|seudulla|suunnalla|lahella|sitten|vaikka|no|ja|joku|se|tarjolla)$"
)
MOST_WORDS = 6


def other_place_in(turn: Turn, known: str | None) -> Entity | None:
    """The place that a message asks about in a few words, or sets: "onks Raahes mitää", "laita Raahe"."""
    found = _asked_about(turn) or _set_in_a_clause(turn)
    return found if found is not None and found.value != known else None


def _asked_about(turn: Turn) -> Entity | None:
    """The one place of a short question that names nothing else and only asks for anything there."""
    places = [one for one in turn.entities if one.name == PLACE]
    words = turn.text.lower().translate(FOLDED)
    short = len(words.split()) <= MOST_WORDS
    asks = asks_somewhere(turn.text) or bool(WHAT_ABOUT & set(turn.text.lower().split()))
    if len(places) != 1 or len(turn.entities) != 1 or not (short and asks) or DENYING.search(words):
        return None
    rest = words.replace(places[0].text.lower().translate(FOLDED), " ")
    return places[0] if all(OF_ANYTHING.match(word) for word in WORD.findall(rest)) else None


def _set_in_a_clause(turn: Turn) -> Entity | None:
    """The last place of a clause that tells to set it, where another clause is about somebody else."""
    if any(one.name != PLACE for one in turn.entities):
        return None
    for clause in CLAUSE_END.split(turn.text):
        low = clause.lower()
        if SETTING.search(low) and not DENYING.search(low) and not asks_somewhere(clause):
            found = list(_places(clause))
            if found and not is_of_another(found[-1], clause):
                return found[-1]
    return None


def _places(clause: str) -> Iterable[Entity]:
    for one in read_message(clause).entities:
        if one.entity == PLACE:
            yield Entity(PLACE, one.value, clause[one.start : one.end])
