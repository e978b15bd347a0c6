"""The words of the dashboard (`data/impact/texts.yml`), by dotted name. A missing one is an error."""

from functools import cache
from pathlib import Path

from bot.console.texts import Words, read_words


@cache
def impact_texts(data: Path) -> Words:
    """Read the texts. Raises TextsError."""
    return read_words(data / "impact" / "texts.yml")
