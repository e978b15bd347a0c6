"""Checks of the texts, items and directions of guidance (`data/guidance`)."""

from collections.abc import Iterator
from pathlib import Path

from actions.corrections.data import CorrectionWords
from actions.dialogue.on_behalf_data import OnBehalf
from actions.guidance.asides import Asides
from actions.guidance.english import English
from actions.guidance.groups import Groups
from actions.guidance.interest_data import Directions, Interests
from actions.guidance.mapping_data import MappingTexts
from actions.guidance.moments import Moments
from actions.guidance.occupation_data import OccupationTexts
from actions.guidance.permits import Permits
from actions.guidance.remarks import Remarks
from actions.guidance.terms import Terms
from actions.guidance.told import Told
from actions.tables import Strict, TableError, read_table
from datafiles import read_yaml

FILES: dict[str, type[Strict]] = {
    "asides.yml": Asides,
    "corrections.yml": CorrectionWords,
    "directions.yml": Directions,
    "english.yml": English,
    "groups.yml": Groups,
    "interests.yml": Interests,
    "mapping.yml": MappingTexts,
    "moments.yml": Moments,
    "occupations.yml": OccupationTexts,
    "on_behalf.yml": OnBehalf,
    "told.yml": Told,
    "permits.yml": Permits,
    "practical.yml": Remarks,
    "remarks.yml": Remarks,
    "terms.yml": Terms,
}


def check_guidance(root: Path) -> Iterator[str]:
    """Yield what is wrong with the files, and example occupations that the core does not know."""
    folder = root / "data" / "guidance"
    for name, schema in FILES.items():
        try:
            table = read_table(folder / name, schema)
        except (TableError, OSError) as error:
            yield f"data/guidance/{error}"
            continue
        if isinstance(table, Directions):
            yield from _unknown_occupations(table, _names_of_core(root))


def _unknown_occupations(table: Directions, known: set[str]) -> Iterator[str]:
    for direction in table.directions:
        for name in direction.occupations:
            if name not in known:
                yield f"data/guidance/directions.yml: {direction.id}: '{name}' is not in data/skills/core"


def _names_of_core(root: Path) -> set[str]:
    """Labels, their heads and last words, and everyday names: what the occupations are found by."""
    names: set[str] = set()
    for path in sorted((root / "data" / "skills" / "core").glob("*.yml")):
        for one in read_yaml(path)["occupations"]:
            label = str(one["label"])
            names |= {label, label.partition(",")[0], label.split()[-1], *one.get("everyday", ())}
    return names
