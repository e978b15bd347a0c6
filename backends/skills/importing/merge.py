"""Merges concepts and relations from many files into one taxonomy."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from backends.skills.domain import Occupation, Relation, Skill, SkillsDataError, Taxonomy


@dataclass(slots=True)
class Merged:
    """What was read so far. What an earlier source says stands; a later one fills in what is missing."""

    occupations: dict[str, Occupation] = field(default_factory=dict)
    skills: dict[str, Skill] = field(default_factory=dict)
    relations: dict[tuple[str, str], bool] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    notes: Counter[str] = field(default_factory=Counter)

    def add_occupation(self, new: Occupation) -> None:
        """Takes an occupation, or what it adds to the one that is there."""
        held = self.occupations.get(new.uri)
        self.occupations[new.uri] = _filled(held, new) if held else new

    def add_skill(self, new: Skill) -> None:
        """Takes a skill, or what it adds to the one that is there."""
        held = self.skills.get(new.uri)
        self.skills[new.uri] = _filled(held, new) if held else new

    def add_relation(self, occupation: str, skill: str, essential: bool) -> None:
        """Takes a relation; essential wins where files disagree."""
        key = (occupation, skill)
        self.relations[key] = essential or self.relations.get(key, False)

    def taxonomy(self) -> Taxonomy:
        """The whole; relations whose ends are unknown are left out and counted in `notes`.

        Raises:
            SkillsDataError: when occupations, skills or the relations between them are missing altogether.
        """
        known = [
            Relation(occupation, skill, essential)
            for (occupation, skill), essential in self.relations.items()
            if occupation in self.occupations and skill in self.skills
        ]
        if left := len(self.relations) - len(known):
            self.notes["relations of unknown occupations or skills, left out"] = left
        for found, what in (
            (self.occupations, "occupations"),
            (self.skills, "skills"),
            (known, "relations between occupations and skills"),
        ):
            if not found:
                raise SkillsDataError("sources", None, f"hold no {what}")
        return Taxonomy(
            tuple(self.occupations.values()),
            tuple(self.skills.values()),
            tuple(known),
            tuple(sorted(self.groups.items())),
        )


def _filled[C: (Occupation, Skill)](held: C, new: C) -> C:
    missing: dict[str, Any] = {
        name: getattr(new, name)
        for name in ("type", "isco", "code", "alternatives", "description")
        if hasattr(held, name) and not getattr(held, name)
    }
    return replace(held, **missing)
