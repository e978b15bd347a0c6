"""Keeps all that a message tells before anything was asked, whichever skill answers it."""

import re
from dataclasses import replace

from actions.dialogue.denying import is_denied
from actions.dialogue.desires import is_over, is_wished
from actions.dialogue.facts import WISH_ENTITIES, Fact, work_named
from actions.dialogue.guide import Guide
from actions.dialogue.ids import FIELD, GOAL
from actions.dialogue.learned import note_learned
from actions.dialogue.others import is_of_another
from actions.guidance.noting import note_other_facts
from actions.guidance.talk import open_talk
from actions.guidance.talks import TALKS
from actions.guidance.told import names_health, told_in
from nlu.reading import read_message

LANGUAGE, BACKGROUND, STATUS, HINDRANCES = "language", "background", "employment_status", "barriers"
KEPT_QUIETLY = (HINDRANCES, "motivation")  # a worry is met in words of its own
# What ends the conversation or goes before all else; nothing is kept of it.
NOTHING_KEPT = frozenset({"crisis", "insult", "delete_data", "export_data", "stop", "restart", "goodbye"})
# After these the talk of directions or of work begins: a field that is only named there is no wish yet.
LEADS_TO_A_TALK = frozenset({"unsure_direction", "map_skills", "describe_background", "dont_know"})
SAME_WORK = re.compile(
    r"\bsama\w* (?:työ|työtä|työn|työhön|työstä|ala|alalla|alaa|ammat\w*|hom\w*|duuni\w*)\b"
    r"|\b(?:siihen|siitä|sille|tähän|tästä) (?:\w+ )?(?:paperi|tutkin|pätevyy|todistu)\w*"
    r"|\b(?:paperi|tutkin|pätevyy)\w* (?:siihen|siitä|samaan|tähän|tästä)\b",
    re.IGNORECASE,
)
WISHING_FOR_IT = re.compile(r"\b(?:halua|haluu|halui|tahdo|tahto|saada|saisi|sais|kiva|kiinnosta)\w*", re.I)
CLAUSE = re.compile(r"[^.,;!?\n]+[.,;!?]*")
DEED = re.compile(
    r"\b(?<!en )(?:halua\w*|haluu\w*|halui\w*|tahdo\w*|taho\w*|tahto\w*|oppia|oppis\w*|osata|ruveta|alkaa)\s+"
    r"(?:(?:ite|itse|vaan|vain|ihan|vielä|oppia)\s+)?(?P<deed>\w{2,}(?:maan|mään|[aou]t[a]|[äöy]t[ä]|[^t\W][aä]))\b",
    re.IGNORECASE,
)
PRESENT = re.compile(r"\b(?:olen|oon|toimin|työskentelen)\b")
NO_WORK_NOW = re.compile(r"\b(?:ollut|ollu|olin|ennen|entinen|viimeksi|koulutukseltani|en|ei|kotona)\b")
OR = ("tai", "vai")
AS_ONE = ("na", "nä")  # the essive: "olen kokkina"


def note_opening(guide: Guide) -> None:
    """Note the facts of a first message; of any later one how well Finnish goes."""
    if guide.turn.is_button or guide.turn.intent in NOTHING_KEPT:
        return
    if not is_opening(guide):
        _note_told(guide, only=LANGUAGE)
        return
    if guide.turn.intent in LEADS_TO_A_TALK:
        note_other_facts(guide)
    else:
        guide.note_facts()
    _note_present_work(guide)
    _note_named_alone(guide)
    _note_deed(guide)
    if BACKGROUND not in guide.facts:
        field = guide.facts.get(FIELD)
        work = work_named(guide.turn.entities, guide.turn.text, unless=field.value if field else None)
        guide.note_if(replace(work, said=work.value) if work and names_health(work.said) else work)
    _note_same_work(guide)
    _note_told(guide)
    note_learned(guide)


def is_opening(guide: Guide) -> bool:
    """Whether nothing was asked or shown yet."""
    return not (guide.waits or guide.state.searched) and open_talk(guide, TALKS) is None


