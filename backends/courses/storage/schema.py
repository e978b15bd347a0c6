"""Tables of the course database.

The FTS5 tables are SQLite's own; PostgreSQL would have a text-search column.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

SCHEMA_VERSION = 1

metadata = MetaData()

meta = Table(
    "meta", metadata, Column("key", String, primary_key=True), Column("value", String, nullable=False)
)

offers = Table(
    "offers",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("kind", String, nullable=False, index=True),
    Column("field", String, index=True),
    Column("cost_class", String),
    Column("document", Text, nullable=False),
)


def _values(name: str) -> Table:
    """A table of many values of one offer, indexed both ways."""
    return Table(
        name,
        metadata,
        Column("row", Integer, ForeignKey("offers.row"), primary_key=True),
        Column("value", String, primary_key=True),
        Index(f"{name}_by_value", "value", "row"),
    )


municipalities = _values("offer_municipalities")
regions = _values("offer_regions")
modes = _values("offer_modes")
times = _values("offer_times")

phrases = Table(
    "phrases", metadata, Column("text", String, primary_key=True), Column("count", Integer, nullable=False)
)

# `remove_diacritics 0`: a and ä are different letters. The low line is part of a term (see search/terms.py).
FTS_DDL = (
    "CREATE VIRTUAL TABLE offer_terms USING fts5("
    "title, keyword, part, provider, body, tokenize = \"unicode61 remove_diacritics 0 tokenchars '_'\")",
    "CREATE VIRTUAL TABLE offer_terms_vocabulary USING fts5vocab(offer_terms, 'row')",
    "CREATE VIRTUAL TABLE offer_pieces USING fts5(words, tokenize = 'trigram')",
)
FIELD_WEIGHTS = (10.0, 7.0, 4.0, 3.0, 1.0)
