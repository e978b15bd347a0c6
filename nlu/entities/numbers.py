"""Numbers in words, written and spoken: "neljäkymmentäviisi", "viiskytkaks", "kolkyt", "kaksvitonen"."""

from __future__ import annotations

import re

_UNITS = {
    "yksi": 1, "yks": 1, "yhden": 1, "yhde": 1, "kaksi": 2, "kaks": 2, "kahden": 2, "kahen": 2, "kolme": 3,
    "kol": 3,
    "kolmen": 3, "kolome": 3, "neljä": 4, "neli": 4, "nelj": 4, "nel": 4, "neljän": 4, "nelja": 4,
    "viisi": 5, "viis": 5, "viiden": 5,
    "viijen": 5, "kuusi": 6, "kuus": 6, "kuuden": 6, "seitsemän": 7, "seittemän": 7, "seitsemä": 7,
    "seittemä": 7,
    "seitkyt": 7, "seitsemän'": 7, "seitsem": 7, "seit": 7, "seitteman": 7, "seitseman": 7, "kahdeksan": 8,
    "kaheksan": 8,
    "kaheksa": 8, "kasi": 8, "yhdeksän": 9, "yheksän": 9, "yheksä": 9, "yhdeksan": 9, "yheksan": 9, "ysi": 9,
}  # fmt: skip
_SLANG_UNITS = {
    "ykkönen": 1, "kakkonen": 2, "kolmonen": 3, "nelonen": 4, "vitonen": 5, "kutonen": 6, "seiska": 7,
    "seitsikko": 7,
    "kasi": 8, "ysi": 9,
}  # fmt: skip
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_SLANG = "|".join(_SLANG_UNITS)
_TENS = r"kymmentä|kymmenta|kymmenen|kymment|kyment|kytä|kyt|kymppi|kymppiä|kymppine|kymppinen"
# "kolmevitosena", "nelikutoseks": an age said in slang, in the essive or translative.
_SLANG_STEMS = {
    "ykkö": 1, "kakko": 2, "kolmo": 3, "nelo": 4, "vito": 5, "kuto": 6, "seiska": 7, "kasi": 8, "ysi": 9,
}  # fmt: skip
_SLANG_AGE = re.compile(
    rf"^({_UNIT})({'|'.join(_SLANG_STEMS)})(?:nen|s|sell[aä]?|sel|sen[aä]|s?n[aä]|seks|ks|sen|n|si|ksi)?$"
)
_DIGITS = re.compile(rf"^({_UNIT})-?({_UNIT})$")
_WORD = re.compile(
    rf"^(?:(?P<tens>{_UNIT})(?:{_TENS})(?P<unit>{_UNIT})?|(?P<teen>{_UNIT})toista|(?P<only>{_UNIT})"
    rf"|(?P<slang_ten>{_UNIT})(?P<slang>{_SLANG})|(?P<ten>kymmenen|kymppi))$"
)


def number_in_words(word: str) -> int | None:
    """Return the number that a word in lower case says, or None. From 1 to 99."""
    match = _WORD.match(word)
    if not match:
        return None
    found = match.groupdict()
    if found["tens"]:
        return 10 * _UNITS[found["tens"]] + _UNITS.get(found["unit"] or "", 0)
    if found["teen"]:
        return 10 + _UNITS[found["teen"]]
    if found["slang"]:
        return 10 * _UNITS[found["slang_ten"]] + _SLANG_UNITS[found["slang"]]
    return 10 if found["ten"] else _UNITS[found["only"]]


def number_of_digits(word: str) -> int | None:
    """Return the number that a word says digit by digit ("kaksviis": 25), or None."""
    match = _DIGITS.match(word)
    return 10 * _UNITS[match[1]] + _UNITS[match[2]] if match else None


def slang_age(word: str) -> int | None:
    """Return the age that an inflected slang number says ("kolmevitosena": 35), or None."""
    match = _SLANG_AGE.match(word)
    return 10 * _UNITS[match[1]] + _SLANG_STEMS[match[2]] if match else None
