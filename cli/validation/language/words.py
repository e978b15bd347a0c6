"""The words of a message, and what Voikko reads in them."""

import re
from functools import cache
from typing import Any

import libvoikko

WORD = re.compile(r"[^\W\d_][\w’'-]*")


def bases(word: str) -> set[str]:
    """The base forms that a word may have."""
    return {str(reading["BASEFORM"]).lower() for reading in readings(word)}


@cache
def readings(word: str) -> tuple[dict[str, Any], ...]:
    """All readings of a word."""
    return tuple(_voikko().analyze(word))


@cache
def _voikko() -> Any:
    return libvoikko.Voikko("fi")
