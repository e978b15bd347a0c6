"""What the search is measured against beside baselines.py: PostgreSQL's own searches, and tantivy."""

from __future__ import annotations

import re
from collections.abc import Sequence

import psycopg
import tantivy

from backends.courses.domain import Offer
from evaluation.courses.baselines import texts

_WORD = re.compile(r"\w+")
_PATIENCE = "5s"


class Tantivy:
    """tantivy with its Finnish stemmer: the query's words joined by OR, BM25."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        analyzer = (
            builder.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.stemmer("finnish")).build()
        )
        schema = tantivy.SchemaBuilder()
        schema.add_unsigned_field("number", stored=True)
        schema.add_text_field("words", stored=False, tokenizer_name="finnish")
        self._index = tantivy.Index(schema.build())
        self._index.register_tokenizer("finnish", analyzer)
        writer = self._index.writer(num_threads=1)
        for number, offer in enumerate(offers):
            writer.add_document(tantivy.Document(number=number, words=" ".join(texts(offer))))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, query: str, limit: int) -> list[int]:
        """Numbers of offers, the best first."""
        words = " ".join(_WORD.findall(query.lower()))
        if not words:
            return []
        found = self._searcher.search(self._index.parse_query(words, ["words"]), limit)
        return [int(self._searcher.doc(address)["number"][0]) for _, address in found.hits]


class PostgresqlFinnish:
    """PostgreSQL's text search with its `finnish` configuration: words joined by OR, `ts_rank`."""

    def __init__(self, conninfo: str, offers: Sequence[Offer]) -> None:
        self._connection = psycopg.connect(conninfo, autocommit=True)
        self._connection.execute("CREATE TABLE finnish (number int, words tsvector)")
        with self._connection.cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE raw (number int, words text)")
            with cursor.copy("COPY raw FROM STDIN") as copy:
                for number, offer in enumerate(offers):
                    copy.write_row((number, " ".join(texts(offer))))
        self._connection.execute("INSERT INTO finnish SELECT number, to_tsvector('finnish', words) FROM raw")
        self._connection.execute("CREATE INDEX ON finnish USING gin (words)")
        self._connection.execute("ANALYZE finnish")

    def search(self, query: str, limit: int) -> list[int]:
        """Numbers of offers, the best first."""
        words = " | ".join(f"'{word}'" for word in _WORD.findall(query.lower()))
        if not words:
            return []
        found = self._connection.execute(
            "SELECT number FROM finnish, to_tsquery('finnish', %s) AS wanted WHERE words @@ wanted"
            " ORDER BY ts_rank(words, wanted) DESC, number LIMIT %s",
            (words, limit),
        )
        return [int(number) for (number,) in found]


class PostgresqlTrigrams:
    """PostgreSQL's pg_trgm over names, titles and keywords: word similarity with the whole query."""

    def __init__(self, conninfo: str, offers: Sequence[Offer]) -> None:
        self._connection = psycopg.connect(conninfo, autocommit=True)
        self._connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        self._connection.execute("CREATE TABLE trigrams (number int, words text)")
        with (
            self._connection.cursor() as cursor,
            cursor.copy("COPY trigrams FROM STDIN") as copy,
        ):
            for number, offer in enumerate(offers):
                copy.write_row((number, " ".join((offer.name, *offer.titles, *offer.keywords)).lower()))
        self._connection.execute("CREATE INDEX ON trigrams USING gin (words gin_trgm_ops)")
        self._connection.execute("ANALYZE trigrams")
        self._connection.execute(f"SET statement_timeout = '{_PATIENCE}'")
        self._connection.execute("SET pg_trgm.word_similarity_threshold = 0.4")

    def search(self, query: str, limit: int) -> list[int]:
        """Numbers of offers, the best first; none where it takes more than five seconds."""
        try:
            found = self._connection.execute(
                "SELECT number FROM trigrams WHERE %(query)s <%% words"
                " ORDER BY word_similarity(%(query)s, words) DESC, number LIMIT %(limit)s",
                {"query": query.lower(), "limit": limit},
            )
        except psycopg.errors.QueryCanceled:
            return []
        return [int(number) for (number,) in found]
