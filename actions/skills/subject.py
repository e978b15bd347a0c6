"""Finds what a wish is about where the engine knows no name of it: "auton ratti kiinnostaisi"."""

import re

from actions.courses.named import name_in
from actions.dialogue.desires import TO_BECOME, WISHING, is_left, is_over
from actions.dialogue.facts import WISH_ENTITIES, Fact
from actions.dialogue.guide import Guide
from actions.dialogue.turn import Entity
from actions.services import Services
from backends.client.courses import CoursesFound
from nlu.analysis import shared_analyzer
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
DENYING = frozenset({"en", "ei", "emmä", "enkä", "eikä", "emme"})  # not "et", which is "että" in speech
OF_A_DOER = (
    "ja",
    "jä",
    "ri",
    "kko",
    "kkö",
    "nti",
    "sti",
    "gi",
    "mies",
    "nomi",
)  # ends of names of occupations
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
        if (name := _name_to_become(clause)) and await _is_known(name, services):
            guide.note(Fact("field", name, name, entity="occupation"))
            return True
        if (name := _name_of_wish(clause, guide)) and await _is_known(name, services):
            guide.note(Fact("field", name.lower(), name, entity=SEARCHED))
            return True
    return False


async def _is_known(name: str, services: Services) -> bool:
    """Whether the course search knows the words."""
    found = await services.courses.search(name, limit=1)
    return isinstance(found, CoursesFound) and found.matched and bool(found.items)


def _name_to_become(clause: str) -> str:
    """What one would become, in the translative: "lähihoitajaks vois lukea"; not what one was taken for."""
    if DENYING.intersection(clause.lower().split()) or begins_with_question(clause):
        return ""
    for token in shared_analyzer().tokens(clause):
        named = token.pos == "NOUN" and token.lemma.endswith(OF_A_DOER)
        if named and token.text.lower().endswith(TO_BECOME):
            entity = Entity("occupation", token.lemma, token.text)
            return "" if is_over(entity, clause) else token.lemma
    return ""


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
