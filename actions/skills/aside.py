"""Answers the question that stands beside what a message tells, and goes on."""

from actions.dialogue.guide import Guide
from actions.guidance.asides import aside_in
from actions.services import Services
from actions.skills.acting_as import answer_as
from actions.skills.resume import lead_back
from actions.skills.subject import note_subject


async def answer_aside(guide: Guide, services: Services, unless: str = "") -> bool:
    """Answer it and lead back to the question that is open or due. Returns whether there was one.

    One that the intent `unless` answers is none.
    """
    aside = None if guide.turn.is_button else aside_in(guide.turn.text)
    if aside is None or (unless and aside.intent == unless):
        return False
    await note_subject(guide, services)
    if aside.intent:
        await answer_as(guide, services, aside.intent)
    else:
        guide.reply.say_text(aside.text or "", [], {})
        await lead_back(guide, services)
    return True
