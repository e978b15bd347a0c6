"""Finds what a wish is about where the engine knows no name of it: "auton ratti kiinnostaisi"."""

import re
from dataclasses import replace

from actions.corrections.travel import tells_of_oneself, tells_of_travel
from actions.courses.named import name_in
from actions.dialogue.clauses import NEGATION, SUBJECT_END
from actions.dialogue.desires import TO_BECOME, WISHING, is_left, is_over
from actions.dialogue.facts import WISH_ENTITIES, Fact
from actions.dialogue.guide import Guide
from actions.dialogue.ids import FIELD, PLACE
from actions.dialogue.named_options import option_inside
from actions.dialogue.proposals import AROUND
from actions.dialogue.turn import Entity
from actions.services import Services
from backends.client.courses import CoursesFound
from nlu.analysis import shared_analyzer
from nlu.asking import begins_with_question, is_question
from nlu.expectation import FILLERS, base_forms
from nlu.reading import read_message

REASON = re.compile(r"(?<=\w)\W+(?:koska|kun|ku)\s.*$", re.IGNORECASE)  # "iltasin, kun päivät on ajoa"
# What asks for another subject after the courses: "oisko sittenki tulityö".
CHANGING = re.compile(
    r"\b(sittenki\w*|sittenkään|mielu+m\w+|pikemmin\w*|ennemmin\w*|oisko|olisko|olisiko|entä|entäs|jospa"
    r"|(?:tai|vai)\s+sit\w*|sama\w*\s+\w+\s+mut\w*)\b",
    re.IGNORECASE,
)
CONSIDERING = re.compile(r"\b(ajatteli\w?|mietin|miettin\w*|harkits\w+|suunnittel\w+|hommata|hankkia)\b")
ANY_WISHING = re.compile(WISHING.pattern, re.IGNORECASE)
CORRECTING = re.compile(r"^\W*(ei\s?ku|ei\s?kun|eiku)\b", re.IGNORECASE)
STAYING = re.compile(r"\b(?:jää\w*|asu\w*|elä\w*|muut\w*|tul\w*)\b")  # "haluan jäädä suomi" is no subject
COUNTRY = frozenset({"suomi"})
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
AS_ONE_DOES = ("lla", "llä", "sti")  # ends of how one would do something: "haluan oppia sen kunnolla"
SHORTEST_WORD = 2
NAMING = frozenset({"NOUN", "PROPN", "VERB", "X"})
# Conjunctions, pronouns and adverbs as they are spoken: a clause stands in the place of a name.
SCRAPS = frozenset(
    {"ko", "ku", "et", "niit", "niitä", "siis", "kyl", "mää", "mie", "sie", "ny", "enä", "ennää", "vaa",
     "vua", "vuan", "nuo", "noit", "sit", "sitte", "tai", "mut", "jos", "nii", "niin", "tota", "tuota",
     "ois", "oisi", "vielä", "viel", "kans", "kaa"}
)  # fmt: skip
LONGEST_SUBJECT = 3  # words; more are a wish for life
ASKING = frozenset({"mikä", "mitä", "miten", "kuka", "millainen", "missä", "mihin", "milloin", "kuinka"})
# Work of any kind: when or how one would do it, not what ("istumatyö", "päivätöitä").
ANY_WORK = re.compile(
    r"^(?:päivä|istuma|sisä|ulko|kevyt|etä|osa-aika|keikka|kesä|ilta|yö|vuoro|tunti|palkka|koko\s?päivä|vaki"
    r"|vakituinen|siisti|rauhallinen|kevyempi)\s?-?(?:työ|duuni|homma|paikka)\w*$"
)
# What one tells of oneself in a wish, and does not want to study.
OF_ONESELF = frozenset(
    {"ikä", "aika", "raha", "palkka", "apu", "elämä", "arki", "koti", "lapsi", "perhe", "mies", "vaimo"}
    | {"terveys"}
)


async def note_subject(guide: Guide, services: Services) -> bool:
    """Keep the words of a wish as the field, where they name none and the course search knows them.

    Returns whether there was such a wish.
    """
    text = guide.turn.text
    named = any(one.name in WISH_ENTITIES and not is_left(one, text) for one in guide.turn.entities)
    changes = CHANGING.search(text.lower()) or (guide.sets_against() and not _tells_other_facts(guide))
    known = "field" in guide.facts and not (guide.state.searched and changes)
    if guide.turn.is_button or named or known:
        return False
    for clause in SUBJECT_END.split(REASON.sub("", text) if guide.state.searched else text):
        if (name := _name_to_become(clause)) and await is_known(name, services):
            guide.note(Fact("field", name, name, entity="occupation"))
            return True
        if (name := _name_of_wish(clause, guide)) and await is_known(name, services):
            guide.note(Fact("field", name.lower(), name, entity=SEARCHED))
            return True
    return False


