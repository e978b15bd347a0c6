"""The way to a human: which service fits, a counsellor where there is one, and what they are told."""

from dataclasses import replace

from actions.base import SuuntaAction
from actions.dialogue.facts import CHOICE_ENTITY
from actions.dialogue.guide import Guide
from actions.guidance.summary import summary_of
from actions.services import Services

OHJAAMO_UNDER = 30  # Ohjaamo serves people under 30 (ohjaamot.fi, checked 2026-11-23).
SUMMARY, CONTACT = "human:summary", "human:contact"
FORM = "form:contact"  # pressed where the client has no forms; the widget opens one instead
PURPOSE = "summary_to_counsellor"
CONSENT_VERSION = "1"
SUMMARY_KEY = "summary"  # the profile's key of what the learner let the counsellor know


class RequestHuman(SuuntaAction):
    """Names the human services that fit; it is never refused and never asks for reasons."""

    action_name = "action_request_human"
    leaves_crisis = True

    async def respond(self, guide: Guide, services: Services) -> None:
        """Name the service; the open question waits, but is not asked in the same breath."""
        chosen = {entity.value for entity in guide.turn.entities if entity.name == CHOICE_ENTITY}
        if guide.state.halted:
            guide.reply.say("utter_after_crisis")
        guide.note_facts()
        if chosen & {CONTACT, FORM}:
            guide.reply.say("utter_human_contact")
        elif SUMMARY in chosen:
            ask_to_share(guide)
        else:
            self._name_service(guide, services)

    def _name_service(self, guide: Guide, services: Services) -> None:
        place = guide.facts.get("place")
        guide.reply.say(self._response(guide), place=place.value if place else "")
        if services.human_desk:
            guide.reply.do({"type": "owner.request", "reason": "asked for a human"})
            guide.reply.say("utter_human_waiting")
            if not guide.state.halted and summary_of(guide):
                ask_to_share(guide)

    def _response(self, guide: Guide) -> str:
        age = guide.facts.get("age")
        if age is None or not age.value.isdigit():
            return "utter_human"
        return "utter_human_young" if int(age.value) < OHJAAMO_UNDER else "utter_human_adult"


def ask_to_share(guide: Guide) -> None:
    """Show what the counsellor would be told, and ask whether they may be; nothing known, nothing asked."""
    summary = summary_of(guide)
    if not summary:
        guide.reply.say("utter_nothing_to_share")
        return
    guide.state = replace(guide.state, confirming="share")
    guide.reply.say("utter_ask_to_share", summary=summary)


def share(guide: Guide, *, allowed: bool) -> None:
    """Do as the learner decided, and keep the decision."""
    guide.reply.do(
        {"type": "consent.record", "purpose": PURPOSE, "version": CONSENT_VERSION, "granted": allowed}
    )
    if allowed:
        guide.reply.store(SUMMARY_KEY, summary_of(guide))
    else:
        guide.reply.forget(SUMMARY_KEY)
    guide.reply.say("utter_shared" if allowed else "utter_not_shared")
