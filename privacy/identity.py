"""Finnish personal identity codes (henkilötunnus).

Form DDMMYYCZZZQ: date of birth, century sign, individual number, check character. The signs of 2023 are
included (Digital and Population Data Services Agency): + for the 1800s, - Y X W V U for the 1900s, A B C D E F
for the 2000s.
"""

from __future__ import annotations

import re
from calendar import monthrange

CHECK_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
CENTURIES = {"+": 1800, **dict.fromkeys("-YXWVU", 1900), **dict.fromkeys("ABCDEF", 2000)}

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
_GAP = r"[ \t\u00a0]{0,3}"
# Digits may stand apart, as people type them: "13 01 80 - 1234", "130180 -1234".
CANDIDATE = re.compile(
    rf"(?<![0-9A-Za-zÅÄÖåäö])(?P<day>\d{{2}})[. ]?(?P<month>\d{{2}})[. ]?(?P<year>\d{{2}}){_GAP}"
    rf"(?P<sign>[-+A-FU-Ya-fu-y{_DASHES}]){_GAP}(?P<number>\d{{3}}){_GAP}(?P<check>[0-9A-Za-z])"
    r"(?![0-9A-Za-zÅÄÖåäö])"
)


def looks_like_identity_code(match: re.Match[str]) -> bool:
    """Whether a candidate is to be masked: the date exists, or the check character is right.

    A code with one typing error still points to its owner, so either sign of a real code is enough.
    """
    return _date_exists(match) or has_right_check_character(match)


def _date_exists(match: re.Match[str]) -> bool:
    sign = match["sign"].upper()
    century = CENTURIES.get("-" if sign in _DASHES else sign)
    day, month = int(match["day"]), int(match["month"])
    if century is None or not 1 <= month <= 12:
        return False
    return 1 <= day <= monthrange(century + int(match["year"]), month)[1]


def has_right_check_character(match: re.Match[str]) -> bool:
    """Whether the check character fits: the nine digits modulo 31 index its alphabet."""
    digits = match["day"] + match["month"] + match["year"] + match["number"]
    return CHECK_CHARACTERS[int(digits) % 31] == match["check"].upper()
