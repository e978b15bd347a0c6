"""The short texts and word lists of the skills (`data/texts/*.yml`), each read once a process."""

from functools import cache
from typing import Any

import yaml

from actions.settings import ActionsSettings


@cache
def read_texts(name: str) -> dict[str, Any]:
    """Return what `data/texts/<name>.yml` holds. Raises OSError or yaml.YAMLError where it cannot be read."""
    path = ActionsSettings().data / "texts" / f"{name}.yml"
    texts: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return texts
