"""After courses were shown: what a message corrects is in effect in the next search, in any register."""

import re
from dataclasses import replace

from actions.corrections.clauses import NO, words_in
from actions.corrections.known import is_of_the_same, named_in
from actions.corrections.other_place import other_place_in
from actions.corrections.reading import SCHOOL, STATUS, Correction, read_correction
from actions.corrections.travel import tells_of_oneself
from actions.courses.named import name_in
from actions.courses.refining import Refining, read_refining
from actions.courses.shown import keep_shown, shown_courses
from actions.dialogue.clauses import WISH_END
from actions.dialogue.desires import CONTRAST, TO_BECOME, WISHING
from actions.dialogue.facts import WISH_ENTITIES, Fact
from actions.dialogue.guide import Guide
from actions.dialogue.ids import FIELD, PLACE, WORRY
from actions.dialogue.proposals import proposal_in
from actions.dialogue.turn import Entity
from actions.services import Services
from actions.skills.after_courses import comes_after_courses
from actions.skills.aside import answer_clause
from actions.skills.beside import meet_worry_beside
from actions.skills.course_cards import show_courses
from actions.skills.going_on import advance
from actions.skills.subject import SEARCHED, is_known, without_wishing

# What is done by itself besides (actions/skills/after_courses.py).
OF_THEIR_OWN = frozenset({"change_language", "compare_courses"})
DELETE, REFINE, FIND, OF_DISTANCE = "delete_data", "refine_search", "find_", "worry_time_distance"
WORDS_OF_A_NAME = 2  # "puuala" alone may mean all of it
FIELD_IS = re.compile(r"\b(?:ala|alaks\w*|alana|ammatti|ammatiks\w*)\b")
PARTS = re.compile(rf"[.,;!?]|\b(?:vaan|mut|mutta|{'|'.join(sorted(NO))})\b", re.IGNORECASE)


async def correct(guide: Guide, services: Services) -> bool:
    """Note what is corrected, and search anew. Returns whether the message corrected something."""
    if not comes_after_courses(guide) or guide.turn.intent in OF_THEIR_OWN:
        return False
    if place := other_place_in(guide.turn, guide.values.get(PLACE)):
        guide.note(Fact(PLACE, place.value, guide.turn.text, entity=PLACE))
        _look_there(guide)
        await _search(guide, services)
        return True
    read = read_correction(guide.turn, guide.facts, guide.intake)
    refining = read_refining(guide.turn)
    if refining.other_field and _doubts_the_field(guide):
        read = replace(read, other_field=True)
    if guide.turn.intent == DELETE and not (read.taken or read.other_field):
        return False
    if refining.anywhere and _asks_for_everywhere(guide, read):
        return False
    _leave_out(guide, read)
    if not read.changes:
        return await _show_more(guide, services, read, refining)
    _note(guide, read)
    if read.other_field and FIELD not in guide.news and not await _note_other_field(guide, services):
        guide.forget(FIELD)
        guide.ask_anew(FIELD)
        return True
    _meet_worry(guide, read)
    if read.asks:
        guide.ask_anew(read.asks)
    elif not await answer_clause(guide, services):
        await _search(guide, services)
    return True


def _asks_for_everywhere(guide: Guide, read: Correction) -> bool:
    """Whether courses of the whole country are asked for, and the place stays what it is."""
    only_place = read.taken == {PLACE} and not (read.facts or read.other_field)
    return only_place and guide.turn.intent == REFINE


def _doubts_the_field(guide: Guide) -> bool:
    """Whether the known field is named beside a no: "en tiedä onko puu mikään, näytä muita aloja"."""
    field, words = guide.facts.get(FIELD), words_in(guide.turn.text)
    named = field is not None and named_in(field, words, guide.turn.entities, guide.turn.text)
    return bool(named) and any(word.form in NO for word in words)


def _leave_out(guide: Guide, read: Correction) -> None:
    """Leave out the entities that are denied, and those that answer what the correction has answered."""
    answered = {fact.question for fact in read.facts}
    kept = [one for one in guide.turn.entities if one not in read.denied and one.name not in answered]
    kept = [one for one in kept if one.name not in WISH_ENTITIES or _is_another_wish(one, guide, read)]
    if len(kept) < len(guide.turn.entities):
        guide.denials_read = True
        guide.turn = replace(guide.turn, entities=tuple(kept))


