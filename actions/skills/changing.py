"""After courses were shown: another wish goes before whatever else its words look like."""

import re

from actions.courses.refining import read_refining
from actions.dialogue.desires import CONTRAST, asks_for, proposes
from actions.dialogue.guide import Guide
from actions.dialogue.ids import WORRY
from actions.services import Services
from actions.skills.acting_as import answer_as
from actions.skills.after_courses import comes_after_courses
from actions.skills.going_on import advance
from actions.skills.proposing import take_proposal
from actions.skills.subject import note_subject
from nlu.asking import is_question

SOME = re.compile(r"\b(?:jota\w*|jotta\w*|joku|jokin)\b", re.IGNORECASE)
REFINE, OF_DISTANCE = "refine_search", "worry_time_distance"
# What another wish may look like; what is asked for or decided in so many words is not among them.
LIKE_A_WISH = frozenset(
    {"ask_labour_market", "ask_occupation", "ask_entry_requirements", "ask_flexible_study", "deny", "affirm",
     "ask_how_to_apply", "ask_apprenticeship", "career_change", "describe_background", "map_skills",
     "unsure_direction", "find_job", "out_of_scope", "complain", "insult", "dont_know", "go_back",
     "give_feedback", "worry_digital", "worry_time_distance", "worry_confidence"}
)  # fmt: skip

# What "en jaksa enää ruutua, sittenkin lähiopetusta" may look like.
LIKE_AN_END = frozenset({"stop", "goodbye"})


async def take_another_wish(guide: Guide, services: Services) -> bool:
    """Search anew where the message names something else to study, or another way. Returns whether it did."""
    if await take_proposal(guide, services):
        return True
    if _wishes_for_shorter(guide):
        await answer_as(guide, services, REFINE)
        return True
    worries = guide.turn.intent.startswith(WORRY)  # "ei kun sittenkin kokiks" may look like one
    sets_against = guide.turn.intent in LIKE_AN_END and CONTRAST.search(guide.turn.text)
    if guide.turn.is_button or not (worries or sets_against or guide.turn.intent in LIKE_A_WISH):
        return False
    if guide.changes_the_wish():
        guide.note_facts(wish=True)
        await advance(guide, services)
        return True
    if not (sets_against or guide.turn.intent in LIKE_A_WISH):
        return False
    if guide.waits or not guide.state.searched:
        return False
    if is_question(guide.turn.text) and not proposes(guide.turn.text):
        return False
    named = guide.names_another_wish() and guide.note_facts(wish=True)
    changed = guide.note_change() or (guide.sets_against() and _tells_another_way(guide))
    if not (named or changed or (guide.sets_against() and await note_subject(guide, services))):
        return False
    guide.note_facts()
    await advance(guide, services)
    return True


def _wishes_for_shorter(guide: Guide) -> bool:
    """Whether what looks like a worry, or asks for some of it, asks for what takes less time."""
    worry, text = guide.turn.intent, guide.turn.text
    looks_like_one = worry.startswith(WORRY) and worry != OF_DISTANCE
    if not (looks_like_one or (asks_for(text) and SOME.search(text))) or not comes_after_courses(guide):
        return False
    return read_refining(guide.turn).measures == {"shorter"}


def sets_another_answer(guide: Guide) -> bool:
    """Whether a message after courses sets another answer against what was searched for; it is noted then."""
    if guide.waits or not guide.state.searched or guide.turn.is_button or is_question(guide.turn.text):
        return False
    return guide.sets_against() and _tells_another_way(guide)


def _tells_another_way(guide: Guide) -> bool:
    """Note the facts of a message, and tell whether one of them is another answer than before."""
    before = guide.values
    guide.note_facts()
    return any(before.get(name) != fact.value for name, fact in guide.news.items())


def asks_for_other_courses(guide: Guide) -> bool:
    """Whether words that mean nothing surer ask for shorter, nearer or cheaper courses than were shown."""
    free = guide.open_question is None and guide.state.searched and not guide.turn.is_button
    return free and not is_question(guide.turn.text) and read_refining(guide.turn).narrows
