"""The risk-coverage curve: what share is wrong of the answers given, when only the surest are given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.nlu.data import Case
from nlu.intents.decision import Decision

Answered = tuple[Sequence[Case], Sequence[Decision]]


def draw_risk_coverage(sets: Mapping[str, Answered], path: Path) -> None:
    """Write the curves as a PNG, each with a mark where the bot begins to ask instead of acting."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6, 4), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    for name, answered in sets.items():
        _draw(axes, name, *answered)
    axes.set(xlabel="answered, % of the messages", ylabel="wrong, % of the answered", ylim=(0, None))
    axes.legend()
    axes.grid(alpha=0.3)
    figure.savefig(path, dpi=120, metadata={"Software": None})


def _draw(axes: Any, name: str, cases: Sequence[Case], decisions: Sequence[Decision]) -> None:
    confidence = np.array([decision.intent.confidence for decision in decisions])
    wrong = np.array([c.intent != d.intent.name for c, d in zip(cases, decisions, strict=True)])
    order = np.argsort(-confidence, kind="stable")
    counts = np.arange(1, len(order) + 1)
    line = axes.plot(100 * counts / len(order), 100 * np.cumsum(wrong[order]) / counts, label=name)[0]
    acted = np.array([decision.kind == "act" for decision in decisions])
    if acted.any():
        label = f"{name}: acts without asking"
        axes.plot(100 * acted.mean(), 100 * wrong[acted].mean(), "o", color=line.get_color(), label=label)
