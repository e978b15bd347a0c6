"""Finds what a wish is about where the engine knows no name of it: "auton ratti kiinnostaisi"."""

import re

from actions.courses.named import name_in
from actions.dialogue.desires import WISHING, is_left
from actions.dialogue.facts import WISH_ENTITIES, Fact
from actions.dialogue.guide import Guide
from actions.services import Services
from backends.client.courses import CoursesFound
from nlu.asking import begins_with_question
from nlu.expectation import base_forms

CLAUSE_END = re.compile(r"[,.!?;]|\b(?:mut|mutta|koska|ku|kun|jos)\b")
# What asks for another subject after the courses: "oisko sittenki tulityö".
CHANGING = re.compile(
    r"\b(sittenki\w*|sittenkään|mieluum\w+|ennemmin\w*|oisko|olisko|olisiko|entä|entäs|jospa"
    r"|(?:tai|vai)\s+sit\w*|sama\w*\s+\w+\s+mut\w*)\b",
    re.IGNORECASE,
)
CONSIDERING = re.compile(r"\b(ajatteli\w?|mietin|miettin\w*|harkits\w+|suunnittel\w+|hommata|hankkia)\b")
CORRECTING = re.compile(r"^\W*(ei\s?ku|ei\s?kun|eiku)\b", re.IGNORECASE)
SEARCHED = "words"  # in place of an entity: words to search by, which name no field
NEGATION = "ei"
ASKING = frozenset({"mikä", "mitä", "miten", "kuka", "millainen", "missä", "mihin", "milloin", "kuinka"})
# What one tells of oneself in a wish, and does not want to study.
OF_ONESELF = frozenset(
    {"ikä", "raha", "palkka", "apu", "elämä", "arki", "koti", "lapsi", "perhe", "mies", "vaimo", "terveys"}
)


async def note_subject(guide: Guide, services: Services) -> bool:
    """Keep the words of a wish as the field, where they name none and the course search knows them.

    Returns whether there was such a wish.
    """
    text = guide.turn.text
    named = any(one.name in WISH_ENTITIES and not is_left(one, text) for one in guide.turn.entities)
    known = "field" in guide.facts and not (guide.state.searched and CHANGING.search(text.lower()))
    if guide.turn.is_button or named or known:
        return False
    for clause in CLAUSE_END.split(guide.turn.text):
        name = _name_of_wish(clause, guide)
        if name:
            found = await services.courses.search(name, limit=1)
            if isinstance(found, CoursesFound) and found.matched and found.items:
                guide.note(Fact("field", name.lower(), name, entity=SEARCHED))
                return True
    return False


def _name_of_wish(clause: str, guide: Guide) -> str:
    """What a clause that wishes names beside its entities; nothing where it denies or asks."""
    plain = CORRECTING.sub("", clause.lower())
    changes = bool(CHANGING.search(plain))
    said = base_forms(plain)
    wishes = WISHING.search(plain) or CONSIDERING.search(plain)
    if not (changes or wishes) or said & {NEGATION, *ASKING}:
        return ""
    if begins_with_question(plain) and not changes:
        return ""
    name = name_in(CHANGING.sub(" ", CORRECTING.sub("", clause)), guide.turn.entities)
    return "" if OF_ONESELF & base_forms(name) else name
