"""Loads the embedded core from data/skills, with whatever families there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from backends.skills.core.files import read_table
from backends.skills.core.schema import EntryRow, FamilyTable, LexiconTable, OccupationRow
from backends.skills.domain import Occupation, Relation, Skill, SkillsDataError, Taxonomy


@dataclass(frozen=True, slots=True)
class Expressions:
    """Ways to tell of work, and the URIs of what they tell of. `unpaid`: experience outside a job."""

    texts: tuple[str, ...]
    occupations: tuple[str, ...]
    skills: tuple[str, ...]
    unpaid: bool = False


@dataclass(frozen=True, slots=True)
class Core:
    """The core as a taxonomy of its own, and what it adds to an imported one.

    `everyday`: everyday names by occupation; `chosen`: the skills that matter most by occupation, in order.
    """

    taxonomy: Taxonomy
    everyday: Mapping[str, tuple[str, ...]]
    chosen: Mapping[str, tuple[str, ...]]
    expressions: tuple[Expressions, ...]


def load_core(folder: Path) -> Core:
    """Reads core/*.yml and lexicon/**/*.yml.

    Raises:
        SkillsDataError: for the first mistake, or when there is no family at all.
    """
    families = [
        (path, read_table(path, folder, FamilyTable)) for path in sorted((folder / "core").glob("*.yml"))
    ]
    if not families:
        raise SkillsDataError("core", None, f"there are no files of families in {folder}")
    for path, family in families:
        if path.stem != family.family:
            raise SkillsDataError(f"core/{path.name}", 1, f"family is not the file's name: {family.family}")
    rows = [(family.field, row) for _, family in families for row in family.occupations]
    entries = list(_entries(folder))
    everyday: dict[str, tuple[str, ...]] = {}
    chosen: dict[str, tuple[str, ...]] = {}
    for _, row in rows:
        everyday[row.uri] = _joined(everyday.get(row.uri, ()), row.everyday)
        chosen[row.uri] = _joined(chosen.get(row.uri, ()), (skill.uri for skill in row.skills))
    named = [Skill(one.uri, one.label) for _, entry in entries for one in entry.skills if one.label]
    expressions = tuple(
        Expressions(entry.expressions, entry.linked, tuple(one.uri for one in entry.skills), unpaid)
        for unpaid, entry in entries
    )
    return Core(_taxonomy(rows, chosen, named), everyday, chosen, expressions)


def _entries(folder: Path) -> Iterator[tuple[bool, EntryRow]]:
    """All entries of the lexicon, with whether they are about unpaid experience."""
    for path in sorted((folder / "lexicon").rglob("*.yml")):
        for entry in read_table(path, folder, LexiconTable).entries:
            yield "unpaid" in path.parts, entry


def _taxonomy(
    rows: Iterable[tuple[str, OccupationRow]], chosen: Mapping[str, tuple[str, ...]], named: Iterable[Skill]
) -> Taxonomy:
    occupations: dict[str, Occupation] = {}
    skills: dict[str, Skill] = {}
    for field, row in rows:
        occupations.setdefault(row.uri, Occupation(row.uri, row.label, row.isco, field=row.field or field))
        for skill in row.skills:
            skills.setdefault(skill.uri, Skill(skill.uri, skill.label))
    for one in named:
        skills.setdefault(one.uri, one)
    relations = (Relation(uri, skill, True) for uri, linked in chosen.items() for skill in linked)
    return Taxonomy(tuple(occupations.values()), tuple(skills.values()), tuple(relations))


def _joined(held: tuple[str, ...], more: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*held, *more)))
