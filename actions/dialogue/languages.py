"""Which language a message is written in, as far as the service has a line for it."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

LEAST_SHARE = 0.5  # of a message's words that must be a language's own
LEAST_LETTERS = 2  # of a script, so that a lone sign decides nothing
WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str, languages: Mapping[str, Mapping[str, Any]]) -> str | None:
    """Return the code of the foreign language of a text, or None for Finnish and what is not known.

    `languages` is the table of `data/texts/languages.yml`: telling letters come first, then scripts, then the
    share of common words.
    """
    lowered = text.lower()
    for code, marks in languages.items():
        letters = marks.get("letters", "")
        if any(letter in lowered for letter in letters) or _in_script(lowered, marks.get("script")):
            return code
    return _by_words(WORD.findall(lowered), languages)


def _in_script(text: str, script: str | None) -> bool:
    if script is None:
        return False
    names = [unicodedata.name(character, "") for character in text if character.isalpha()]
    return sum(name.startswith(script.upper()) for name in names) >= LEAST_LETTERS


def _by_words(words: list[str], languages: Mapping[str, Mapping[str, Any]]) -> str | None:
    if not words:
        return None
    shares = {
        code: sum(word in marks.get("words", ()) for word in words) / len(words)
        for code, marks in languages.items()
    }
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= LEAST_SHARE else None
