"""How the actions read a YAML file of their data against its schema."""

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from datafiles import read_yaml


class TableError(ValueError):
    """A data file is wrong; the message names the file and the fault."""


class Strict(BaseModel):
    """A part of a file: unknown keys are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def read_table[T: Strict](path: Path, schema: type[T]) -> T:
    """Read and check one file.

    Raises:
        TableError: when the file is not YAML or breaks the schema.
    """
    try:
        return schema.model_validate(read_yaml(path))
    except yaml.YAMLError as error:
        raise TableError(f"{path.name}: not valid YAML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "file"
        raise TableError(f"{path.name}: {place}: {first['msg']}") from error
