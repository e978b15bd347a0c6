"""The labour market's words (data/labour/texts.yml): what a learner sees, what a CSV file may say."""

from __future__ import annotations

from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from backends.labour.domain import Balance
from backends.paths import DATA
from datafiles import read_yaml


class Told(BaseModel):
    """A word for a balance, and a sentence."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str
    text: str


class LabourTexts(BaseModel):
    """The whole of texts.yml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    balance: dict[Balance, Told]
    unknown: Told
    old: str
    country: str
    group: str
    columns: dict[str, tuple[str, ...]]
    values: dict[Balance, tuple[str, ...]]
    whole_country: tuple[str, ...]


@lru_cache(maxsize=1)
def labour_texts() -> LabourTexts:
    """Reads the texts once."""
    path = DATA / "labour" / "texts.yml"
    return LabourTexts.model_validate(read_yaml(path))
