"""The way to a human: which service fits, a counsellor where there is one, and what they are told."""

from dataclasses import replace

from actions.base import SuuntaAction
from actions.dialogue.facts import CHOICE_ENTITY
from actions.dialogue.guide import Guide
from actions.guidance.summary import summary_of
from actions.guidance.young import CHILD_UNDER, age_of
from actions.services import Services
from actions.texts import read_texts
from nlu.places import shared_places
from nlu.places.model import MUNICIPALITY

OHJAAMO_UNDER = 30  # Ohjaamo serves people under 30 (ohjaamot.fi, checked 2026-11-23).
STUDENT = "student"
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
        guide.reply.say(self._response(guide), area=_area_said(guide))
        if services.human_desk:
            guide.reply.do({"type": "owner.request", "reason": "asked for a human"})
            guide.reply.say("utter_human_waiting")
            if not guide.state.halted and summary_of(guide):
                ask_to_share(guide)

    def _response(self, guide: Guide) -> str:
        age = age_of(guide)
        if age is not None and age < CHILD_UNDER:
            return "utter_human_child"
        if guide.values.get("employment_status") == STUDENT:
            return "utter_human_student"
        if age is None:
            return "utter_human"
        return "utter_human_young" if age < OHJAAMO_UNDER else "utter_human_adult"


def _area_said(guide: Guide) -> str:
    """Which employment area serves the town that was told; nothing where it has the town's own name."""
    told = guide.values.get("place", "")
    town = shared_places().get(told, MUNICIPALITY)
    if town is None or town.employment_area in ("", town.name):
        return ""
    return str(read_texts("human")["area"]).format(place=town.name, area=town.employment_area)


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
