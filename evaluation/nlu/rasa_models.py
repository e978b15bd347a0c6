"""Pipelines inside Rasa: the baseline that others run, and our own as it is served.

`train CONFIG FOLDER` and `answer MODEL` run in processes of their own (environment A): what `answer` takes of
memory and time is what the engine takes for understanding.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml

from datafiles import read_yaml
from evaluation.nlu.data import SPLITS, Case, read_cases
from evaluation.nlu.pipelines import Run, peak_memory
from nlu.paths import ROOT

DIET_CONFIG = Path(__file__).resolve().parent / "diet.yml"
SERVED_CONFIG = ROOT / "config.yml"


def write_config(source: Path, target: Path, epochs: int | None = None) -> None:
    """Write a configuration's language part; `epochs` replaces those of its last component."""
    config = read_yaml(source)
    config.pop("policies", None)
    if epochs is not None:
        config["pipeline"][-1]["epochs"] = epochs
    target.write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")


def train(config: Path, folder: Path) -> None:
    """Train on data/nlu; writes FOLDER/model.tar.gz."""
    from rasa.model_training import train_nlu

    if train_nlu(str(config), str(ROOT / "data" / "nlu"), str(folder), fixed_model_name="model") is None:
        raise RuntimeError("Rasa trained no model; it has said why")


def answer(model: Path, name: str, training_seconds: float) -> Run:
    """Load a model as the engine does and let it answer every set, message by message."""
    from rasa.core.agent import Agent

    agent = Agent.load(str(model))
    splits = {split: read_cases(folder) for split, folder in SPLITS.items()}
    parsed, milliseconds = asyncio.run(_parse(agent, splits))
    with_entities = any(row["entities"] for rows in parsed.values() for row in rows)
    return Run(
        pipeline=name,
        intents={split: [_intent(row) for row in rows] for split, rows in parsed.items()},
        entities={s: [_entities(row) for row in rows] for s, rows in parsed.items()}
        if with_entities
        else None,
        milliseconds=milliseconds,
        training_seconds=training_seconds,
        memory_mb=peak_memory(),
    )


async def _parse(
    agent: Any, splits: dict[str, list[Case]]
) -> tuple[dict[str, list[dict[str, Any]]], list[float]]:
    parsed: dict[str, list[dict[str, Any]]] = {}
    milliseconds = []
    for split, cases in splits.items():
        parsed[split] = []
        for case in cases:
            started = time.process_time()
            parsed[split].append(await agent.parse_message(case.text))
            if split == "dev":
                milliseconds.append(1000 * (time.process_time() - started))
    return parsed, milliseconds


def _intent(parsed: dict[str, Any]) -> str:
    """The likeliest intent, whether or not the decision would ask first."""
    ranking = (parsed.get("decision") or {}).get("ranking") or [parsed["intent"]]
    return str(ranking[0]["name"])


def _entities(parsed: dict[str, Any]) -> list[tuple[str, str]]:
    return [(str(row["entity"]), str(row["value"]).lower()) for row in parsed["entities"]]


def train_and_answer(config: Path, name: str, epochs: int | None, python: Any) -> Run:
    """Train in one process and answer in another. `python` runs this module with arguments."""
    with tempfile.TemporaryDirectory() as folder:
        write_config(config, Path(folder) / "config.yml", epochs)
        seconds = float(python("train", f"{folder}/config.yml", folder))
        return Run(**json.loads(python("answer", f"{folder}/model.tar.gz", name, str(seconds))))


def main(arguments: list[str]) -> None:
    """Do the one step that the arguments name."""
    logging.disable(logging.WARNING)
    if arguments[0] == "train":
        train(Path(arguments[1]), Path(arguments[2]))
        print(time.process_time())
    else:
        print(answer(Path(arguments[1]), arguments[2], float(arguments[3])).as_json())


if __name__ == "__main__":
    main(sys.argv[1:])
