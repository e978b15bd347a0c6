"""What a message asks in plain words goes before what else it looks like: "onkohan siellä muita miehiä"."""

from actions.dialogue.guide import Guide
from actions.guidance.asides import aside_in
from actions.guidance.groups import answer_of_groups
from actions.services import Services
from actions.skills.aside import answer_aside
from actions.skills.leading_back import lead_back
from nlu.asking import is_question

# What a question in everyday words is mistaken for; what asks for a thing of its own is not among it.
MISTAKEN_FOR = frozenset(
    {"refine_search", "ask_cost", "ask_labour_market", "ask_occupation", "ask_entry_requirements",
     "ask_employment_services", "unsure_direction", "career_change", "describe_background", "map_skills",
     "find_job", "dont_know", "complain", "give_feedback", "ask_study_support", "ask_prior_learning", "help",
     "clarify", "greet", "thank", "goodbye"}
)  # fmt: skip
WONDERING = "dont_know"  # "en ees tiiä pystynkö mä siihen" asks though it begins as no question
# What goes before all questions, and what is done at once.
NEVER_MISTAKEN = frozenset(
    {"crisis", "insult", "request_human", "delete_data", "export_data", "stop", "restart", "set_reminder"}
)  # fmt: skip


async def answer_plain_question(guide: Guide, services: Services) -> bool:
    """Answer it by its words, and lead back to the open question. Returns whether it was one."""
    wonders = guide.turn.intent == WONDERING
    if guide.turn.is_button or guide.turn.intent in NEVER_MISTAKEN:
        return False
    if not (wonders or is_question(guide.turn.text)):
        return False
    has_a_text = _asks_what_has_a_text(guide)
    if not has_a_text and answer_of_groups(guide):
        await lead_back(guide, services)
        return True
    if guide.turn.intent not in MISTAKEN_FOR and not has_a_text:
        return False
    return await answer_aside(guide, services, unless=guide.turn.intent)


def _asks_what_has_a_text(guide: Guide) -> bool:
    """Whether the words of a question have an answer of their own, nearer than that of its intent."""
    aside = aside_in(guide.turn.text)
    return aside is not None and aside.text is not None
