"""What is known of an occupation, what lies near it, and what is missing for it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backends.skills.domain import ESCO, Occupation, Skill, Taxonomy
from backends.skills.matching.links import ESSENTIAL, Links

_LEAST_SHARED = 2
_MOST_RELATED = 10


@dataclass(frozen=True, slots=True)
class OccupationInfo:
    """An occupation with its ISCO group and skills, the essential ones that matter most first."""

    occupation: Occupation
    group: str | None
    essential: tuple[Skill, ...]
    optional: tuple[Skill, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An occupation that shares skills. `share` is the part (0 to 1, rare skills count more) of its essential
    skills that one has; `missing` are the others, those that matter most first.
    """

    occupation: Occupation
    share: float
    shared: tuple[Skill, ...]
    missing: tuple[Skill, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """What of an occupation's essential skills is held and missing; `unknown` are URIs of no known skill."""

    occupation: Occupation
    held: tuple[Skill, ...]
    missing: tuple[Skill, ...]
    unknown: tuple[str, ...]

    @property
    def share(self) -> float:
        """Part of the essential skills that is held, 0 to 1; 1 where none is known."""
        total = len(self.held) + len(self.missing)
        return len(self.held) / total if total else 1.0


class OccupationGuide:
    """Answers about the occupations of one taxonomy; shared between threads."""

    def __init__(self, taxonomy: Taxonomy, links: Links) -> None:
        self._taxonomy = taxonomy
        self._links = links
        self._rows = {one.uri: row for row, one in enumerate(taxonomy.occupations)}
        self._skill_rows = {one.uri: row for row, one in enumerate(taxonomy.skills)}
        self._groups = dict(taxonomy.groups)
        self._owners = np.repeat(np.arange(len(taxonomy.occupations)), np.diff(links.starts))
        self._essential = links.kinds >= ESSENTIAL

    def occupation(self, name: str) -> OccupationInfo | None:
        """By URI or by the last part of it; None for an unknown one."""
        row = self._row(name)
        if row is None:
            return None
        one = self._taxonomy.occupations[row]
        skills, kinds = self._links.of(row)
        optional = [int(skill) for skill, kind in zip(skills, kinds, strict=True) if kind < ESSENTIAL]
        group = self._groups.get(one.isco or "")
        return OccupationInfo(one, group, self._skills(self._links.essential(row)), self._skills(optional))

    def skill(self, uri: str) -> Skill | None:
        """A skill by URI; None for an unknown one."""
        row = self._skill_rows.get(uri)
        return None if row is None else self._taxonomy.skills[row]

    def related(self, name: str) -> tuple[Occupation, ...]:
        """Occupations of the same ISCO group, at most ten; none for an unknown one."""
        row = self._row(name)
        one = self._taxonomy.occupations[row] if row is not None else None
        if one is None or one.isco is None:
            return ()
        same = [other for other in self._taxonomy.occupations if other.isco == one.isco and other is not one]
        return tuple(same[:_MOST_RELATED])

    def neighbours(self, name: str, limit: int) -> tuple[Neighbour, ...] | None:
        """Occupations of whose essential skills this one brings most; None for an unknown one."""
        row = self._row(name)
        if row is None:
            return None
        skills, _ = self._links.of(row)
        return self._reachable(np.asarray(skills), limit, {row})

    def reachable(self, held: Collection[str], limit: int) -> tuple[Neighbour, ...]:
        """What one could do with the skills that one has."""
        rows = [self._skill_rows[uri] for uri in held if uri in self._skill_rows]
        return self._reachable(np.asarray(rows, dtype=np.int32), limit, set())

    def gap(self, name: str, held: Sequence[str]) -> Gap | None:
        """Skills held against an occupation's essential ones; None for an unknown occupation."""
        row = self._row(name)
        if row is None:
            return None
        has = {self._skill_rows[uri] for uri in held if uri in self._skill_rows}
        needed = self._links.essential(row)
        return Gap(
            self._taxonomy.occupations[row],
            self._skills([skill for skill in needed if skill in has]),
            self._skills([skill for skill in needed if skill not in has]),
            tuple(uri for uri in held if uri not in self._skill_rows),
        )

    def _reachable(self, held: NDArray[np.int32], limit: int, but: set[int]) -> tuple[Neighbour, ...]:
        worth = self._links.rarity[self._links.skills] * self._essential
        has = np.zeros(len(self._taxonomy.skills), dtype=np.bool_)
        has[held] = True
        shared = has[self._links.skills] & self._essential
        count = len(self._taxonomy.occupations)
        total = np.bincount(self._owners, weights=worth, minlength=count)
        mine = np.bincount(self._owners, weights=worth * shared, minlength=count)
        numbers = np.bincount(self._owners, weights=shared, minlength=count)
        share = np.where(numbers >= _LEAST_SHARED, mine / np.maximum(total, 1e-9), 0)
        order = [int(row) for row in np.argsort(-share, kind="stable") if share[row] > 0 and row not in but]
        return tuple(self._neighbour(row, float(share[row]), has) for row in order[:limit])

    def _neighbour(self, row: int, share: float, has: NDArray[np.bool_]) -> Neighbour:
        needed = self._links.essential(row)
        shared = self._skills([skill for skill in needed if has[skill]])
        missing = self._skills([skill for skill in needed if not has[skill]])
        return Neighbour(self._taxonomy.occupations[row], round(share, 4), shared, missing)

    def _skills(self, rows: Sequence[int]) -> tuple[Skill, ...]:
        return tuple(self._taxonomy.skills[row] for row in rows)

    def _row(self, name: str) -> int | None:
        return self._rows.get(name, self._rows.get(f"{ESCO}occupation/{name}"))
