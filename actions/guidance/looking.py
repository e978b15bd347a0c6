"""The occupation that the conversation is about, so that "onko siinä töitä?" needs no name."""

from collections.abc import Mapping
from dataclasses import dataclass

from actions.dialogue.guide import Guide

PROFILE_KEY = "looking_at"


@dataclass(frozen=True, slots=True)
class Looking:
    """An occupation by name."""

    uri: str
    label: str


def looking_at(guide: Guide) -> Looking | None:
    """The occupation that was told of last."""
    stored = guide.recall(PROFILE_KEY)
    if not isinstance(stored, Mapping) or not stored.get("uri"):
        return None
    return Looking(str(stored["uri"]), str(stored.get("label", "")))


def look_at(guide: Guide, looking: Looking) -> None:
    """Remember it."""
    guide.reply.store(PROFILE_KEY, {"uri": looking.uri, "label": looking.label})
