"""Looks for education: asks what the search needs, then shows up to three courses with their reasons."""

from actions.base import SuuntaAction
from actions.courses.named import name_in
from actions.dialogue.desires import CONTRAST, wishes
from actions.dialogue.facts import Fact
from actions.dialogue.guide import Guide
from actions.dialogue.lengths import WORDS_OF_A_STATEMENT
from actions.services import Services
from actions.skills.acting_as import answer_as
from actions.skills.aside import answer_clause
from actions.skills.going_on import advance
from actions.skills.subject import SEARCHED, note_subject
from backends.client.courses import CoursesFound
from nlu.asking import asks_of_need, is_question

NEEDED = "ask_entry_requirements"  # "tarvitsenko hygieniapassin" beside a search asks, and wishes for nothing


class FindCourse(SuuntaAction):
    """Starts a search for education towards a field, an occupation or a qualification."""

    action_name = "action_find_course"
    leaves_crisis = True
    flow = "find_course"
    kind: str | None = None

    async def respond(self, guide: Guide, services: Services) -> None:
        """Begin the goal, note the wishes that were said with it, and go on.

        Asking for the same goal when its courses were shown already asks for something else.
        """
        if "field" in guide.facts and asks_of_need(guide.turn.text):
            await answer_as(guide, services, NEEDED)
            return
        if _names_what_was_studied(guide) and guide.note_elsewhere():
            await advance(guide, services)
            return
        was_open = guide.state.open
        guide.state = guide.state.started(self.flow, self.kind)
        told = guide.note_facts(wish=True)
        told = await self.note_more(guide, services) or told
        told = await note_subject(guide, services) or told
        if not told and guide.state.searched:
            guide.state = guide.state.answered(["field"])
            guide.ask("field")
            return
        if not await answer_clause(guide, services):
            await advance(guide, services, "resumed" if was_open and not guide.news else None)

    async def note_more(self, guide: Guide, services: Services) -> bool:
        """Note what the message says besides its entities: that it is a course which is looked for."""
        if "goal" in guide.facts or guide.turn.is_button:
            return False
        return guide.note_named("goal") or guide.note_wished_goal()


def _names_what_was_studied(guide: Guide) -> bool:
    """Whether a course is the answer to what school one went to: "trukkikurssit" wishes for none there."""
    text = guide.turn.text
    few = len(text.split()) <= WORDS_OF_A_STATEMENT and not guide.turn.is_button
    return few and not (is_question(text) or wishes(text) or CONTRAST.search(text))


class FindShortCourse(FindCourse):
    """Starts a search for a short course, a card or a badge."""

    action_name = "action_find_short_course"
    flow = "find_short_course"
    kind = "short"


class FindDegreePart(FindCourse):
    """Starts a search for parts of a qualification."""

    action_name = "action_find_degree_part"
    flow = "find_degree_part"
    kind = "degree_part"

    async def note_more(self, guide: Guide, services: Services) -> bool:
        """Take a name of the part that is no entity, where the course search knows its words."""
        if "field" in guide.news or guide.turn.is_button:
            return False
        name = name_in(guide.turn.text, guide.turn.entities)
        found = await services.courses.search(name, limit=1) if name else None
        if not (isinstance(found, CoursesFound) and found.matched and found.items):
            return False
        guide.note(Fact("field", name, name, entity=SEARCHED))
        return True
