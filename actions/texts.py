"""The short texts and word lists of the skills (`data/texts/*.yml`), each read once a process."""

from functools import cache
from typing import Any

from actions.settings import ActionsSettings
from datafiles import read_yaml


@cache
def read_texts(name: str) -> dict[str, Any]:
    """Return what `data/texts/<name>.yml` holds. Raises OSError or yaml.YAMLError where it cannot be read."""
    path = ActionsSettings().data / "texts" / f"{name}.yml"
    texts: dict[str, Any] = read_yaml(path)
    return texts
