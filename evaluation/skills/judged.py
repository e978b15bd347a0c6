"""The judged texts (dev/*.yml) and how a ranking is scored against them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backends.skills.domain import Taxonomy
from datafiles import read_yaml

DEV = Path(__file__).with_name("dev")
VAGUE = "vague"
CUTS = (1, 5, 10)


@dataclass(frozen=True, slots=True)
class Judged:
    """A text with the URIs of what it tells of; none where it is vague."""

    text: str
    register: str
    kind: str
    occupations: tuple[str, ...]
    skills: tuple[str, ...] = ()


def read_judged(taxonomy: Taxonomy, folder: Path = DEV) -> list[Judged]:
    """All judged texts; labels in them become URIs. ValueError for one that the taxonomy does not know."""
    by_name = {one.label: one.uri for one in taxonomy.occupations} | {
        o.uri: o.uri for o in taxonomy.occupations
    }
    skill_by_name = {one.label: one.uri for one in taxonomy.skills} | {o.uri: o.uri for o in taxonomy.skills}
    found = []
    for path in sorted(folder.rglob("*.yml")):
        content = read_yaml(path)
        for row in content["texts"] if isinstance(content, dict) else content:
            found.append(_judged(path, row, by_name, skill_by_name))
    return found


def _judged(
    path: Path, row: Mapping[str, Any], occupations: Mapping[str, str], skills: Mapping[str, str]
) -> Judged:
    try:
        return Judged(
            row["text"],
            row.get("register", ""),
            row["kind"],
            tuple(occupations[name] for name in row.get("occupations") or ()),
            tuple(skills[name] for name in row.get("skills") or ()),
        )
    except KeyError as error:
        raise ValueError(f"{path.name}: {row.get('text', '')[:50]!r}: unknown {error}") from error


def recalls(ranked: Sequence[str], gold: Sequence[str]) -> list[float]:
    """Share of `gold` among the first 1, 5 and 10 (of as many as could stand there)."""
    return [len(set(ranked[:cut]) & set(gold)) / min(cut, len(gold)) for cut in CUTS]


def reciprocal_rank(ranked: Sequence[str], gold: Sequence[str]) -> float:
    """1 / rank of the first that is right; 0 if none is."""
    return next((1 / rank for rank, uri in enumerate(ranked, start=1) if uri in gold), 0.0)


def interval(values: Sequence[float], rounds: int = 2_000, seed: int = 7) -> tuple[float, float]:
    """95 % bootstrap interval of the mean."""
    if not values:
        return 0.0, 0.0
    generator = np.random.default_rng(seed)
    column: NDArray[np.float64] = np.asarray(values, dtype=np.float64)
    means = column[generator.integers(0, len(column), (rounds, len(column)))].mean(axis=1)
    low, high = np.quantile(means, (0.025, 0.975))
    return float(low), float(high)
