"""The curve of cost against catalogue size."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib

if TYPE_CHECKING:
    from evaluation.courses.run import Cost

matplotlib.use("Agg")
from matplotlib import pyplot


def draw(costs: Sequence[Cost], path: Path) -> None:
    """Draws p95 and the seconds of indexing of each system against the number of offers."""
    figure, (latency, index) = pyplot.subplots(1, 2, figsize=(12, 5))
    for name in dict.fromkeys(cost.system for cost in costs):
        own = [cost for cost in costs if cost.system == name]
        offers = [cost.offers for cost in own]
        width = 2.5 if name.startswith("Suunta") else 1.2
        latency.plot(offers, [cost.p95 for cost in own], marker="o", label=name, linewidth=width)
        index.plot(offers, [cost.index_seconds for cost in own], marker="o", label=name, linewidth=width)
    for axes, what in ((latency, "p95 of an answer, ms"), (index, "making the index, s")):
        axes.set(xscale="log", yscale="log", xlabel="offers", ylabel=what)
        axes.grid(alpha=0.3)
    latency.legend(fontsize=8)
    figure.tight_layout()
    figure.savefig(path, dpi=90)
