"""Own words as the field are kept only where they lead somewhere: to nothing known, no course fits them."""

from actions.dialogue.guide import Guide
from actions.dialogue.ids import FIELD, GOAL
from actions.dialogue.named_options import option_inside
from actions.services import Services
from actions.skills.misunderstanding import help_with_question
from backends.client.courses import CoursesFound
from nlu.analysis import shared_analyzer
from nlu.expectation import base_forms

TELLING = frozenset({"NOUN", "PROPN", "VERB"})


async def check_own_field(guide: Guide, services: Services) -> None:
    """Make the reply anew where the message gave no field but words that the course search does not know.

    Then the question is put in other words, or the talk on interests begins. "Oikeen ammatin" tells a goal.
    """
    fact = guide.news.get(FIELD)
    if fact is None or fact.entity or guide.was_open != FIELD or guide.turn.is_button or len(guide.news) > 1:
        return
    if not (_tells_only_a_goal(guide) or await _leads_nowhere(fact.value, services)):
        return
    anew = Guide(guide.turn, guide.intake)
    if GOAL not in anew.facts:
        anew.note_if(option_inside(anew.turn, anew.intake.question(GOAL), in_any_form=True))
    await help_with_question(anew, services)
    guide.reply, guide.news, guide.understood = anew.reply, anew.news, anew.understood


def _tells_only_a_goal(guide: Guide) -> bool:
    """Whether the words name what one wants of studying and nothing else: "duunii äkkii"."""
    options = guide.intake.question(GOAL).options
    of_goals = {form for one in options for phrase in (one.title, *one.words) for form in base_forms(phrase)}
    tokens = shared_analyzer().tokens(guide.turn.text)
    told = {token.lemma for token in tokens if token.pos in TELLING}
    return bool(told) and told <= of_goals


async def _leads_nowhere(words: str, services: Services) -> bool:
    found = await services.courses.search(words, limit=1)
    return isinstance(found, CoursesFound) and not found.matched
