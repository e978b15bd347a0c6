"""The wishes that a learner's worries have become, as the profile keeps them under `wish.<id>`."""

from collections.abc import Mapping
from typing import Any

from actions.intake.model import Intake
from actions.intake.wishes import Wish

KEY_PREFIX = "wish."


def wishes_of(profile: Mapping[str, Any], intake: Intake) -> dict[str, Wish]:
    """Return the wishes in a profile, by id; one that the intake no longer has is left out."""
    return {wish.id: wish for wish in intake.wishes if profile.get(KEY_PREFIX + wish.id)}
