"""For those who want another occupation: what they can do with what they know, or courses to it."""

import re

from actions.base import SuuntaAction
from actions.dialogue.guide import Guide
from actions.dialogue.named_options import option_inside
from actions.guidance.mapping_next import is_work_done
from actions.guidance.mapping_talk import MappingTalk
from actions.guidance.reach import show_reachable
from actions.guidance.refused import refused
from actions.guidance.saved import save_skills, saved_skills
from actions.services import Services
from actions.skills.going_on import advance
from actions.skills.subject import note_subject
from backends.client.skills import BackendUnavailable

CHANGING = re.compile(
    r"\b(vaih\w+|muuta|muuhun|muualle|mui\w+|pois|jätt\w+|jätä\w*|lopet\w+|kyllästy\w+|enää|ennää|loppu\w*|uudelleen\w*"
    r"|uudestaan|toiseen|toista|entinen|entistä|vanha\w*)\b"
)
SURE = 0.8  # of a found occupation (see FoundOccupation)


class CareerChange(SuuntaAction):
    """Answers a wish to change occupation or field."""

    action_name = "action_career_change"
    leaves_crisis = True

    async def respond(self, guide: Guide, services: Services) -> None:
        """Search where the message says where to; else begin with the work that one knows.

        In a search that is under way and whose field is known, a new occupation is the goal of that search.
        Who wishes for an occupation and speaks of no change is asked which, as by the quick answer; so is who
        has said what they do not want, of which what is near their work is mostly a part.
        """
        searching = guide.is_answer or guide.open_question is not None
        guide.note_facts()
        await note_subject(guide, services)
        if "field" in guide.news or (searching and "field" in guide.facts):
            if "field" in guide.news or guide.state.flow is None:
                guide.state = guide.state.started("find_course")
            await advance(guide, services)
            return
        if _wishes_for_any(guide):
            guide.state = guide.state.started("find_course")
            await advance(guide, services)
            return
        await note_work_done(guide, services)
        if refused(guide):
            guide.state = guide.state.started("find_course")
            await advance(guide, services)
            return
        if saved_skills(guide).occupations:
            await show_reachable(guide, services)
        else:
            await MappingTalk().begin(guide, services, "change")


def _wishes_for_any(guide: Guide) -> bool:
    """Whether a message wishes for an occupation, and tells of none that is left: "haluisin ammatin"."""
    turn, question = guide.turn, guide.intake.question("goal")
    told = any(one.name == "occupation" for one in turn.entities) or "background" in guide.facts
    if turn.is_button or told or CHANGING.search(turn.text.lower()):
        return False
    return option_inside(turn, question, in_any_form=True) is not None


async def note_work_done(guide: Guide, services: Services) -> None:
    """Take an occupation that the message names as work that was done: "oon kokki ja haluan vaihtaa"."""
    name = next((one.value for one in guide.turn.entities if is_work_done(one)), None)
    if name is None:
        return
    found = await services.skills.find_occupations(name, limit=1)
    if not isinstance(found, BackendUnavailable) and found and found[0].score >= SURE:
        save_skills(guide, saved_skills(guide).with_occupation(found[0].uri, found[0].label))
