"""Reads one YAML file into its schema; mistakes are named with file, line and reason."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ValidationError

from backends.courses.catalogue_yaml import LocatedYaml, read_yaml
from backends.courses.domain import CatalogueError
from backends.skills.domain import SkillsDataError


def read_table[M: BaseModel](path: Path, root: Path, model: type[M]) -> M:
    """The file's content as `model`; SkillsDataError for the first mistake in it."""
    name = path.relative_to(root).as_posix()
    try:
        document = read_yaml(path, name)
    except CatalogueError as error:
        raise SkillsDataError(error.file, error.line, error.reason) from error
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        raise _located(document, error) from error


def _located(document: LocatedYaml, error: ValidationError) -> SkillsDataError:
    first = error.errors()[0]
    where = ".".join(map(str, first["loc"]))
    return SkillsDataError(document.file, document.line_of(first["loc"]), f"{where}: {first['msg']}")
