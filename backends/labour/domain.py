"""A statement on the labour market, and who may make them. Pure data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol


class Balance(StrEnum):
    """How work and workers meet."""

    SHORTAGE = "shortage"
    BALANCE = "balance"
    SURPLUS = "surplus"


@dataclass(frozen=True, slots=True)
class Outlook:
    """What `source` said on `day` of an occupation (its URI) or ISCO group (2 to 4 digits) in a region.

    `region` None is the whole country.
    """

    occupation: str
    region: str | None
    balance: Balance
    day: date
    source: str


class OutlookProvider(Protocol):
    """Whoever knows the labour market; the imported file is one."""

    def outlook(self, occupation: str, isco: str | None, regions: tuple[str, ...]) -> Outlook | None:
        """The statement that fits best, None where there is none.

        The occupation's own goes before its ISCO group's, `regions` before the whole country, new before old.
        """

    def all(self) -> tuple[Outlook, ...]:
        """Every statement there is."""


class LabourDataError(ValueError):
    """A file that cannot be used: its name and all reasons, each with its line."""

    def __init__(self, file: str, reasons: tuple[str, ...]) -> None:
        self.file = file
        self.reasons = reasons
        super().__init__(f"{file}: {'; '.join(reasons)}")
