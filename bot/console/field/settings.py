"""Which questions of the intake are asked in the field: data/console/field.yml."""

from functools import cache
from pathlib import Path

from pydantic import Field

from bot.texts import Strict, read_model


class FieldIntake(Strict):
    """The short intake, by ids of questions of data/intake/adult.yml."""

    questions: tuple[str, ...] = Field(min_length=1)


@cache
def read_field(data: Path) -> FieldIntake:
    """Read the file. Raises TextsError."""
    return read_model(data / "console" / "field.yml", FieldIntake)
