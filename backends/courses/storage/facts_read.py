"""What is read of all offers at once: their facts, out of columns."""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import Any

from sqlalchemy import select

from backends.courses.domain import CostClass, Kind, Mode, Time
from backends.courses.facts import Facts
from backends.courses.storage import schema

_LISTS = 5_000
FACTS = select(
    schema.OfferRow.row,
    schema.OfferRow.course,
    schema.OfferRow.id,
    schema.OfferRow.name,
    schema.OfferRow.kind,
    schema.OfferRow.sample,
    schema.OfferRow.provider,
    schema.OfferRow.qualification,
    schema.OfferRow.cost_class,
    schema.OfferRow.municipalities,
    schema.OfferRow.regions,
    schema.OfferRow.modes,
    schema.OfferRow.times,
).order_by(schema.OfferRow.row)


def facts_of(columns: Any) -> Facts:
    """The facts of a row of FACTS."""
    row, course, id_, name, kind, sample, provider, qualification, cost, towns, regions, modes, times = (
        columns
    )
    return Facts(
        row=row,
        course=course,
        id=id_,
        name=sys.intern(name),
        kind=Kind(kind),
        sample=bool(sample),
        provider=provider and sys.intern(provider),
        qualification=qualification and sys.intern(qualification),
        cost_class=CostClass(cost) if cost else None,
        municipalities=_listed(towns),
        regions=_listed(regions),
        modes=_modes(modes),
        times=_times(times),
    )


# What many offers have in common is held once.
@lru_cache(maxsize=_LISTS)
def _listed(column: str) -> tuple[str, ...]:
    return tuple(map(sys.intern, column.split(schema.SEPARATOR))) if column else ()


@lru_cache(maxsize=_LISTS)
def _modes(column: str) -> tuple[Mode, ...]:
    return tuple(map(Mode, _listed(column)))


@lru_cache(maxsize=_LISTS)
def _times(column: str) -> tuple[Time, ...]:
    return tuple(map(Time, _listed(column)))
