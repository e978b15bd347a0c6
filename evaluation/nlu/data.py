"""The test sets: sentences written apart from the training data, with intent, register and entities."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from datafiles import read_yaml

DEV = Path(__file__).resolve().parent / "dev"
HELD = Path(__file__).resolve().parent / "held"
FRESH = Path(__file__).resolve().parent / "fresh"
BLIND2 = Path(__file__).resolve().parent / "blind2"
BLIND3 = Path(__file__).resolve().parent / "blind3"
BLIND4 = Path(__file__).resolve().parent / "blind4"
BLIND5 = Path(__file__).resolve().parent / "blind5"
RAMBLES = Path(__file__).resolve().parent / "rambles"
# What was developed on, and sets never trained on; their errors have been read, so they are not blind
# any more (what each said at the first look: results/first_looks.md).
SPLITS = {
    "dev": DEV,
    "held": HELD,
    "fresh": FRESH,
    "blind2": BLIND2,
    "blind3": BLIND3,
    "blind4": BLIND4,
    "blind5": BLIND5,
    "rambles": RAMBLES,
}


@dataclass(frozen=True)
class Case:
    """A sentence of a test set; `entities` are (type, value in lower case)."""

    text: str
    intent: str
    register: str
    entities: tuple[tuple[str, str], ...]


def read_cases(folder: Path = DEV) -> list[Case]:
    """Return all cases, in a stable order."""
    return [_case(row) for path in sorted(folder.glob("*.yml")) for row in read_yaml(path)]


def _case(row: dict[str, object]) -> Case:
    entities = row.get("entities") or []
    assert isinstance(entities, list)
    return Case(
        text=str(row["text"]),
        intent=str(row["intent"]),
        register=str(row.get("register", "standard")),
        entities=tuple((str(entity["entity"]), str(entity["value"]).lower()) for entity in entities),
    )
