"""For those who do not know what they want: starts from what they like, and leads to three directions."""

from dataclasses import replace

from actions.base import SuuntaAction
from actions.dialogue.guide import Guide
from actions.guidance.interest_result import show_known_directions
from actions.guidance.interest_talk import InterestTalk
from actions.guidance.talk import is_talking
from actions.services import Services
from actions.skills.going_on import advance


async def help_to_a_direction(guide: Guide, services: Services) -> None:
    """Begin the talk on interests, or show again what it led to.

    Goes on with the search where the message named a field, or only answered the question of the goal and
    the field is known.
    """
    guide.state = replace(guide.state, halted=False)
    guide.note_facts()
    if is_talking(guide, InterestTalk.name):
        return  # it asks its question again
    if "field" in guide.news or (guide.is_answer and "field" in guide.facts):
        guide.state = guide.state.started("find_course")
        await advance(guide, services)
    elif not show_known_directions(guide):
        InterestTalk().begin(guide)


class UnsureDirection(SuuntaAction):
    """Answers "en tiedä mitä haluaisin"."""

    action_name = "action_unsure_direction"
    leaves_crisis = True

    async def respond(self, guide: Guide, services: Services) -> None:
        """Begin with what the person likes."""
        await help_to_a_direction(guide, services)
