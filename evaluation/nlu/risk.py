"""The risk-coverage curve: what share is wrong of the answers given, when only the surest are given."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from evaluation.nlu.data import Case
from nlu.intents.decision import Decision


def draw_risk_coverage(cases: Sequence[Case], decisions: Sequence[Decision], path: Path) -> None:
    """Write the curve as a PNG, with a mark where the bot begins to ask instead of acting."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    confidence = np.array([decision.intent.confidence for decision in decisions])
    wrong = np.array([c.intent != d.intent.name for c, d in zip(cases, decisions, strict=False)])
    order = np.argsort(-confidence, kind="stable")
    coverage = np.arange(1, len(order) + 1) / len(order)
    risk = np.cumsum(wrong[order]) / np.arange(1, len(order) + 1)
    acted = np.array([decision.kind == "act" for decision in decisions])
    figure = Figure(figsize=(6, 4), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.plot(100 * coverage, 100 * risk)
    if acted.any():
        axes.plot(100 * acted.mean(), 100 * wrong[acted].mean(), "o", label="acts without asking")
        axes.legend()
    axes.set(xlabel="answered, % of the messages", ylabel="wrong, % of the answered", ylim=(0, None))
    axes.grid(alpha=0.3)
    figure.savefig(path, dpi=120, metadata={"Software": None})
