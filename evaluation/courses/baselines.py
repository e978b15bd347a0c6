"""What the search is measured against: raw FTS5, and an all-words-must-match search like Opintopolku's."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from functools import lru_cache

from backends.courses.domain import Offer
from nlu.analysis import FinnishAnalyzer

_WORD = re.compile(r"[\w-]+")
_PREFERRED = (20, 5, 4, 2, 1)


class RawFts:
    """SQLite FTS5 over the texts as they are: the query's words joined by OR, BM25."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        self._database = sqlite3.connect(":memory:")
        self._database.execute(
            "CREATE VIRTUAL TABLE f USING fts5(words, tokenize = 'unicode61 remove_diacritics 0')"
        )
        rows = ((number, " ".join(texts(offer))) for number, offer in enumerate(offers))
        self._database.executemany("INSERT INTO f(rowid, words) VALUES (?, ?)", rows)

    def search(self, query: str, limit: int) -> list[int]:
        """Numbers of offers, the best first."""
        match = " OR ".join(f'"{word}"' for word in _WORD.findall(query.lower()))
        if not match:
            return []
        found = self._database.execute(
            "SELECT rowid FROM f WHERE f MATCH ? ORDER BY bm25(f) LIMIT ?", (match, limit)
        )
        return [int(row) for (row,) in found]


class AllWordsMustMatch:
    """Opintopolku's keyword search: lemmas with compound parts indexed, every word of the query must
    match.

    Fields and their boosts are those of konfo-backend's cross_fields query: name, keywords, titles,
    provider, place.
    """

    def __init__(self, offers: Sequence[Offer], finnish: FinnishAnalyzer) -> None:
        self._finnish = finnish
        self._indexed = lru_cache(maxsize=20_000)(self._terms)
        self._database = sqlite3.connect(":memory:")
        self._database.execute(
            "CREATE VIRTUAL TABLE f USING fts5(name, keywords, titles, provider, place,"
            " tokenize = \"unicode61 remove_diacritics 0 tokenchars '-'\")"
        )
        rows = (
            (number, *(self._indexed(text) for text in _fields(offer))) for number, offer in enumerate(offers)
        )
        self._database.executemany(
            "INSERT INTO f(rowid, name, keywords, titles, provider, place) VALUES (?,?,?,?,?,?)", rows
        )

    def search(self, query: str, limit: int) -> list[int]:
        """Numbers of offers, the best first."""
        words = [self._finnish.lemmas(word) for word in _WORD.findall(query.lower())]
        match = " AND ".join("(" + " OR ".join(f'"{lemma}"' for lemma in lemmas) + ")" for lemmas in words)
        if not match:
            return []
        weights = ", ".join(map(str, _PREFERRED))
        sql = f"SELECT rowid FROM f WHERE f MATCH ? ORDER BY bm25(f, {weights}) LIMIT ?"
        return [int(row) for (row,) in self._database.execute(sql, (match, limit))]

    def _terms(self, text: str) -> str:
        terms: list[str] = []
        for token in self._finnish.tokens(text):
            terms.extend((token.lemma.strip("-"), *token.parts))
        return " ".join(dict.fromkeys(terms))


def _fields(offer: Offer) -> tuple[str, ...]:
    keywords, titles = ". ".join(offer.keywords), ". ".join(offer.titles)
    return (
        offer.name,
        keywords,
        titles,
        offer.provider or "",
        ". ".join((*offer.municipalities, *offer.regions)),
    )


def texts(offer: Offer) -> tuple[str, ...]:
    """All that a search may look at."""
    return (*_fields(offer), *offer.field_names, offer.description, *offer.learning_outcomes)
