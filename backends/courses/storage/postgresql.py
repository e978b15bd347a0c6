"""The implementation for a server: PostgreSQL with GIN over terms that are base forms already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import create_engine, text

from backends.courses.storage.repository import FIELDS
from backends.courses.storage.sql import SqlOffers, Statement

_COURSES_OF = (
    "SELECT wanted.tag, place.course FROM unnest(CAST(%(tags)s AS text[])) AS wanted(tag)"
    " JOIN course_terms AS place ON place.tags @> ARRAY[wanted.tag]"
)
_DOCUMENTS = 'SELECT "row", course, document FROM course_offers WHERE "row" = ANY(%(rows)s)'
_SHARING = (
    "SELECT place.course, COUNT(*) AS shared FROM unnest(CAST(%(pieces)s AS text[])) AS wanted(piece)"
    " JOIN course_terms AS place ON place.pieces @> ARRAY[wanted.piece]"
    " GROUP BY place.course HAVING COUNT(*) >= %(at_least)s"
    " ORDER BY shared DESC, place.course LIMIT %(limit)s"
)
_TERMS = text(f"SELECT course, {', '.join(FIELDS)} FROM course_terms WHERE course = ANY(:numbers)")  # noqa: S608 - names of ours

_ALL_TERMS = text(f"SELECT course, {', '.join(FIELDS)} FROM course_terms")  # noqa: S608 - names of ours


class PostgresqlOffers(SqlOffers):
    """OfferRepository over a database that `build_on_server` filled.

    `url` is SQLAlchemy's, with the driver psycopg. What is read is kept: after the catalogue changed, its
    readers start anew.
    """

    def __init__(self, url: str) -> None:
        super().__init__(
            create_engine(
                url, pool_pre_ping=True, pool_size=8, isolation_level="AUTOCOMMIT", hide_parameters=True
            )
        )

    def _courses_of(self, tags: Sequence[str]) -> Statement:
        return _COURSES_OF, {"tags": list(tags)}

    def _documents_of(self, rows: Sequence[int]) -> Statement:
        return _DOCUMENTS, {"rows": list(rows)}

    def _sharing(self, pieces: Sequence[str], at_least: int, limit: int) -> Statement:
        return _SHARING, {"pieces": list(pieces), "at_least": at_least, "limit": limit}

    def _terms_of(self, numbers: Sequence[int] | None) -> Any:
        if numbers is None:
            return _ALL_TERMS
        return _TERMS.bindparams(numbers=list(numbers))
