"""The way to a human: which service fits, by age and place."""

from actions.base import SuuntaAction
from actions.dialogue.guide import Guide
from actions.services import Services

OHJAAMO_UNDER = 30  # Ohjaamo serves people under 30 (ohjaamot.fi, checked 2026-11-23).


class RequestHuman(SuuntaAction):
    """Names the human services that fit; it is never refused and never asks for reasons."""

    action_name = "action_request_human"
    leaves_crisis = True

    async def respond(self, guide: Guide, services: Services) -> None:
        """Name the service; the open question waits, but is not asked in the same breath."""
        if guide.state.halted:
            guide.reply.say("utter_after_crisis")
        guide.note_facts()
        place = guide.facts.get("place")
        guide.reply.say(self._response(guide), place=place.value if place else "")

    def _response(self, guide: Guide) -> str:
        age = guide.facts.get("age")
        if age is None or not age.value.isdigit():
            return "utter_human"
        return "utter_human_young" if int(age.value) < OHJAAMO_UNDER else "utter_human_adult"
