"""Writes results/results.md from the JSON files beside it: the tables that people read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from evaluation.nlu.data import SPLITS

_INTRODUCTION = """# Language understanding: results

Written by `python -m evaluation.nlu.ablation` on {date}, from {examples} training sentences. Do not edit.
`dev` ({dev} sentences) is what the pipeline was developed on; `held` ({held}), `fresh` ({fresh}),
`blind2` ({blind2}), `blind3` ({blind3}), `blind4` ({blind4}), `blind5` ({blind5}) and
`rambles` ({rambles}, long messages alone) were written apart and never trained on, but their errors
have been read: what each said at the first look is in [first_looks.md](first_looks.md).
In brackets: 95 % intervals from {resamples} bootstrap samples of the sentences. Times are the processor's:
what a quiet machine takes. Memory is the peak of the process; for the two pipelines in Rasa that is the
engine's language part with TensorFlow loaded, and their training includes starting Rasa.
"""


def write_report(folder: Path) -> None:
    """Write results.md from ablation.json."""
    results = json.loads((folder / "ablation.json").read_text(encoding="utf-8"))
    rows = results["pipelines"]
    parts = [
        _INTRODUCTION.format(
            date=results["date"],
            examples=results["examples"],
            **{split: rows[0][split]["sentences"] for split in SPLITS},
            resamples="1,000",
        )
    ]
    for split in SPLITS:
        parts += [f"\n## Intents, {split}\n\n", _intents(rows, split)]
    for split in SPLITS:
        parts += [f"\n## Accuracy by register, {split}\n\n", _registers(rows, split)]
    parts += ["\n## Entities: F1 by type\n\n", _entities(rows), "\n## Times and memory\n\n", _costs(rows)]
    (folder / "results.md").write_text("".join(parts), encoding="utf-8")


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table."""
    names = list(head)
    lines = [names, ["---"] * len(names), *map(list, rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def percent(share: float) -> str:
    """Return a share of one as per cent."""
    return f"{100 * share:.1f}"


def _with_interval(share: float, interval: list[float]) -> str:
    return f"{percent(share)} ({percent(interval[0])} to {percent(interval[1])})"


def _intents(rows: list[dict[str, Any]], split: str) -> str:
    def cells(row: dict[str, Any]) -> list[str]:
        figures = row[split]
        gain, low, high = figures["gain"]
        difference = "" if row is rows[0] else f"{100 * gain:+.1f} ({100 * low:+.1f} to {100 * high:+.1f})"
        return [
            row["pipeline"],
            _with_interval(figures["accuracy"], figures["accuracy_95"]),
            _with_interval(figures["macro_f1"], figures["macro_f1_95"]),
            difference,
        ]

    head = ["pipeline", "accuracy, %", "macro-F1, %", "against DIET, points"]
    return table(head, map(cells, rows))


def _registers(rows: list[dict[str, Any]], split: str) -> str:
    names = list(rows[0][split]["by_register"])

    def cells(row: dict[str, Any]) -> list[str]:
        figures = row[split]
        return [
            row["pipeline"],
            *(_with_interval(figures["by_register"][n], figures["by_register_95"][n]) for n in names),
        ]

    return table(["pipeline", *names], map(cells, rows))


def _entities(rows: list[dict[str, Any]]) -> str:
    finding = [row for row in rows if row["dev"]["entities"]]
    # The rows that read alike find alike: show the first without the spoken layer and the one that is served.
    shown = [finding[0], finding[-1]]
    kinds = list(shown[-1]["dev"]["entities"]["by_type"])

    def cells(row: dict[str, Any], split: str) -> list[str]:
        entities = row[split]["entities"]
        by_type = (entities["by_type"].get(kind, {"f1": 0.0})["f1"] for kind in kinds)
        return [f"{row['pipeline']}, {split}", percent(entities["key_types"]), *map(percent, by_type)]

    head = ["pipeline, set", "the six of the bar", *kinds]
    return table(head, [cells(row, split) for row in shown for split in SPLITS])


def _costs(rows: list[dict[str, Any]]) -> str:
    def cells(row: dict[str, Any]) -> list[str]:
        times = row["milliseconds"]
        return [
            row["pipeline"],
            f"{times['p50']:.1f} / {times['p95']:.1f}",
            f"{row['training_seconds']:.0f}",
            f"{row['memory_mb']:.0f}",
        ]

    return table(["pipeline", "parse p50 / p95, ms", "training, s", "memory, MB"], map(cells, rows))
