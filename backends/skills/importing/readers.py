"""What each of ESCO's files says. A CSV file is known by its columns, so that v1.1.1 and v1.2 read alike."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

from backends.skills.domain import ESCO, Occupation, Skill, SkillsDataError, SkillType
from backends.skills.importing.merge import Merged
from backends.skills.importing.sources import SourceFile
from backends.skills.importing.tables import Line, Table, read_bytes

_LANGUAGE = re.compile(r"_([a-z]{2})\.csv$", re.IGNORECASE)
_RELEASED = ("released", "")
_TYPES = {str(kind): kind for kind in SkillType}
_ESSENTIAL = {"essential": True, "optional": False}
_SEPARATORS = re.compile(r"\n|\s\|\s")
_ISCO_LENGTH = 4


def read_file(file: SourceFile, merged: Merged) -> str:
    """Adds a file to `merged`; returns what it was, in a word or two for the report."""
    if file.is_json:
        _json_labels(file, merged)
        return "labels"
    table = Table(file)
    if table.has("occupationUri", "relationType", "skillUri"):
        return _each(table, merged, _relation, "relations")
    language = _LANGUAGE.search(PurePosixPath(file.name).name)
    if language and language[1].lower() != "fi":
        return "left out: not in Finnish"
    if table.has("conceptUri", "preferredLabel", "iscoGroup"):
        return _each(table, merged, _occupation, "occupations")
    if table.has("conceptUri", "preferredLabel", "skillType"):
        return _each(table, merged, _skill, "skills")
    if table.has("conceptType", "conceptUri", "preferredLabel", "code"):
        return _each(table, merged, _group, "groups")
    return "left out: not needed"


def _each(table: Table, merged: Merged, take: Callable[[Table, Line, Merged], None], kind: str) -> str:
    count = 0
    for line in table.lines():
        take(table, line, merged)
        count += 1
    if not count:
        raise SkillsDataError(table.name, 1, "has a header and nothing else")
    return kind


def _occupation(table: Table, line: Line, merged: Merged) -> None:
    row = line.row
    uri = table.uri(line, "conceptUri")
    if row.get("conceptType", "Occupation") != "Occupation" or row.get("status", "") not in _RELEASED:
        merged.notes["concepts that are not released occupations, left out"] += 1
        return
    merged.add_occupation(
        Occupation(
            uri=uri,
            label=_label(table, line),
            isco=row["iscoGroup"].strip().removeprefix("C") or None,
            code=row.get("code", "").strip() or None,
            alternatives=_several(row.get("altLabels", "")) + _several(row.get("hiddenLabels", "")),
            description=row.get("description", "").strip() or None,
        )
    )


def _skill(table: Table, line: Line, merged: Merged) -> None:
    row = line.row
    uri = table.uri(line, "conceptUri")
    if row.get("status", "") not in _RELEASED:
        merged.notes["skills that are not released, left out"] += 1
        return
    kind = _TYPES.get(row["skillType"].strip())
    merged.add_skill(Skill(uri, _label(table, line), kind, _several(row.get("altLabels", ""))))


def _group(table: Table, line: Line, merged: Merged) -> None:
    if line.row["conceptType"] == "ISCOGroup":
        table.uri(line, "conceptUri")
        merged.groups.setdefault(line.row["code"].strip(), _label(table, line))


def _relation(table: Table, line: Line, merged: Merged) -> None:
    relation = line.row["relationType"].strip()
    if relation not in _ESSENTIAL:
        raise table.refuse(line, f"relationType is neither essential nor optional: {relation[:40]!r}")
    merged.add_relation(table.uri(line, "occupationUri"), table.uri(line, "skillUri"), _ESSENTIAL[relation])


def _label(table: Table, line: Line) -> str:
    label = " ".join(line.row["preferredLabel"].split())
    if not label:
        raise table.refuse(line, "preferredLabel is empty")
    return label


def _several(text: str) -> tuple[str, ...]:
    labels = (" ".join(label.split()) for label in _SEPARATORS.split(text))
    return tuple(dict.fromkeys(label for label in labels if label))


def _json_labels(file: SourceFile, merged: Merged) -> None:
    """A list of {uri, prefLabel: {fi, sv, en}, notation?}, as in Virtual Finland's label files."""
    try:
        concepts = json.loads(read_bytes(file).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SkillsDataError(file.name, None, "is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise SkillsDataError(file.name, error.lineno, f"broken JSON: {error.msg}") from error
    if not isinstance(concepts, list):
        raise SkillsDataError(file.name, 1, "is no list of concepts")
    for number, concept in enumerate(concepts, start=1):
        _json_concept(file, number, concept, merged)


def _json_concept(file: SourceFile, number: int, concept: Any, merged: Merged) -> None:
    try:
        uri, labels, notation = concept["uri"], concept["prefLabel"], concept.get("notation") or ""
        label = labels.get("fi") or labels["en"]
        kind = uri.removeprefix(ESCO).split("/")[0]
    except (KeyError, TypeError, AttributeError) as error:
        raise SkillsDataError(file.name, None, f"concept {number} lacks uri or prefLabel") from error
    if not uri.startswith(ESCO):
        raise SkillsDataError(file.name, None, f"concept {number}: no ESCO URI: {uri[:80]!r}")
    if kind == "skill":
        merged.add_skill(Skill(uri, label))
    elif kind == "occupation":
        merged.add_occupation(Occupation(uri, label, notation[:_ISCO_LENGTH] or None, notation or None))
    elif kind == "isco":
        merged.groups.setdefault(notation, label)
    else:
        merged.notes["concepts of other kinds, left out"] += 1
