"""A talk: a conversation of several turns beside the intake, of which one is open at a time.

Its state rides in the profile under `talk` (ADR 0003). A talk is open while no goal of the intake is worked
on: who starts a search leaves it. What a message of another subject asks is answered by its own skill; then
the talk asks its question again.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from actions.dialogue.guide import Guide
from actions.services import Services

PROFILE_KEY = "talk"
ASIDES = "asides"  # how many messages in a row were about something else
MOST_ASIDES = 2  # of them; who goes on with other things has left the talk

# Messages of these intents may be an answer in the learner's own words: their rules have no other answer.
OWN_WORDS = frozenset(
    {"inform", "describe_background", "map_skills", "unsure_direction", "career_change", "find_course",
     "find_short_course", "nlu_fallback", "out_of_scope", "affirm", "deny", "refine_search"}
)  # fmt: skip
# After these the word is the learner's: the question is not asked again in the same breath.
RESTS = frozenset(
    {"stop", "goodbye", "insult", "request_human", "restart", "crisis", "complain", "delete_data"}
)


class Talk(ABC):
    """One kind of talk. It keeps no state of its own: all is in the profile."""

    name: ClassVar[str]

    @abstractmethod
    async def hear(self, guide: Guide, services: Services) -> bool:
        """Take the message as part of the talk, if it is one. Returns whether it was."""

    @abstractmethod
    def ask_again(self, guide: Guide) -> None:
        """Ask the open question again, after something else was answered."""


def talk_state(guide: Guide, name: str) -> Mapping[str, Any] | None:
    """The state of the talk of this name, if it is the one that is open."""
    stored = guide.recall(PROFILE_KEY)
    is_open = guide.state.flow is None and not guide.state.halted
    if not is_open or not isinstance(stored, Mapping) or stored.get("name") != name:
        return None
    return stored


def open_talk(guide: Guide, talks: Mapping[str, Talk]) -> Talk | None:
    """The talk that is open."""
    stored = guide.recall(PROFILE_KEY)
    name = str(stored.get("name")) if isinstance(stored, Mapping) else ""
    return talks[name] if name in talks and talk_state(guide, name) is not None else None


def is_talking(guide: Guide, of: str | None = None) -> bool:
    """Whether a talk is open, or the one of this name: it has the next word."""
    stored = guide.recall(PROFILE_KEY)
    name = str(stored.get("name")) if isinstance(stored, Mapping) else ""
    return of in (None, name) and talk_state(guide, name) is not None


def keep_talk(guide: Guide, name: str, state: Mapping[str, Any]) -> None:
    """Keep a talk open with this state; the goal that was worked on waits in `before`."""
    stored = guide.recall(PROFILE_KEY)
    waiting = stored.get("before") if isinstance(stored, Mapping) else None
    before = guide.state.flow or waiting
    guide.state = replace(guide.state, flow=None, open=None)
    guide.reply.store(PROFILE_KEY, {**state, "name": name, "before": before})


def lead_back_or_leave(guide: Guide, talk: Talk) -> None:
    """Ask the talk's question again after something else was answered; leave it when that happens on and on.

    What an answer stores in the talk's state begins the count anew.
    """
    stored = guide.recall(PROFILE_KEY)
    asides = int(stored.get(ASIDES, 0)) + 1 if isinstance(stored, Mapping) else 1
    if asides <= MOST_ASIDES:
        talk.ask_again(guide)
        guide.reply.store(PROFILE_KEY, {**guide.reply.kept[PROFILE_KEY], ASIDES: asides})
        return
    leave_talk(guide)


def leave_talk(guide: Guide) -> None:
    """End the talk without a result: go on with the goal that was open before it, or ask what next."""
    return_to_goal(guide)
    if not guide.ask_if_due("resumed"):
        guide.reply.say("utter_talk_left")


def close_talk(guide: Guide) -> None:
    """End the talk. What it found stands under keys of its own."""
    if guide.recall(PROFILE_KEY) is not None:
        guide.reply.forget(PROFILE_KEY)


def return_to_goal(guide: Guide) -> None:
    """End the talk and take up the goal that was being worked on before it, if there was one."""
    stored = guide.recall(PROFILE_KEY)
    before = stored.get("before") if isinstance(stored, Mapping) else None
    close_talk(guide)
    if before in guide.intake.flows:
        guide.state = replace(guide.state, flow=before)


def leave_if_left(guide: Guide) -> None:
    """Forget a talk that the learner has left for a search."""
    if guide.state.flow is not None:
        close_talk(guide)
