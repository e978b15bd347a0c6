"""What ranking needs to know of an offer: little enough to read hundreds of them for every search."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from backends.courses.domain import CostClass, Kind, Mode, Offer, Time
from backends.courses.search.priors import prior

_MOST_ALIKE = 100_000


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
    """An OfferLike with its row and its course's number, both stable within one catalogue.

    Offers with the same `spot` are alike in where they are (online or not), those with the same `manner` in
    kind, ways and times: what was found out of one holds for the others. `prior` is what speaks for it
    whatever was asked.
    """

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
    spot: object = field(init=False, compare=False, repr=False)
    manner: object = field(init=False, compare=False, repr=False)
    prior: float = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Works out what each search would have to."""
        online = Mode.ONLINE in self.modes
        object.__setattr__(self, "spot", _same_for(self.municipalities, self.regions, online))
        object.__setattr__(self, "manner", _same_for(self.kind, self.modes, self.times))
        object.__setattr__(self, "prior", prior(self.kind, self.name, self.provider is not None, self.sample))

    @classmethod
    def of(cls, row: int, course: int, offer: Offer) -> Facts:
        """The facts of an offer."""
        own = ("row", "course", "spot", "manner", "prior")
        return cls(row, course, **{name: getattr(offer, name) for name in cls.__slots__ if name not in own})


@lru_cache(maxsize=_MOST_ALIKE)
def _same_for(*_: object) -> object:
    """One object for equal arguments; it is compared by identity, which takes no time."""
    return object()
