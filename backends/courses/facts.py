"""What ranking needs to know of an offer: little enough to read hundreds of them for every search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from backends.courses.domain import CostClass, Kind, Mode, Offer, Time


class OfferLike(Protocol):
    """What an offer and its facts have in common (see domain.Offer for the meanings)."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def sample(self) -> bool: ...
    @property
    def provider(self) -> str | None: ...
    @property
    def qualification(self) -> str | None: ...
    @property
    def cost_class(self) -> CostClass | None: ...
    @property
    def municipalities(self) -> tuple[str, ...]: ...
    @property
    def regions(self) -> tuple[str, ...]: ...
    @property
    def modes(self) -> tuple[Mode, ...]: ...
    @property
    def times(self) -> tuple[Time, ...]: ...


@dataclass(frozen=True, slots=True)
class Facts:
    """An OfferLike with its row and its course's number, both stable within one catalogue."""

    row: int
    course: int
    id: str
    name: str
    kind: Kind
    sample: bool = False
    provider: str | None = None
    qualification: str | None = None
    cost_class: CostClass | None = None
    municipalities: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    modes: tuple[Mode, ...] = ()
    times: tuple[Time, ...] = ()

    @classmethod
    def of(cls, row: int, course: int, offer: Offer) -> Facts:
        """The facts of an offer."""
        shared = {name: getattr(offer, name) for name in cls.__slots__ if name not in ("row", "course")}
        return cls(row=row, course=course, **shared)
