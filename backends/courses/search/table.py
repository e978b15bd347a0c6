"""All offers as columns of numbers, for ranking hundreds of them at once; and what was ranked, likewise."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
import numpy.typing as npt

from backends.courses.domain import Kind, Mode
from backends.courses.facts import Facts, OfferLike
from backends.courses.search.matching import Fit, Match
from backends.courses.search.priors import LIKED_COSTS, prior
from backends.courses.search.wishes import Met, Wishes

type Ints = npt.NDArray[np.int32]
type Floats = npt.NDArray[np.float64]
type Positions = npt.NDArray[np.intp]
type Flags = npt.NDArray[np.bool_]

NOBODY = 0
_QUALIFICATIONS = frozenset({Kind.DEGREE, Kind.HE})


class OfferTable:
    """What ranking asks of offers, made once of their facts, which must be numbered from 1 without gaps.

    Values are numbered: offers of one `spot` are alike in where they are (online or not), those of one
    `manner` in kind, ways and times; `spots` and `manners` hold an offer for each. `provider` is NOBODY where
    there is none. `qualification`: whole ones, vocational and of higher education.
    """

    def __init__(self, facts: Sequence[Facts]) -> None:
        self.facts = facts
        self.course: Ints = np.fromiter((one.course for one in facts), np.int32, len(facts))
        self.courses = int(self.course.max(initial=0))
        self.prior: Floats = np.fromiter(map(prior, facts), np.float64, len(facts))
        self.liked: Flags = np.fromiter(
            (one.cost_class in LIKED_COSTS for one in facts), np.bool_, len(facts)
        )
        self.qualification: Flags = np.fromiter(
            (one.kind in _QUALIFICATIONS for one in facts), np.bool_, len(facts)
        )
        self.short: Flags = np.fromiter((one.kind is Kind.SHORT for one in facts), np.bool_, len(facts))
        self.spot, self.spots = _numbered(facts, _spot)
        self.manner, self.manners = _numbered(facts, lambda one: (one.kind, one.modes, one.times))
        self.name, _ = _numbered(facts, lambda one: one.name)
        self.same, _ = _numbered(facts, same_course)
        self.providers: dict[str, int] = {}
        self.provider: Ints = np.fromiter(map(self._provider_of, facts), np.int32, len(facts))

    def _provider_of(self, offer: Facts) -> int:
        if offer.provider is None:
            return NOBODY
        return self.providers.setdefault(offer.provider, len(self.providers) + 1)


@dataclass(slots=True)
class Ranked:
    """An offer with its fit: `text` (0 to 1) by words alone, `score` with wishes; `met` by wish.

    Not frozen only because that would take four times as long to make.
    """

    offer: Facts
    text: float
    score: float
    matches: tuple[Match, ...]
    met: Mapping[str, Met]

    @property
    def relaxed(self) -> tuple[str, ...]:
        """The wishes that this offer does not meet."""
        return tuple(wish for wish, met in self.met.items() if met is not Met.MET)


@dataclass(frozen=True, slots=True)
class RankedOffers(Sequence[Ranked]):
    """Offers in an order, as columns; one of them is only made where it is looked at.

    `at` are positions in the table, `fit` in `fits`. `place` is how the wish for a place is answered (as in
    ANSWERS; NO_PLACE without one), `missed` has a bit for each other wish that is not met.
    """

    table: OfferTable
    wishes: Wishes
    fits: Sequence[Fit]
    at: Positions
    fit: Positions
    text: Floats
    score: Floats
    place: npt.NDArray[np.int8]
    missed: npt.NDArray[np.int8]

    def taken(self, chosen: Positions | Flags | slice) -> RankedOffers:
        """Some of them, in the order of `chosen`."""
        return RankedOffers(
            self.table,
            self.wishes,
            self.fits,
            self.at[chosen],
            self.fit[chosen],
            self.text[chosen],
            self.score[chosen],
            self.place[chosen],
            self.missed[chosen],
        )

    def __len__(self) -> int:
        return len(self.at)

    @overload
    def __getitem__(self, index: int) -> Ranked: ...
    @overload
    def __getitem__(self, index: slice) -> list[Ranked]: ...
    def __getitem__(self, index: int | slice) -> Ranked | list[Ranked]:
        if isinstance(index, slice):
            return [self._made(number) for number in range(*index.indices(len(self)))]
        return self._made(range(len(self))[index])

    def __iter__(self) -> Iterator[Ranked]:
        return map(self._made, range(len(self)))

    def _made(self, number: int) -> Ranked:
        offer = self.table.facts[self.at[number]]
        fit = self.fits[self.fit[number]]
        met = self.wishes.met_by(offer)
        return Ranked(offer, float(self.text[number]), float(self.score[number]), fit.matches, met)


ANSWERS = tuple(Met)
NO_PLACE = -1


def same_course(offer: OfferLike) -> str:
    """What offers of one course have in common: the qualification, else the name."""
    return offer.qualification or offer.name if offer.kind is Kind.DEGREE else offer.name


def _spot(offer: Facts) -> Hashable:
    return offer.municipalities, offer.regions, Mode.ONLINE in offer.modes


def _numbered(facts: Sequence[Facts], key: Callable[[Facts], Hashable]) -> tuple[Ints, list[Facts]]:
    """The number of each one's key, and the first offer of each number."""
    numbers: dict[Hashable, int] = {}
    first: list[Facts] = []
    found = np.zeros(len(facts), np.int32)
    for at, one in enumerate(facts):
        number = found[at] = numbers.setdefault(key(one), len(numbers))
        if number == len(first):
            first.append(one)
    return found, first
