"""What a learner has confirmed of their skills, as the gateway's profile keeps it under `skills`.

Shape: `{"occupations": [{"uri", "label", "experience"}], "held": [{"uri", "label"}], "rejected": [uri]}`;
`experience` only where it was told. The plan, the summary for a counsellor and the path to an occupation
read the same key.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from actions.dialogue.guide import Guide

PROFILE_KEY = "skills"
MOST_KEPT = 100

EXPERIENCE = "experience"  # of an occupation: "kymmenen vuotta", where it was told

Named = dict[str, str]  # {"uri", "label"}


@dataclass(frozen=True, slots=True)
class SavedSkills:
    """Confirmed occupations and skills, and what the person said no to; that is not suggested again."""

    occupations: tuple[Named, ...] = ()
    held: tuple[Named, ...] = ()
    rejected: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The profile's value."""
        return {
            "occupations": list(self.occupations),
            "held": list(self.held),
            "rejected": list(self.rejected),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read the profile's value."""
        return cls(
            occupations=tuple(dict(one) for one in stored.get("occupations", ())),
            held=tuple(dict(one) for one in stored.get("held", ())),
            rejected=tuple(stored.get("rejected", ())),
        )

    @property
    def confirmed(self) -> tuple[str, ...]:
        """URIs of all that was confirmed."""
        return tuple(one["uri"] for one in (*self.occupations, *self.held))

    @property
    def held_uris(self) -> tuple[str, ...]:
        """URIs of the skills."""
        return tuple(one["uri"] for one in self.held)

    def with_occupation(self, uri: str, label: str, experience: str = "") -> Self:
        """Confirm an occupation; `experience` is how long it was done, in the person's own words."""
        item = {"uri": uri, "label": label, **({EXPERIENCE: experience} if experience else {})}
        return replace(
            self, occupations=_added(self.occupations, [item]), rejected=self._not_rejecting([item])
        )

    def with_skills(self, skills: Sequence[Named]) -> Self:
        """Confirm skills."""
        return replace(self, held=_added(self.held, skills), rejected=self._not_rejecting(skills))

    def without(self, uri: str) -> Self:
        """Say no to an occupation or a skill, also to one that was confirmed before."""
        if uri in self.rejected:
            return self
        return replace(
            self,
            occupations=tuple(one for one in self.occupations if one["uri"] != uri),
            held=tuple(one for one in self.held if one["uri"] != uri),
            rejected=(*self.rejected, uri)[-MOST_KEPT:],
        )

    def _not_rejecting(self, items: Sequence[Named]) -> tuple[str, ...]:
        back = {one["uri"] for one in items}
        return tuple(uri for uri in self.rejected if uri not in back)


def _added(known: tuple[Named, ...], items: Sequence[Named]) -> tuple[Named, ...]:
    uris = {one["uri"] for one in known}
    return (*known, *(dict(one) for one in items if one["uri"] not in uris))[:MOST_KEPT]


def saved_skills(guide: Guide) -> SavedSkills:
    """What is saved, as this turn leaves it."""
    return SavedSkills.from_json(guide.recall(PROFILE_KEY) or {})


def save_skills(guide: Guide, skills: SavedSkills) -> None:
    """Save it as an effect of the turn."""
    guide.reply.store(PROFILE_KEY, skills.to_json())
