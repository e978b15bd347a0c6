"""Trained models as files."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import joblib

T = TypeVar("T")


def write_model(model: Any, path: Path) -> None:
    """Write a model as one file."""
    joblib.dump(model, path, compress=1)


def read_model(path: Path, kind: type[T], name: str) -> T:
    """Read a model that `write_model` wrote; the file must come from a trusted place, as it is unpickled.

    Raises:
        TypeError: when the file holds something else than a `kind`, which is called `name`.
    """
    model = joblib.load(path)
    if not isinstance(model, kind):
        raise TypeError(f"{path} holds no {name}")
    return model
