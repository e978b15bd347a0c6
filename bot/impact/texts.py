"""The words of the dashboard (`data/impact/texts.yml`), by dotted name. A missing one is an error."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.console.texts import Words
from bot.texts import TextsError


@cache
def impact_texts(data: Path) -> Words:
    """Read the texts. Raises TextsError."""
    path = data / "impact" / "texts.yml"
    try:
        words: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise TextsError(f"impact/{path.name}: {error}") from error
    return Words("", words)
