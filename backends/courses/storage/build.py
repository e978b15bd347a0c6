"""Makes the embedded database from a catalogue: beside the old one, which it replaces only when it is
whole.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, create_engine, insert, text

import nlu.analysis
from backends.courses.domain import Offer
from backends.courses.search.terms import TermAnalyzer
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
    numbered = list(enumerate(offers, start=1))
    _insert(connection, schema.offers, map(_offer_row, numbered))
    _insert(connection, schema.municipalities, _values(numbered, lambda offer: offer.municipalities))
    _insert(connection, schema.regions, _values(numbered, lambda offer: offer.regions))
    _insert(connection, schema.modes, _values(numbered, shown_modes))
    _insert(connection, schema.times, _values(numbered, shown_times))
    _insert(connection, schema.phrases, ({"text": t, "count": n} for t, n in _phrases(offers).items()))
    _index(connection, numbered, analyzer)
    _insert(connection, schema.meta, [{"key": "fingerprint", "value": stamp}])


def _index(connection: Connection, numbered: Sequence[tuple[int, Offer]], analyzer: TermAnalyzer) -> None:
    terms = text(
        "INSERT INTO offer_terms(rowid, title, keyword, part, provider, body)"
        " VALUES (:row, :title, :keyword, :part, :provider, :body)"
    )
    pieces = text("INSERT INTO offer_pieces(rowid, words) VALUES (:row, :words)")
    for batch in _batches(numbered):
        connection.execute(terms, [{"row": row, **_terms(analyzer, offer)} for row, offer in batch])
        words = [
            {"row": row, "words": " ".join((offer.name, *offer.titles, *offer.keywords)).lower()}
            for row, offer in batch
        ]
        connection.execute(pieces, words)
    for table in ("offer_terms", "offer_pieces"):
        connection.execute(text(f"INSERT INTO {table}({table}) VALUES ('optimize')"))  # noqa: S608 - names of ours


def _terms(analyzer: TermAnalyzer, offer: Offer) -> dict[str, str]:
    terms = analyzer.index_terms(offer)
    return {
        "title": terms.title,
        "keyword": terms.keyword,
        "part": terms.part,
        "provider": terms.provider,
        "body": terms.body,
    }


def _offer_row(numbered: tuple[int, Offer]) -> dict[str, Any]:
    row, offer = numbered
    return {
        "row": row,
        "id": offer.id,
        "kind": offer.kind,
        "field": offer.field_level1,
        "cost_class": offer.cost_class,
        "document": to_json(offer),
    }


def _values(
    numbered: Sequence[tuple[int, Offer]], values: Callable[[Offer], Iterable[str]]
) -> Iterator[dict[str, Any]]:
    return ({"row": row, "value": str(v)} for row, offer in numbered for v in dict.fromkeys(values(offer)))


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
