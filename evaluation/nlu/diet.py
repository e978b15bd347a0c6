"""The baseline: DIET on whitespace tokens and character n-grams, as diet.yml configures it.

Needs Rasa (environment A) and takes long without a GPU: one to two minutes an epoch on two cores.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml

from evaluation.nlu.data import Case
from evaluation.nlu.metrics import accuracy, interval, macro_f1
from nlu.intents.data import read_training_data
from nlu.paths import ROOT

CONFIG = Path(__file__).resolve().parent / "diet.yml"
NAME = "whitespace + character n-grams + DIET"


def measure_diet(cases: list[Case], epochs: int) -> dict[str, Any]:
    """Train DIET on data/nlu and return its row of the ablation, with epochs, examples and date."""
    examples = len(read_training_data(ROOT / "data" / "nlu"))
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        model = _train(Path(folder), epochs)
        seconds = time.monotonic() - started
        pairs = asyncio.run(_answers(model, cases))
    spoken = [pair for case, pair in zip(cases, pairs, strict=False) if case.register == "spoken"]
    return {
        "pipeline": f"{NAME}, {epochs} epochs",
        "accuracy": accuracy(pairs),
        "accuracy_95": interval(pairs, accuracy),
        "macro_f1": macro_f1(pairs),
        "spoken": accuracy(spoken),
        "training_seconds": seconds,
        "epochs": epochs,
        "examples": examples,
        "date": time.strftime("%Y-%m-%d", time.gmtime()),
    }


def _train(folder: Path, epochs: int) -> Path:
    from rasa.model_training import train_nlu

    config = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))
    config["pipeline"][-1]["epochs"] = epochs
    (folder / "config.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    path = train_nlu(
        str(folder / "config.yml"), str(ROOT / "data" / "nlu"), str(folder), fixed_model_name="diet"
    )
    if path is None:
        raise RuntimeError("Rasa trained no model; it has said why")
    return Path(path)


async def _answers(model: Path, cases: list[Case]) -> list[tuple[str, str]]:
    from rasa.core.agent import Agent

    agent = Agent.load(str(model))
    pairs = []
    for case in cases:
        parsed = await agent.parse_message(case.text)
        pairs.append((case.intent, str(parsed["intent"]["name"])))
    return pairs
