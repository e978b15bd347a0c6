"""Queries for the rows of offers that meet conditions, the same on both databases and in the same order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, exists, select, union_all

from backends.courses.storage.repository import Where
from backends.courses.storage.schema import OfferRow, OfferValue

type Parameters = dict[str, Any]
_PLACES = ("municipality", "region")


def rows_query(where: Where, courses: Sequence[int] | None, limit: int, each: int) -> tuple[Any, Parameters]:
    """At most `limit` rows: of each course first the first offer, then the second, and so on.

    Starts from the index of the first value asked for, so that only offers that have it are read. Evening
    study is a way and a time of study with every offer that has either (wishes.shown_modes).
    """
    sought: list[tuple[tuple[str, ...], list[str]]] = []
    if where.places:
        sought.append((_PLACES, sorted(where.places)))
    sought += [(("mode",), [mode]) for mode in sorted(where.modes)]
    sought += [(("time",), [time]) for time in sorted(where.times - where.modes)]
    given: Parameters = {f"values{number}": values for number, (_, values) in enumerate(sought)}
    given |= {"limit": limit, "each": each}
    if where.kinds:
        given["kinds"] = sorted(where.kinds)
    if where.providers:
        given["providers"] = sorted(where.providers)
    if courses is not None:
        given["courses"] = list(courses)
    names = frozenset(given)
    if not sought:
        return _of_courses(names), given
    sorts = tuple(sorts for sorts, _ in sought)
    if courses is not None:
        return _of_values(sorts, names), given
    first = given.pop("values0")
    pairs = [(sort, value) for sort in sorts[0] for value in first]
    given |= {f"value{number}": value for number, (_, value) in enumerate(pairs)}
    return _of_all(tuple(sort for sort, _ in pairs), sorts[1:], names), given


@lru_cache(maxsize=200)
def _of_values(sorts: Sequence[tuple[str, ...]], names: frozenset[str]) -> Select[Any]:
    """Of some courses: few rows, which are put in order after they were found."""
    having = OfferValue.sort.in_(sorts[0]) & OfferValue.value.in_(_listed("values0"))
    few = _narrowed(having & OfferValue.course.in_(_listed("courses")), sorts[1:], names).subquery()
    return select(few.c.row, few.c.nth).order_by(few.c.nth, few.c.row).limit(bindparam("limit"))


@lru_cache(maxsize=200)
def _of_all(first: Sequence[str], sorts: Sequence[tuple[str, ...]], names: frozenset[str]) -> Select[Any]:
    """Of all courses: the first rows of each value, in the order of its index."""
    found = [
        _narrowed((OfferValue.sort == sort) & (OfferValue.value == bindparam(f"value{number}")), sorts, names)
        .order_by(OfferValue.nth, OfferValue.row)
        .limit(bindparam("limit"))
        for number, sort in enumerate(first)
    ]
    either = union_all(*(select(query.subquery()) for query in found)).subquery()
    return select(either.c.row, either.c.nth).order_by(either.c.nth, either.c.row).limit(bindparam("limit"))


@lru_cache(maxsize=200)
def _of_courses(names: frozenset[str]) -> Select[Any]:
    query: Select[Any] = select(OfferRow.row).where(*_of_offer(names)).order_by(OfferRow.nth, OfferRow.row)
    if "providers" not in names:
        query = query.where(OfferRow.nth < bindparam("each"))
    if "courses" in names:
        query = query.where(OfferRow.course.in_(_listed("courses")))
    return query.limit(bindparam("limit"))


def _narrowed(
    having: ColumnElement[bool], others: Sequence[tuple[str, ...]], names: frozenset[str]
) -> Select[int, int]:
    query = select(OfferValue.row, OfferValue.nth).where(having)
    if not others and names.isdisjoint(("kinds", "providers")):
        query = query.where(OfferValue.nth < bindparam("each"))
    for number, sorts in enumerate(others, start=1):
        other = OfferValue.__table__.alias()
        values = other.c.value.in_(_listed(f"values{number}"))
        same = (other.c.row == OfferValue.row, other.c.sort.in_(sorts), values)
        query = query.where(exists().where(*same).correlate(OfferValue.__table__))
    if not names.isdisjoint(("kinds", "providers")):
        query = query.join(OfferRow, OfferRow.row == OfferValue.row).where(*_of_offer(names))
    return query


def _of_offer(names: frozenset[str]) -> list[ColumnElement[bool]]:
    columns = {"kinds": OfferRow.kind, "providers": OfferRow.provider}
    return [column.in_(_listed(name)) for name, column in columns.items() if name in names]


def _listed(name: str) -> BindParameter[Any]:
    return bindparam(name, expanding=True)
