"""Hears out what the learner has done in life: as an answer to a question, or as a story of its own."""

from actions.base import SuuntaAction
from actions.dialogue.guide import Guide
from actions.guidance.mapping_data import load_mapping
from actions.guidance.mapping_talk import MappingTalk
from actions.guidance.noting import keep_story, note_other_facts
from actions.guidance.reach import show_reachable
from actions.guidance.saved import saved_skills
from actions.services import Services
from actions.skills.going_on import advance
from nlu.naming import FOLDED, said


class Background(SuuntaAction):
    """Takes a story of past work, duties or skills."""

    action_name = "action_background"

    async def respond(self, guide: Guide, services: Services) -> None:
        """While a question is open, note facts and go on with it; else look at what the story is worth."""
        if guide.was_open is not None and guide.open_question is None:
            guide.note_facts()
            await advance(guide, services)
        elif guide.open_question is None and _wish_is_known(guide):
            guide.note_facts()
            keep_story(guide)
            guide.state = guide.state.started(guide.state.flow or "find_course", guide.state.kind)
            await advance(guide, services)
        elif guide.open_question is None:
            note_other_facts(guide)
            keep_story(guide)
            await MappingTalk().begin(guide, services)
        elif guide.note_facts() or guide.note_answer():
            await advance(guide, services)
        if not guide.reply.messages:
            keep_story(guide)
            guide.reply.say("utter_describe_background")
            guide.ask_if_due("resumed")
        elif guide.open_question is not None and not guide.news:
            guide.ask_if_due("resumed")  # a worry in it was met


class MapSkills(SuuntaAction):
    """Answers a wish to see what one knows, or what one could do with it."""

    action_name = "action_map_skills"
    leaves_crisis = True

    async def respond(self, guide: Guide, services: Services) -> None:
        """Begin with what was told already, or a story; or tell what one could do with the skills one has."""
        note_other_facts(guide)
        if saved_skills(guide).occupations and _asks_what_to_do(guide):
            await show_reachable(guide, services)
        else:
            await MappingTalk().begin(guide, services)


def _asks_what_to_do(guide: Guide) -> bool:
    forms = said(guide.turn.text).forms
    groups = load_mapping().reach_asked
    return not guide.turn.is_button and all(
        forms & {word.translate(FOLDED) for word in group} for group in groups
    )


def _wish_is_known(guide: Guide) -> bool:
    """Whether one has said what to look for, and saw no courses yet: old work is a fact beside it then."""
    return bool({"field", "goal"} & guide.facts.keys()) and not guide.state.searched
