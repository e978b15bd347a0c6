"""The embedded implementation: one SQLite file with FTS5 tables, opened read-only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from backends.courses.storage.candidates import Wanted
from backends.courses.storage.repository import FIELDS, StorageError
from backends.courses.storage.sql import SqlOffers, Statement

# A term is looked up once, whatever the fields in which it is wanted; the other fields weigh nothing.
_HEAVIEST = (
    "WITH wanted AS MATERIALIZED (SELECT json_extract(value, '$[0]') AS term,"
    " json_extract(value, '$[1]') AS title, json_extract(value, '$[2]') AS keyword,"
    " json_extract(value, '$[3]') AS part, json_extract(value, '$[4]') AS body FROM json_each(:wanted))"
    " SELECT place.doc, SUM(CASE place.col WHEN 'title' THEN wanted.title WHEN 'keyword' THEN wanted.keyword"
    " WHEN 'part' THEN wanted.part ELSE wanted.body END) AS weight"
    " FROM wanted CROSS JOIN course_terms_places AS place ON place.term = wanted.term"
    " GROUP BY place.doc HAVING weight > 0 ORDER BY weight DESC, place.doc LIMIT :limit"
)
_SHARING = (
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

    def _heaviest(self, terms: Sequence[Wanted], limit: int) -> Statement:
        weights: dict[str, dict[str, int]] = {}
        for one in terms:
            weights.setdefault(one.term, dict.fromkeys(FIELDS, 0))[one.field] = one.weight
        wanted = [(term, *by_field.values()) for term, by_field in weights.items()]
        return _HEAVIEST, {"wanted": json.dumps(wanted), "limit": limit}

    def _sharing(self, pieces: Sequence[str], at_least: int, limit: int) -> Statement:
        return _SHARING, {"pieces": json.dumps(pieces), "at_least": at_least, "limit": limit}

    def _terms_of(self, numbers: Sequence[int]) -> Any:
        listed = ",".join(str(int(number)) for number in numbers)
        return text(f"SELECT rowid, {', '.join(FIELDS)} FROM course_terms WHERE rowid IN ({listed})")  # noqa: S608 - numbers
