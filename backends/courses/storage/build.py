"""Makes the embedded database from a catalogue: beside the old one, which it replaces only when it is
whole.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, create_engine, insert, text

import nlu.analysis
from backends.courses.domain import Offer
from backends.courses.search.terms import TermAnalyzer, indexed_texts
from backends.courses.search.wishes import shown_modes, shown_times
from backends.courses.storage import schema
from backends.courses.storage.documents import to_json

_BATCH = 500
_CODE = Path(__file__).resolve().parents[1]
_INDEXING_CODE = (
    _CODE / "domain.py",
    _CODE / "storage" / "schema.py",
    _CODE / "storage" / "build.py",
    _CODE / "search" / "terms.py",
    _CODE / "search" / "roots.py",
)


def fingerprint(folders: Iterable[Path], files: Iterable[Path] = ()) -> str:
    """A digest of everything that the database is made of: the catalogue, word lists, and the code
    that indexes.
    """
    digest = hashlib.sha256(str(schema.SCHEMA_VERSION).encode())
    sources = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    for path in (*sources, *files, *_INDEXING_CODE, *_analysis_code()):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:32]


def _analysis_code() -> list[Path]:
    package = Path(str(nlu.analysis.__file__)).parent.parent
    return sorted(
        path for name in ("analysis", "spelling", "spoken") for path in (package / name).glob("*.py")
    )


def build(path: Path, offers: Sequence[Offer], analyzer: TermAnalyzer, stamp: str) -> None:
    """Writes the database of `offers` to `path`.

    Readers of an older file at `path` go on reading the older one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=path.stem, suffix=".new", dir=path.parent)
    os.close(handle)
    new = Path(name)
    try:
        engine = create_engine(f"sqlite:///{new}")
        with engine.connect() as connection:
            connection.execute(text("PRAGMA synchronous = OFF"))
            _fill(connection, offers, analyzer, stamp)
            connection.commit()
        engine.dispose()
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _fill(connection: Connection, offers: Sequence[Offer], analyzer: TermAnalyzer, stamp: str) -> None:
    schema.metadata.create_all(connection)
    for ddl in schema.FTS_DDL:
        connection.execute(text(ddl))
    numbered, courses = _numbered(offers)
    _insert(connection, schema.offers, map(_offer_row, numbered))
    _insert(connection, schema.values, (value for one in numbered for value in _values(one)))
    _insert(connection, schema.phrases, ({"text": t, "count": n} for t, n in _phrases(offers).items()))
    names = dict.fromkeys(offer.provider for offer in offers if offer.provider)
    _insert(
        connection, schema.providers, ({"name": n, "terms": " ".join(analyzer.name_terms(n))} for n in names)
    )
    _index(connection, courses, analyzer)
    _insert(connection, schema.meta, [{"key": "fingerprint", "value": stamp}])


@dataclass(frozen=True, slots=True)
class _Numbered:
    row: int
    course: int
    nth: int
    offer: Offer


def _numbered(offers: Sequence[Offer]) -> tuple[list[_Numbered], list[Offer]]:
    """Offers with their numbers, and one offer of each course in the order of the courses' numbers
    (from 1).
    """
    courses: dict[tuple[Any, ...], int] = {}
    first: list[Offer] = []
    seen: Counter[int] = Counter()
    numbered = []
    for row, offer in enumerate(offers, start=1):
        course = courses.setdefault(indexed_texts(offer), len(courses) + 1)
        if course > len(first):
            first.append(offer)
        numbered.append(_Numbered(row, course, seen[course], offer))
        seen[course] += 1
    return numbered, first


def _index(connection: Connection, courses: Sequence[Offer], analyzer: TermAnalyzer) -> None:
    terms = text(
        "INSERT INTO course_terms(rowid, title, keyword, part, body)"
        " VALUES (:row, :title, :keyword, :part, :body)"
    )
    pieces = text("INSERT INTO course_pieces(rowid, words) VALUES (:row, :words)")
    for batch in _batches(list(enumerate(courses, start=1))):
        connection.execute(
            terms, [{"row": row, **asdict(analyzer.index_terms(offer))} for row, offer in batch]
        )
        connection.execute(pieces, [{"row": row, "words": _words(offer)} for row, offer in batch])
    for table in ("course_terms", "course_pieces"):
        connection.execute(text(f"INSERT INTO {table}({table}) VALUES ('optimize')"))  # noqa: S608 - names of ours


def _words(offer: Offer) -> str:
    return " ".join((offer.name, *offer.titles, *offer.keywords)).lower()


def _offer_row(numbered: _Numbered) -> dict[str, Any]:
    offer = numbered.offer
    return {
        "row": numbered.row,
        "id": offer.id,
        "course": numbered.course,
        "nth": numbered.nth,
        "kind": offer.kind,
        "field": offer.field_level1,
        "cost_class": offer.cost_class,
        "provider": offer.provider,
        "document": to_json(offer),
    }


def _values(numbered: _Numbered) -> Iterator[dict[str, Any]]:
    offer = numbered.offer
    sorts: dict[str, Iterable[str]] = {
        "municipality": offer.municipalities,
        "region": offer.regions,
        "mode": shown_modes(offer),
        "time": shown_times(offer),
    }
    for sort, values in sorts.items():
        for value in dict.fromkeys(values):
            yield {"row": numbered.row, "sort": sort, "value": str(value), "course": numbered.course}


def _phrases(offers: Sequence[Offer]) -> Counter[str]:
    phrases: Counter[str] = Counter()
    for offer in offers:
        phrases.update(dict.fromkeys((offer.name, *offer.titles, *offer.keywords), 1))
    return phrases


def _insert(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    for batch in _batches(list(rows)):
        connection.execute(insert(table), list(batch))


def _batches[T](items: Sequence[T]) -> Iterator[Sequence[T]]:
    for at in range(0, len(items), _BATCH):
        yield items[at : at + _BATCH]
