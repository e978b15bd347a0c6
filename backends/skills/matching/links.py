"""Which skills an occupation needs, as arrays: the core's choice, essential and optional ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from backends.skills.core.load import Core
from backends.skills.domain import Taxonomy


@dataclass(frozen=True, slots=True)
class Links:
    """For each occupation's row a span of skills' rows.

    `kinds` is 2 for chosen, 1 for essential, 0 for optional; `rarity` tells how few occupations need a skill
    (0 to 1, by skill).
    """

    starts: NDArray[np.int64]
    skills: NDArray[np.int32]
    kinds: NDArray[np.int8]
    rarity: NDArray[np.float32]

    def of(self, occupation: int) -> tuple[NDArray[np.int32], NDArray[np.int8]]:
        """The skills of an occupation with their kinds."""
        span = slice(int(self.starts[occupation]), int(self.starts[occupation + 1]))
        return self.skills[span], self.kinds[span]

    def essential(self, occupation: int) -> list[int]:
        """The skills that an occupation always needs, the chosen ones first."""
        skills, kinds = self.of(occupation)
        order = np.argsort(-kinds, kind="stable")
        return [int(skills[at]) for at in order if kinds[at] >= ESSENTIAL]

    def essential_rows(self, occupation: int) -> NDArray[np.int32]:
        """The skills that an occupation always needs, in no order."""
        skills, kinds = self.of(occupation)
        return skills[kinds >= ESSENTIAL]

    def arrays(self, name: str) -> dict[str, NDArray[Any]]:
        """What is to be stored."""
        return {f"{name}.{part}": getattr(self, part) for part in ("starts", "skills", "kinds", "rarity")}

    @classmethod
    def of_arrays(cls, name: str, held: Mapping[str, NDArray[Any]]) -> Links:
        """The links of `arrays`."""
        return cls(*(held[f"{name}.{part}"] for part in ("starts", "skills", "kinds", "rarity")))


OPTIONAL, ESSENTIAL, CHOSEN = 0, 1, 2
_MOST_KIN = 8
_SMALLEST = 1e-9
_WEIGHTS = (0.3, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Kin:
    """For each occupation's row the rows of those most like it by their skills, with the cosine (0 to 1)."""

    rows: NDArray[np.int32]
    likeness: NDArray[np.float32]

    def best(self, scores: NDArray[np.float32]) -> NDArray[np.float32]:
        """For each occupation the best score of its kin, times their likeness."""
        if not self.rows.size:
            return np.zeros(len(scores), dtype=np.float32)
        return np.asarray((scores[self.rows] * self.likeness).max(axis=1), dtype=np.float32)


def build_kin(links: Links) -> Kin:
    """Finds each occupation's kin; rare skills count more, optional ones less."""
    count = len(links.starts) - 1
    weights = np.asarray(_WEIGHTS, dtype=np.float32)[links.kinds] * links.rarity[links.skills]
    matrix = csr_array((weights, links.skills, links.starts), shape=(count, len(links.rarity)))
    norms = np.sqrt(np.asarray((matrix * matrix).sum(axis=1)).ravel())
    likeness = (matrix @ matrix.T).toarray() / np.maximum(np.outer(norms, norms), _SMALLEST)
    np.fill_diagonal(likeness, 0)
    rows = np.argsort(-likeness, axis=1, kind="stable")[:, : min(_MOST_KIN, count)]
    return Kin(rows.astype(np.int32), np.take_along_axis(likeness, rows, axis=1).astype(np.float32))


def build_links(taxonomy: Taxonomy, core: Core) -> Links:
    """Joins the taxonomy's relations with the core's choice; a chosen skill is linked even if not by ESCO."""
    rows = {one.uri: row for row, one in enumerate(taxonomy.occupations)}
    skill_rows = {one.uri: row for row, one in enumerate(taxonomy.skills)}
    linked: list[dict[int, int]] = [{} for _ in rows]
    for uri, chosen in core.chosen.items():
        if uri in rows:
            linked[rows[uri]] = {skill_rows[skill]: CHOSEN for skill in chosen if skill in skill_rows}
    for relation in taxonomy.relations:
        kind = ESSENTIAL if relation.essential else OPTIONAL
        linked[rows[relation.occupation]].setdefault(skill_rows[relation.skill], kind)
    counts = Counter(skill for skills in linked for skill in skills)
    rarity = np.asarray([1 / (1 + np.log1p(counts[row])) for row in range(len(skill_rows))], dtype=np.float32)
    starts = np.zeros(len(linked) + 1, dtype=np.int64)
    np.cumsum([len(skills) for skills in linked], out=starts[1:])
    return Links(
        starts,
        np.asarray([skill for skills in linked for skill in skills], dtype=np.int32),
        np.asarray([kind for skills in linked for kind in skills.values()], dtype=np.int8),
        rarity,
    )
