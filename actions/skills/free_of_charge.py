"""After courses, a wish for something free of charge refines the search, however it is asked for."""

from dataclasses import replace

from actions.courses.data import load_texts
from actions.courses.free_wish import wishes_free, worries_of_money
from actions.dialogue.guide import Guide
from actions.services import Services
from actions.skills.acting_as import answer_as
from actions.skills.after_courses import comes_after_courses

MONEY, REFINE = "worry_money", "refine_search"


async def look_for_free(guide: Guide, services: Services) -> bool:
    """Search for what costs nothing, and meet the worry beside it. Returns whether it was wished."""
    if not comes_after_courses(guide) or not wishes_free(guide.turn.text):
        return False
    if worries_of_money(guide.turn.text):
        guide.reply.say_text(load_texts().money_met, [], {})
        guide.add_wish_of(MONEY)
    guide.turn = replace(guide.turn, intent=REFINE)
    await answer_as(guide, services, REFINE)
    return True
