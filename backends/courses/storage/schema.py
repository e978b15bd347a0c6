"""Tables of the course database.

The FTS5 tables are SQLite's own; PostgreSQL would have a text-search column in their place.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

SCHEMA_VERSION = 2

metadata = MetaData()

meta = Table(
    "meta", metadata, Column("key", String, primary_key=True), Column("value", String, nullable=False)
)

# `course`: offers with the same number share all indexed texts. `nth` numbers the offers of a course from 0.
offers = Table(
    "offers",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("course", Integer, nullable=False),
    Column("nth", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("field", String),
    Column("cost_class", String),
    Column("provider", String),
    Column("document", Text, nullable=False),
    Index("offers_by_course", "course", "nth"),
    Index("offers_by_kind", "kind", "nth"),
    Index("offers_by_nth", "nth"),
    Index("offers_by_provider", "provider", "course"),
)

# What an offer has many of. `sort` is municipality, region, mode or time.
values = Table(
    "offer_values",
    metadata,
    Column("row", Integer, ForeignKey("offers.row"), primary_key=True),
    Column("sort", String, primary_key=True),
    Column("value", String, primary_key=True),
    Column("course", Integer, nullable=False),
    Index("offer_values_by_value", "value", "sort", "course", "row"),
    Index("offer_values_by_course", "course", "sort", "value"),
)

providers = Table(
    "providers", metadata, Column("name", String, primary_key=True), Column("terms", String, nullable=False)
)

phrases = Table(
    "phrases", metadata, Column("text", String, primary_key=True), Column("count", Integer, nullable=False)
)

# `remove_diacritics 0`: a and ä are different letters. The low line is part of a term (see search/terms.py).
FTS_DDL = (
    "CREATE VIRTUAL TABLE course_terms USING fts5("
    "title, keyword, part, body, tokenize = \"unicode61 remove_diacritics 0 tokenchars '_'\")",
    "CREATE VIRTUAL TABLE course_terms_vocabulary USING fts5vocab(course_terms, 'row')",
    "CREATE VIRTUAL TABLE course_pieces USING fts5(words, tokenize = 'trigram')",
)
FIELD_WEIGHTS = (10.0, 7.0, 4.0, 1.0)