def _is_another_wish(one: Entity, guide: Guide, read: Correction) -> bool:
    """Whether a named field is something else to study: not the known one by a wider name ("onks muuta
    puualalta"), nor the school or the work that one tells of ("amis on käyty, autopuoli")."""
    known, text = guide.facts.get(FIELD), guide.turn.text
    if known is None or read.other_field:
        return True
    wider = one.name == FIELD and known.entity != FIELD and is_of_the_same(one.value, known.value)
    if wider and len(text.split()) > WORDS_OF_A_NAME and not CONTRAST.search(text):
        return False
    told = {*(fact.question for fact in read.facts), *(entity.name for entity in guide.turn.entities)}
    if not told & {SCHOOL, STATUS}:
        return True
    clause = next((part for part in WISH_END.split(text) if one.text in part), text).lower()
    becomes = one.name == "occupation" and one.text.lower().endswith(TO_BECOME)
    return becomes or bool(WISHING.search(clause) or FIELD_IS.search(clause))


def _note(guide: Guide, read: Correction) -> None:
    guide.denials_read = True
    for name in sorted(read.taken):
        guide.forget(name)
    for fact in read.facts:
        guide.note(fact)
    wishes = (
        read.other_field or guide.turn.intent.startswith(FIND) or FIELD_IS.search(guide.turn.text.lower())
    )
    guide.note_facts(wish=bool(wishes))
    if PLACE in {*guide.taken, *guide.news}:
        _look_there(guide)


def _look_there(guide: Guide) -> None:
    """Let another place be searched as it is, not nearer to or further from the one before."""
    keep_shown(guide, shown_courses(guide).without("nearer").without("anywhere"))


async def _note_other_field(guide: Guide, services: Services) -> bool:
    """Take what stands in the place of a denied field, where the course search knows it."""
    known = guide.facts[FIELD]
    for part, denied in _parts(guide.turn.text):
        words = words_in(part)
        if denied or named_in(known, words, (), part) or tells_of_oneself(part):
            continue
        name = name_in(without_wishing(part), guide.turn.entities)
        if name and await is_known(name, services):
            guide.note(Fact(FIELD, name.lower(), name, entity=SEARCHED))
            return True
    return False


def _parts(text: str) -> list[tuple[str, bool]]:
    """The parts of a message between marks and conjunctions, each with whether a no begins it."""
    parts, denied, start = [], False, 0
    for found in PARTS.finditer(text):
        parts.append((text[start : found.start()], denied))
        denied, start = found[0].lower() in NO, found.end()
    parts.append((text[start:], denied))
    return [(part.strip(), denies) for part, denies in parts if part.strip()]


def _meet_worry(guide: Guide, read: Correction) -> None:
    """Meet the worry beside a correction; who would move anywhere is not worried about the way."""
    worry = guide.turn.intent
    meet_worry_beside(guide)
    if worry.startswith(WORRY) and not (worry == OF_DISTANCE and PLACE in read.taken):
        guide.reply.say(f"utter_{worry}")
        guide.add_wish_of(worry)


async def _search(guide: Guide, services: Services) -> None:
    """Show the courses for what holds now, or ask what is due."""
    if guide.state.flow is None:
        guide.state = guide.state.started("find_course")
    guide.state = guide.state.searching_anew()
    await advance(guide, services)


async def _show_more(guide: Guide, services: Services, read: Correction, refining: Refining) -> bool:
    """Go on in the same list where more of it is asked for and nothing else is told."""
    told = {one.name for one in guide.turn.entities} & guide.facts.keys() | set(WISH_ENTITIES)
    names_more = any(one.name in told for one in guide.turn.entities)
    names_more = names_more or proposal_in(guide.turn.text) is not None
    if not read.more or names_more or FIELD not in guide.facts or _narrows(guide, refining):
        return False
    await show_courses(guide, services.courses)
    return True


def _narrows(guide: Guide, refining: Refining) -> bool:
    """Whether other courses than those of the list are asked for; "muuta puualalta" means no other field."""
    other_field = refining.other_field and not guide.denials_read
    return refining.narrows or other_field or refining.starts or refining.similar or refining.narrow
