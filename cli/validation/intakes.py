"""Checks of the intake files."""

from collections.abc import Iterator
from pathlib import Path

from actions.intake.model import read_intake
from actions.tables import TableError


def check_intakes(root: Path) -> Iterator[str]:
    """Yield what is wrong with each file of `data/intake`."""
    for path in sorted((root / "data" / "intake").glob("*.yml")):
        try:
            read_intake(path)
        except TableError as error:
            yield f"data/intake/{error}"
