"""For those who do not know what they want, or want something new: starts from what they like."""

from actions.base import SuuntaAction
from actions.dialogue.guide import Guide
from actions.services import Services
from actions.skills.find_course import advance


async def ask_for_a_direction(guide: Guide, services: Services, response: str) -> None:
    """Ask for the field in the words of `response`.

    Goes on where the message named one, or only answered the question of the goal and the field is known.
    """
    guide.state = guide.state.started("find_course")
    guide.note_facts()
    if "field" in guide.news or (guide.is_answer and "field" in guide.facts):
        await advance(guide, services)
    else:
        guide.ask_with("field", response)


class UnsureDirection(SuuntaAction):
    """Answers "en tiedä mitä haluaisin"."""

    action_name = "action_unsure_direction"
    leaves_crisis = True

    async def respond(self, guide: Guide, services: Services) -> None:
        """Begin with what the person likes; the words that follow answer the question of the field."""
        await ask_for_a_direction(guide, services, "utter_unsure_direction")


class CareerChange(SuuntaAction):
    """Answers a wish to change occupation or field."""

    action_name = "action_career_change"
    leaves_crisis = True

    async def respond(self, guide: Guide, services: Services) -> None:
        """Say that it is possible and that experience counts, then ask where to."""
        await ask_for_a_direction(guide, services, "utter_career_change")