def _tells_other_facts(guide: Guide) -> bool:
    """Whether a message after courses told something else: "peruskoulu siis vaan" names no field."""
    return guide.state.searched and bool(guide.news.keys() - {FIELD})


async def note_hesitant_field(guide: Guide, services: Services) -> bool:
    """Keep what a hesitant answer to the question of the field names: "vaikka taksia ajamaan, sama se"."""
    if guide.turn.is_button or guide.state.open != FIELD or begins_with_question(guide.turn.text):
        return False
    for clause in SUBJECT_END.split(guide.turn.text):
        name = "" if DENYING.intersection(clause.lower().split()) else name_in(clause, ())
        if name and not OF_ONESELF & base_forms(name) and await is_known(name, services):
            guide.note(Fact(FIELD, name.lower(), name, entity=SEARCHED))
            return True
    return False


async def note_what_is_named(guide: Guide, services: Services) -> bool:
    """Keep what an unclear statement after courses names, where the course search knows it."""
    if guide.waits or not guide.state.searched or guide.turn.is_button or is_question(guide.turn.text):
        return False
    for clause in SUBJECT_END.split(guide.turn.text):
        beside = DENYING.intersection(clause.lower().split()) or tells_of_oneself(clause)
        name = "" if beside else name_in(without_wishing(clause), guide.turn.entities)
        if name and not is_of_life(name) and await is_known(name, services):
            guide.note(Fact(FIELD, name.lower(), name, entity=SEARCHED))
            return True
    return False


async def is_known(name: str, services: Services) -> bool:
    """Whether the course search knows the words; a town is where to study, and not what."""
    if any(one.entity == PLACE for one in read_message(name).entities):
        return False
    return await fits_courses(name, services)


async def fits_courses(words: str, services: Services) -> bool:
    """Whether courses fit the words."""
    found = await services.courses.search(words, limit=1)
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
    changes = bool(CHANGING.search(plain)) or (guide.state.searched and guide.sets_against())
    said = base_forms(plain)
    wishes = WISHING.search(plain) or CONSIDERING.search(plain)
    if not (changes or wishes) or said & {NEGATION, *ASKING} or tells_of_travel(plain):
        return ""
    if begins_with_question(plain) and not changes:
        return ""
    name = name_in(without_wishing(clause), guide.turn.entities)
    if _is_a_quick_answer(name, guide) or (STAYING.search(plain) and base_forms(name) <= COUNTRY):
        return ""
    manner = name.lower().endswith(AS_ONE_DOES) or clause.lower().rstrip(" .!").endswith(AS_ONE_DOES)
    return "" if OF_ONESELF & base_forms(name) or manner or is_of_life(name) else name


def without_wishing(clause: str) -> str:
    """A clause without the words that wish or set against."""
    plain = CHANGING.sub(" ", CORRECTING.sub("", clause))
    return AROUND.sub(" ", ANY_WISHING.sub(" ", plain))


def _is_a_quick_answer(name: str, guide: Guide) -> bool:
    """Whether words answer a closed question: "sittenkin lähiopetusta" is a way to study, no subject."""
    closed = [one for one in guide.intake.questions if one.options and one.answers.free_text is None]
    turn = replace(guide.turn, text=name)
    return any(option_inside(turn, question, in_any_form=True) for question in closed)


def _names_something(name: str) -> bool:
    """Whether there is a word that may name a subject, and no scraps of a clause: "ko sivusta kattont"."""
    tokens = shared_analyzer().tokens(name)
    if any(token.text.lower() in SCRAPS for token in tokens):
        return False
    return any(token.pos in NAMING and token.lemma not in FILLERS for token in tokens)


def is_of_life(name: str) -> bool:
    """Whether words are no subject: many, scraps of letters, or a deed with more to it ("nukkua yöt")."""
    words = name.split()
    if ANY_WORK.match(name.lower()) or not _names_something(name):
        return True
    if words and all(token.pos == "ADJ" for token in shared_analyzer().tokens(name)):
        return True  # "haluan ihan oikean ammatin"
    deed = bool(words) and shared_analyzer().tokens(words[0])[0].pos == "VERB"
    scraps = any(len(word) < SHORTEST_WORD for word in words)
    return len(words) > LONGEST_SUBJECT or scraps or (deed and len(words) == LONGEST_SUBJECT)
