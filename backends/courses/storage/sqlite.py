"""The embedded implementation: one SQLite file with FTS5 tables, opened read-only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from backends.courses.storage.repository import FIELDS, StorageError
from backends.courses.storage.sql import SqlOffers, Statement

_COURSES_OF = (
    "SELECT wanted.value, place.doc FROM json_each(:tags) AS wanted CROSS JOIN course_terms_places AS place"
    " ON place.term = substr(wanted.value, 3) WHERE substr(place.col, 1, 1) = substr(wanted.value, 1, 1)"
)
_DOCUMENTS = (
    'SELECT "row", course, document FROM course_offers WHERE "row" IN (SELECT value FROM json_each(:rows))'
)
_SHARING = (
    "SELECT place.doc, COUNT(DISTINCT place.term) AS shared FROM json_each(:pieces) AS piece"
    " CROSS JOIN course_pieces_places AS place ON place.term = piece.value"
    " GROUP BY place.doc HAVING COUNT(DISTINCT place.term) >= :at_least"
    " ORDER BY shared DESC, place.doc LIMIT :limit"
)

_ALL_TERMS = text(f"SELECT rowid, {', '.join(FIELDS)} FROM course_terms")  # noqa: S608 - names of ours


class SqliteOffers(SqlOffers):
    """OfferRepository over the file that `build` writes."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise StorageError(f"there is no course database at {path}")
        super().__init__(create_engine(f"sqlite:///file:{path}?mode=ro&uri=true"))

    def _courses_of(self, tags: Sequence[str]) -> Statement:
        return _COURSES_OF, {"tags": json.dumps(tags)}

    def _documents_of(self, rows: Sequence[int]) -> Statement:
        return _DOCUMENTS, {"rows": json.dumps(rows)}

    def _sharing(self, pieces: Sequence[str], at_least: int, limit: int) -> Statement:
        return _SHARING, {"pieces": json.dumps(pieces), "at_least": at_least, "limit": limit}

    def _terms_of(self, numbers: Sequence[int] | None) -> Any:
        if numbers is None:
            return _ALL_TERMS
        listed = ",".join(str(int(number)) for number in numbers)
        return text(f"SELECT rowid, {', '.join(FIELDS)} FROM course_terms WHERE rowid IN ({listed})")  # noqa: S608 - numbers
