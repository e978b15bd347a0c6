"""Whether a paper that a message names is had already, and not wished for: "mulla on kans ajokortti"."""

import re

from actions.dialogue.desires import CONTRAST, WISHING
from actions.dialogue.turn import Entity

HAD_BEFORE = re.compile(r"\b(?:mul|mulla|minulla|miulla|multa|minulta)\s+(?:on|o|löytyy)\s+(?:\w+\s+){0,2}$")
HAD_AFTER = re.compile(
    r"^\s+(?:(?:mulla|mul|minulla|multa)\s+)?(?:on|o|löytyy)\s+(?:jo|kans|kyllä|taskussa|olemassa)\b"
)


def is_had(one: Entity, text: str) -> bool:
    """Whether a qualification is told as one's own; who wishes for it or sets it against another wants it."""
    low = text.lower()
    before, found, after = low.partition(one.text.lower())
    if one.name != "qualification" or not (found and one.text):
        return False
    wanted = WISHING.search(low) or CONTRAST.search(low)
    return not wanted and bool(HAD_BEFORE.search(before) or HAD_AFTER.match(after))
