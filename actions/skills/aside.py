"""Answers the question that stands beside what a message tells, and goes on."""

from actions.dialogue.guide import Guide
from actions.guidance.asides import Aside, aside_in, subject_asked
from actions.services import Services
from actions.skills.acting_as import answer_as
from actions.skills.beside import question_beside
from actions.skills.leading_back import lead_back
from actions.skills.subject import note_subject


async def answer_aside(guide: Guide, services: Services, unless: str = "") -> bool:
    """Answer it and lead back to the question that is open or due. Returns whether there was one.

    One that the intent `unless` answers is none. Where no known pattern asks, a clause may.
    """
    aside = None if guide.turn.is_button else aside_in(guide.turn.text)
    if aside is None:
        return await answer_clause(guide, services)
    if unless and aside.intent == unless:
        return False
    await note_subject(guide, services)
    await _answer(guide, services, aside)
    return True


async def answer_subject(guide: Guide, services: Services) -> bool:
    """Answer a question of which only the subject is understood. Returns whether it was one."""
    aside = None if guide.turn.is_button else subject_asked(guide.turn.text)
    if aside is None:
        return False
    await _answer(guide, services, aside)
    return True


async def _answer(guide: Guide, services: Services, aside: Aside) -> None:
    if aside.intent:
        await answer_as(guide, services, aside.intent)
    else:
        guide.reply.say_text(aside.text or "", [], {})
        await lead_back(guide, services)


async def answer_clause(guide: Guide, services: Services) -> bool:
    """Answer the clause of the message that asks, and lead back. Returns whether there was one."""
    intent = question_beside(guide.turn)
    if intent is None:
        return False
    await note_subject(guide, services)
    await answer_as(guide, services, intent)
    return True
