"""What newcomers ask on the way: of permits, with which others help, and in English."""

from actions.dialogue.guide import Guide
from actions.guidance.english import asked_in_english
from actions.guidance.permits import asks_of_permits
from actions.services import Services
from actions.skills.acting_as import answer_as
from actions.skills.leading_back import lead_back

OF_PERMITS = "utter_who_helps_permit"
CARD = "qualification"  # "hygieniapassi" is no passport


async def answer_newcomer(guide: Guide, services: Services) -> bool:
    """Answer it, and lead back to the open question. Returns whether it was such a question."""
    text = guide.turn.text
    names_a_card = any(one.name == CARD for one in guide.turn.entities)
    if asks_of_permits(text) and not names_a_card:
        guide.reply.say(OF_PERMITS)
        await lead_back(guide, services)
        return True
    question = asked_in_english(text)
    if question is None:
        return False
    if question.intent:
        await answer_as(guide, services, question.intent)
    else:
        guide.reply.say(question.response or "")
        await lead_back(guide, services)
    return True
