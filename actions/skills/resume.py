"""Closes a turn whose answer the engine gave: notes facts said in passing and leads back to the point."""

from actions.base import SuuntaAction
from actions.dialogue.guide import Guide
from actions.services import Services


def lead_back(guide: Guide) -> None:
    """Note facts said in passing, and ask the open question, or the one that is due now, again."""
    guide.note_facts()
    if guide.state.open is not None or guide.news:
        guide.ask_if_due(None if guide.news else "resumed")


class Resume(SuuntaAction):
    """After a digression, asks the open question again."""

    action_name = "action_resume"
    may_be_silent = True

    async def respond(self, guide: Guide, services: Services) -> None:
        """Note facts; lead back to a question if one is open or due."""
        lead_back(guide)


class Rest(SuuntaAction):
    """Closes a turn that leaves the word to the learner, as after a goodbye. Nothing is lost."""

    action_name = "action_rest"
    may_be_silent = True

    async def respond(self, guide: Guide, services: Services) -> None:
        """Note facts, say nothing more."""
        guide.note_facts()
