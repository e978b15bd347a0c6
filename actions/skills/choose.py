"""What the buttons of guidance choose: those under occupations and results, and old ones of a talk."""

from actions.base import SuuntaAction
from actions.dialogue.facts import Fact
from actions.dialogue.guide import Guide
from actions.guidance.about import tell_of_id
from actions.guidance.choosing import chosen
from actions.guidance.interest_talk import choose_in_interests
from actions.guidance.looking import Looking
from actions.guidance.mapping_talk import MappingTalk
from actions.guidance.path import say_path
from actions.guidance.reach import show_neighbours, show_reachable
from actions.services import Services
from actions.skills.going_on import advance
from backends.client.skills import Occupation


class Choose(SuuntaAction):
    """Takes the choice of a button; one that means nothing any more gets the ways on."""

    action_name = "action_choose"
    leaves_crisis = True

    async def respond(self, guide: Guide, services: Services) -> None:
        """Do what the button says."""
        match chosen(guide).split(":"):
            case ["reach", "skills"]:
                await show_reachable(guide, services)
            case ["about" | "market" | "path" as subject, name]:
                await tell_of_id(guide, services, subject, name)
            case ["path" | "near" | "courses" as what, name, *rest]:
                await self._with_occupation(guide, services, what, name, rest)
            case ["skills", *_]:
                await MappingTalk().begin(guide, services)
            case _:
                choose_in_interests(guide)

    async def _with_occupation(
        self, guide: Guide, services: Services, what: str, name: str, rest: list[str]
    ) -> None:
        found = await services.skills.occupation(name)
        if not isinstance(found, Occupation):
            await tell_of_id(guide, services, "about", name)
        elif what == "path":
            await say_path(guide, services, Looking(found.uri, found.label), *rest[:1])
        elif what == "near":
            await show_neighbours(guide, services, found.uri, found.label)
        else:
            guide.note(Fact("field", found.label.partition(",")[0], "", entity="occupation"))
            guide.state = guide.state.started("find_course")
            await advance(guide, services)
