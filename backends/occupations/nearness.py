"""Orders neighbouring occupations: by shared skills, or by how little is still needed."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from backends.occupations.library import Binding, OccupationLibrary
from backends.skills.guide import Neighbour

_LICENCE = 3
_LEAST_SHARE = 0.25


class Rank(StrEnum):
    """Shared: most of its skills are there. Little: fewest skills, cards and licences are missing."""

    SHARED = "shared"
    LITTLE = "little"


def ranked(found: Iterable[Neighbour], library: OccupationLibrary, rank: Rank) -> list[Neighbour]:
    """The neighbours in that order; by `little` only those of which a quarter is there."""
    if rank is Rank.SHARED:
        return list(found)
    near = [one for one in found if one.share >= _LEAST_SHARE]
    return sorted(near, key=lambda one: (_needed(one, library), -one.share))


def _needed(one: Neighbour, library: OccupationLibrary) -> int:
    """Missing skills, and for each requirement of the law as much as three skills."""
    asked = library.required(one.occupation.uri, one.occupation.isco)
    return len(one.missing) + _LICENCE * sum(requirement.binding is Binding.LAW for requirement in asked)
