"""Trains the model when its inputs changed: `python -m engine.train`."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import sys
import time
from pathlib import Path

from engine.inputs import ROOT, model_path
from engine.logs import configure_logging
from engine.schemas import checked_once
from engine.settings import read_settings

KEPT_MODELS = 2


def train_if_needed(models: Path) -> Path:
    """Return the model for the present inputs, training it first when there is none.

    Raises:
        SystemExit: when Rasa refuses the training data; what Rasa said of it is then on standard error.
    """
    target = model_path(models)
    if target.exists():
        print(f"Model is up to date: {target.name}", file=sys.stderr)
        return target
    started = time.monotonic()
    _train(target)
    _drop_old_models(models, keep=target)
    print(f"Trained {target.name} in {time.monotonic() - started:.0f} s", file=sys.stderr)
    return target


def _train(target: Path) -> None:
    from rasa.model_training import train

    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"unfinished-{target.name}")
    said = io.StringIO()
    with contextlib.redirect_stdout(said), checked_once():
        # Rasa's cache knows configurations, not helper modules, so each training is a whole one.
        result = train(
            domain=str(ROOT / "domain.yml"),
            config=str(ROOT / "config.yml"),
            training_files=[str(ROOT / "data" / "nlu"), str(ROOT / "data" / "rules")],
            output=str(target.parent),
            fixed_model_name=unfinished.name.removesuffix(".tar.gz"),
            force_training=True,
        )
    if result.code != 0 or not unfinished.exists():
        print(said.getvalue(), file=sys.stderr)
        raise SystemExit("Training failed: see Rasa's messages above.")
    unfinished.rename(target)


def _drop_old_models(models: Path, keep: Path) -> None:
    trained = sorted(models.glob("suunta-*.tar.gz"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in trained[KEPT_MODELS:]:
        if old != keep:
            old.unlink()


def _be_quiet() -> None:
    """Warnings of libraries and Rasa's progress bars are nothing that who runs `make setup` can mend."""
    os.environ["LOG_LEVEL"] = "ERROR"  # Rasa shows its bars at any lower level.
    configure_logging(logging.ERROR)
    logging.captureWarnings(True)


if __name__ == "__main__":
    _be_quiet()
    train_if_needed(read_settings().models)
