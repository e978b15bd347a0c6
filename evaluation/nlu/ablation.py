"""All pipelines in one run and one table (environment A): `python -m evaluation.nlu.ablation`.

Every pipeline is trained on data/nlu in a process of its own and answers the sets of evaluation/nlu. Writes
results/ablation.json and results/results.md. Takes ten minutes and more, most of it for DIET.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.nlu.data import SPLITS, read_cases
from evaluation.nlu.figures import entity_figures, label_figures
from evaluation.nlu.metrics import gain
from evaluation.nlu.pipelines import Run
from evaluation.nlu.rasa_models import DIET_CONFIG, SERVED_CONFIG, train_and_answer
from evaluation.nlu.report import write_report
from evaluation.nlu.variants import variants
from nlu.intents.data import read_training_data
from nlu.paths import ROOT

RESULTS = Path(__file__).resolve().parent / "results"
DIET = "whitespace + character n-grams + DIET, {} epochs (as others run it)"
SERVED = "as served: in Rasa, with the crisis lexicon"


def run_all(diet_epochs: int) -> list[Run]:
    """Run the pipelines, two at a time; return them from the plainest to the served one, DIET first."""
    works: list[Callable[[], Run]] = [
        lambda: train_and_answer(DIET_CONFIG, DIET.format(diet_epochs), diet_epochs, _rasa),
        *(partial(_run_variant, number) for number in range(len(variants()))),
        lambda: train_and_answer(SERVED_CONFIG, SERVED, None, _rasa),
    ]
    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(lambda work: work(), works))


def _run_variant(number: int) -> Run:
    return Run(**json.loads(_python("evaluation.nlu.pipelines", str(number))))


def row_of(run: Run, baseline: Run) -> dict[str, Any]:
    """Return a pipeline's row: figures by split, gain over the baseline, times and memory."""
    p50, p95 = np.percentile(run.milliseconds, [50, 95])
    row: dict[str, Any] = {
        "pipeline": run.pipeline,
        "milliseconds": {"p50": float(p50), "p95": float(p95)},
        "training_seconds": run.training_seconds,
        "memory_mb": run.memory_mb,
    }
    for split, folder in SPLITS.items():
        cases = read_cases(folder)
        wanted = [case.intent for case in cases]
        row[split] = {
            **label_figures(cases, run.intents[split]),
            "gain": gain(wanted, baseline.intents[split], run.intents[split]),
            "entities": entity_figures(cases, run.entities[split]) if run.entities else None,
        }
    return row


def _rasa(*arguments: str) -> str:
    return _python("evaluation.nlu.rasa_models", *arguments)


def _python(module: str, *arguments: str) -> str:
    """Run one of our modules in a process of its own; return the last line that it prints."""
    print(module, *arguments, file=sys.stderr, flush=True)
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout.strip().rpartition("\n")[2]


def main() -> None:
    """Run everything and write the results."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--diet-epochs", type=int, default=20, help="about half a minute each on one core")
    chosen = arguments.parse_args()
    runs = run_all(chosen.diet_epochs)
    results = {
        "date": time.strftime("%Y-%m-%d", time.gmtime()),
        "examples": len(read_training_data(ROOT / "data" / "nlu")),
        "pipelines": [row_of(run, runs[0]) for run in runs],
    }
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "ablation.json").write_text(
        json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    write_report(RESULTS)


if __name__ == "__main__":
    main()
