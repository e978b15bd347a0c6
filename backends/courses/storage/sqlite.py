"""The embedded implementation: one SQLite file with FTS5 tables, opened read-only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from backends.courses.storage.candidates import Wanted
from backends.courses.storage.repository import FIELDS, StorageError
from backends.courses.storage.sql import SqlOffers

_HEAVIEST = text(
    "SELECT place.doc, SUM(json_extract(wanted.value, '$[2]')) AS weight FROM json_each(:wanted) AS wanted"
    " CROSS JOIN course_terms_places AS place ON place.term = json_extract(wanted.value, '$[0]')"
    " AND place.col = json_extract(wanted.value, '$[1]')"
    " GROUP BY place.doc ORDER BY weight DESC, place.doc LIMIT :limit"
)
_SHARING = text(
    "SELECT place.doc, COUNT(DISTINCT place.term) AS shared FROM json_each(:pieces) AS piece"
    " CROSS JOIN course_pieces_places AS place ON place.term = piece.value"
    " GROUP BY place.doc HAVING COUNT(DISTINCT place.term) >= :at_least"
    " ORDER BY shared DESC, place.doc LIMIT :limit"
)


class SqliteOffers(SqlOffers):
    """OfferRepository over the file that `build` writes."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise StorageError(f"there is no course database at {path}")
        super().__init__(create_engine(f"sqlite:///file:{path}?mode=ro&uri=true"))

    def _heaviest(self, terms: Sequence[Wanted], limit: int) -> Any:
        wanted = json.dumps([(one.term, one.field, one.weight) for one in terms])
        return _HEAVIEST.bindparams(wanted=wanted, limit=limit)

    def _sharing(self, pieces: Sequence[str], at_least: int, limit: int) -> Any:
        return _SHARING.bindparams(pieces=json.dumps(pieces), at_least=at_least, limit=limit)

    def _terms_of(self, numbers: Sequence[int]) -> Any:
        listed = ",".join(str(int(number)) for number in numbers)
        return text(f"SELECT rowid, {', '.join(FIELDS)} FROM course_terms WHERE rowid IN ({listed})")  # noqa: S608 - numbers
