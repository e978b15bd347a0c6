"""How a file of `data/guidance/` is read, checked against its schema."""

from typing import Annotated

from pydantic import Field

from actions.settings import ActionsSettings
from actions.tables import Strict, read_table

Name = Annotated[str, Field(pattern=r"^[a-z_]+$")]


def guidance_table[T: Strict](name: str, schema: type[T]) -> T:
    """A file of `data/guidance/`."""
    return read_table(ActionsSettings().data / "guidance" / name, schema)