def _note_told(guide: Guide, only: str | None = None) -> None:
    told = told_in(guide.turn.text, guide.facts, guide.intake, only)
    for name, fact in told.items():
        if name == guide.state.open:
            continue
        if name in guide.facts:
            guide.outdone[name] = guide.facts[name].value
        if name not in KEPT_QUIETLY and not (name == BACKGROUND and fact.entity is None):
            guide.note(fact)
            continue
        guide.keep(fact)
        wish = next((one for one in guide.intake.wishes if one.id == fact.value), None)
        if name == HINDRANCES and wish is not None:
            guide.add_wish(wish)


def _note_named_alone(guide: Guide) -> None:
    """Who says a name alone, with a mark of asking or wishing, looks for it: "kokki tai leipuri!", "Ala?"

    A field needs no such mark: it is no name of what one is.
    """
    if FIELD in guide.facts or guide.turn.intent in LEADS_TO_A_TALK:
        return
    clauses = [clause.strip().lower() for clause in CLAUSE.findall(guide.turn.text)]
    for one in guide.turn.entities:
        alone = [clause for clause in clauses if clause.rstrip(".,!?; ") == one.text.lower()]
        either = [
            clause
            for clause in clauses
            if clause.startswith(tuple(f"{one.text.lower()} {word} " for word in OR))
        ]
        marked = one.name == "field" or either or any(clause.endswith(("!", "?")) for clause in alone)
        wished = one.role is None and not (is_denied(one, guide.turn.text) or is_over(one, guide.turn.text))
        if one.name in WISH_ENTITIES and wished and (alone or either) and marked:
            guide.note(Fact(FIELD, one.value, one.text, one.canonical, one.name))
            return


def _note_deed(guide: Guide) -> None:
    """Who wishes to do something looks for the field of it: "haluan koodata", "voisiko oppia leipomaan"."""
    text = guide.turn.text
    named = (one for one in guide.turn.entities if one.name in WISH_ENTITIES)
    if FIELD in guide.facts or any(not is_of_another(one, text) for one in named):
        return
    for found in DEED.finditer(text):
        deeds = read_message(noun_of(found["deed"].lower())).entities
        if one := next((one for one in deeds if one.entity in WISH_ENTITIES), None):
            guide.note(Fact(FIELD, one.value, found["deed"], one.canonical, one.entity))
            return


def noun_of(deed: str) -> str:
    """The noun of what one does: "koodata" is "koodaaminen", "leipomaan" and "leipoa" are "leipominen"."""
    if deed.endswith(("maan", "mään")):
        return f"{deed[:-4]}minen"
    if deed.endswith(("ata", "ätä", "ota", "ötä")):
        return f"{deed[:-2]}{deed[-1]}minen"
    return f"{deed[:-1]}minen"


def _note_present_work(guide: Guide) -> None:
    """Who says "olen kokkina" is in work."""
    if STATUS in guide.facts:
        return
    for one in guide.turn.entities:
        before, found, _ = guide.turn.text.lower().partition(one.text.lower())
        clause = re.split(r"[.,;!?]", before)[-1]
        is_now = PRESENT.search(clause) and not NO_WORK_NOW.search(clause)
        if found and one.name == "occupation" and one.text.lower().endswith(AS_ONE) and is_now:
            guide.note(Fact(STATUS, "employed", one.text))
            return


def _note_same_work(guide: Guide) -> None:
    """Who wishes for the work that they know, or for papers to it, looks for that: "haluan samaa työtä"."""
    text, work = guide.turn.text, guide.facts.get(BACKGROUND)
    same = SAME_WORK.search(text) and WISHING_FOR_IT.search(text)
    if FIELD in guide.facts or work is None or work.entity is None or not same:
        return
    named = [one for one in guide.turn.entities if one.value == work.value]
    if any(is_denied(one, text) and not is_wished(one, text) for one in named):
        return
    guide.note(Fact(FIELD, work.value, work.value, work.canonical, work.entity))
    if GOAL not in guide.facts:
        guide.note(Fact(GOAL, "degree", text))
