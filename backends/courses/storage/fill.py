"""Fills the tables of the catalogue, on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import batched
from typing import Any

from sqlalchemy import Connection, delete, insert, text

from backends.courses.domain import Offer
from backends.courses.search.terms import IndexTerms, TermAnalyzer
from backends.courses.storage import rows, schema
from backends.courses.storage.candidates import pieces_of

_BATCH = 2_000


def fill(connection: Connection, offers: Sequence[Offer], analyzer: TermAnalyzer, stamp: str) -> None:
    """Writes the catalogue and its text index into empty tables, in the connection's transaction."""
    numbered, courses = rows.numbered(offers)
    _insert(connection, schema.OfferRow, map(rows.offer_row, numbered))
    _insert(connection, schema.FacetRow, rows.facet_rows(numbered))
    _insert(connection, schema.PhraseRow, rows.phrase_rows(offers))
    _insert(connection, schema.Provider, rows.provider_rows(offers, analyzer))
    indexed = [analyzer.index_terms(offer) for offer in courses]
    _insert(connection, schema.Term, rows.vocabulary_rows(indexed))
    words = [rows.searched_words(offer) for offer in courses]
    if connection.dialect.name == "sqlite":
        _index_fts5(connection, indexed, words)
    else:
        _index_gin(connection, indexed, words)
    _insert(connection, schema.Meta, [{"key": "fingerprint", "value": stamp}])
    connection.execute(text("ANALYZE"))


def clear(connection: Connection) -> None:
    """Empties the tables on PostgreSQL; who reads meanwhile sees the old rows until the commit."""
    for table in schema.Base.metadata.sorted_tables:
        connection.execute(delete(table))
    connection.execute(text("DELETE FROM course_terms"))


def _index_fts5(connection: Connection, indexed: Sequence[IndexTerms], words: Sequence[str]) -> None:
    terms = text(
        "INSERT INTO course_terms(rowid, title, keyword, part, body)"
        " VALUES (:row, :title, :keyword, :part, :body)"
    )
    pieces = text("INSERT INTO course_pieces(rowid, words) VALUES (:row, :words)")
    for batch in batched(enumerate(indexed, start=1), _BATCH):
        connection.execute(terms, [{"row": row, **asdict(one)} for row, one in batch])
    for named in batched(enumerate(words, start=1), _BATCH):
        connection.execute(pieces, [{"row": row, "words": text_} for row, text_ in named])
    for table in ("course_terms", "course_pieces"):
        connection.execute(text(f"INSERT INTO {table}({table}) VALUES ('optimize')"))  # noqa: S608 - names of ours


def _index_gin(connection: Connection, indexed: Sequence[IndexTerms], words: Sequence[str]) -> None:
    found = (
        {
            "course": course,
            **asdict(terms),
            "tags": [f"{name[0]}:{term}" for name, held in asdict(terms).items() for term in held.split()],
            "pieces": pieces_of(named),
        }
        for course, (terms, named) in enumerate(zip(indexed, words, strict=True), start=1)
    )
    columns = ("course", "title", "keyword", "part", "body", "tags", "pieces")
    _copy(connection, "course_terms", columns, found)


def _insert(connection: Connection, model: type[schema.Base], found: Iterable[rows.Row]) -> None:
    table = model.metadata.tables[model.__tablename__]
    if connection.dialect.name == "postgresql":
        _copy(connection, table.name, [column.name for column in table.columns], found)
        return
    for batch in batched(found, _BATCH):
        connection.execute(insert(table), list(batch))


def _copy(connection: Connection, table: str, columns: Sequence[str], found: Iterable[rows.Row]) -> None:
    driver: Any = connection.connection.driver_connection
    listed = ", ".join(f'"{column}"' for column in columns)
    with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({listed}) FROM STDIN") as copy:
        for row in found:
            copy.write_row([row[column] for column in columns])
