"""Goes on after somebody has said only what they do not want: they are asked what else."""

from actions.dialogue.guide import Guide
from actions.dialogue.ids import FIELD
from actions.guidance.talk import is_talking
from actions.services import Services
from actions.skills.going_on import advance
from nlu.asking import is_question

# What such a message looks like; who asks or wishes for a thing of its own is heard by that.
LIKE_A_REFUSAL = frozenset(
    {"inform", "nlu_fallback", "deny", "describe_background", "complain", "give_feedback", "find_job",
     "career_change", "out_of_scope", "unsure_direction", "map_skills", "thank", "greet"}
)  # fmt: skip


async def ask_on_after_refusal(guide: Guide, services: Services) -> bool:
    """Note what else the message tells and ask on. Returns whether it said what is not wanted."""
    waits = guide.state.open in (None, FIELD) and FIELD not in guide.news and not is_talking(guide)
    if not (guide.refuses and waits) or guide.turn.intent not in LIKE_A_REFUSAL:
        return False
    if is_question(guide.turn.text):
        return False
    guide.note_facts()
    if guide.state.flow is None:
        guide.state = guide.state.started("find_course")
    await advance(guide, services)
    return True
