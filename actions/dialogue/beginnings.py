"""Whether a text has a word that begins in some way."""

from collections.abc import Iterable, Mapping


def has_word_beginning(text: str, beginnings: Iterable[str]) -> bool:
    """Whether a word of a text begins with one of these, which are in lower case."""
    starts = tuple(beginnings)
    return any(word.startswith(starts) for word in text.lower().split())


def named_by_beginnings(text: str, table: Mapping[str, Iterable[str]]) -> str | None:
    """The first name of a table for which a word of the text begins as the table says."""
    return next((name for name, beginnings in table.items() if has_word_beginning(text, beginnings)), None)
