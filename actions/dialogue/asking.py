"""Whether words ask something, or have a word that begins in some way."""

from collections.abc import Iterable, Mapping

ASKING = ("ko", "kö", "ks", "kös", "kos")  # enclitics of a verb or an adverb that asks, spoken too


def is_question(text: str) -> bool:
    """A question mark, or a first word that asks: "otetaanko", "kauanko", "pääseeks", "paljonko"."""
    first = text.lower().split()[:1]
    return "?" in text or any(word.endswith(ASKING) for word in first)


def has_word_beginning(text: str, beginnings: Iterable[str]) -> bool:
    """Whether a word of a text begins with one of these, which are in lower case."""
    starts = tuple(beginnings)
    return any(word.startswith(starts) for word in text.lower().split())


def named_by_beginnings(text: str, table: Mapping[str, Iterable[str]]) -> str | None:
    """The first name of a table for which a word of the text begins as the table says."""
    return next((name for name, beginnings in table.items() if has_word_beginning(text, beginnings)), None)
