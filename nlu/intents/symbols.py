"""What a message of symbols alone means: a thumb up is a yes. Table: data/lookups/symbols.yml."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from datafiles import read_yaml
from nlu.paths import LOOKUPS

SYMBOLS_FILE = LOOKUPS / "symbols.yml"
MOST_SYMBOLS = 12
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_SIGNS = frozenset("\u2640\u2642")  # woman and man, joined to a gesture


def meant_by_symbols(text: str) -> str | None:
    """Return the intent of a short message in which all symbols stand for the same one, or None."""
    symbols = [sign for sign in text if not _is_modifier(sign)]
    if not 0 < len(symbols) <= MOST_SYMBOLS:
        return None
    intents = {_table().get(symbol) for symbol in symbols}
    return intents.pop() if len(intents) == 1 else None


def _is_modifier(sign: str) -> bool:
    """Spaces, joiners, variation selectors, skin tones and the signs of sex, which change no meaning."""
    return (
        sign.isspace()
        or ord(sign) in _SKIN_TONES
        or sign in _SIGNS
        or unicodedata.category(sign) in ("Cf", "Mn", "Cc")
    )


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    rows = read_yaml(SYMBOLS_FILE)
    return {symbol: intent for intent, symbols in rows.items() for symbol in symbols.split()}
