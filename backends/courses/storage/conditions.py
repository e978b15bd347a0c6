"""Queries for the rows of offers that meet conditions, the same on both databases and in the same order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, select, union_all

from backends.courses.storage.repository import Where
from backends.courses.storage.schema import OfferRow, OfferValue

_PLACES = ("municipality", "region")


def rows_query(where: Where, courses: Sequence[int] | None, limit: int, each: int) -> Any:
    """At most `limit` rows: of each course first the first offer, then the second, and so on.

    Starts from the index of the first value asked for, so that only offers that have it are read. Evening
    study is a way and a time of study with every offer that has either (wishes.shown_modes).
    """
    sought: list[tuple[tuple[str, ...], Iterable[str]]] = []
    if where.places:
        sought.append((_PLACES, sorted(where.places)))
    sought += [(("mode",), (mode,)) for mode in sorted(where.modes)]
    sought += [(("time",), (time,)) for time in sorted(where.times - where.modes)]
    if not sought:
        return _of_courses(where, courses, each).limit(limit)
    at_most = None if len(sought) > 1 or where.kinds or where.providers else each
    sorts, values = sought[0]
    if courses is not None:
        having = OfferValue.sort.in_(sorts) & OfferValue.value.in_(values) & OfferValue.course.in_(courses)
        few = _narrowed(having, sought[1:], where, at_most).subquery()
        return select(few.c.row, few.c.nth).order_by(few.c.nth, few.c.row).limit(limit)
    found = [
        _limited(
            _narrowed((OfferValue.sort == sort) & (OfferValue.value == value), sought[1:], where, at_most),
            limit,
        )
        for sort in sorts
        for value in values
    ]
    either = union_all(*(select(query.subquery()) for query in found)).subquery()
    return select(either.c.row, either.c.nth).order_by(either.c.nth, either.c.row).limit(limit)


def _limited(query: Select[int, int], limit: int) -> Select[int, int]:
    return query.order_by(OfferValue.nth, OfferValue.row).limit(limit)


def _narrowed(
    having: ColumnElement[bool],
    others: Sequence[tuple[tuple[str, ...], Iterable[str]]],
    where: Where,
    each: int | None,
) -> Select[int, int]:
    query = select(OfferValue.row, OfferValue.nth).where(having)
    if each is not None:
        query = query.where(OfferValue.nth < each)
    for sorts, values in others:
        other = OfferValue.__table__.alias()
        same = (other.c.row == OfferValue.row, other.c.sort.in_(sorts), other.c.value.in_(values))
        query = query.where(exists().where(*same).correlate(OfferValue.__table__))
    if where.kinds or where.providers:
        query = query.join(OfferRow, OfferRow.row == OfferValue.row).where(*_of_offer(where))
    return query


def _of_courses(where: Where, courses: Sequence[int] | None, each: int) -> Select[Any]:
    query: Select[Any] = select(OfferRow.row).where(*_of_offer(where)).order_by(OfferRow.nth, OfferRow.row)
    if not where.providers:
        query = query.where(OfferRow.nth < each)
    return query if courses is None else query.where(OfferRow.course.in_(courses))


def _of_offer(where: Where) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if where.kinds:
        conditions.append(OfferRow.kind.in_(sorted(where.kinds)))
    if where.providers:
        conditions.append(OfferRow.provider.in_(sorted(where.providers)))
    return conditions
