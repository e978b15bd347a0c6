"""Finnish personal identity codes (henkilötunnus).

Form DDMMYYCZZZQ: date of birth, century sign, individual number, check character. The signs of 2023 are
included (Digital and Population Data Services Agency): + for the 1800s, - Y X W V U for the 1900s, A to F
for the 2000s.
"""

from __future__ import annotations

import re
from calendar import monthrange

CHECK_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
CENTURIES = {"+": 1800, **dict.fromkeys("-YXWVU", 1900), **dict.fromkeys("ABCDEF", 2000)}

# Signs that people and word processors put in the place of the hyphen.
_DASHES = "/_\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"
_GAP = r"[ \t\u00a0]{0,3}"
# Digits may stand apart, the year may have its century, the sign may be missing: "13 10 52 - 308T",
# "13.10.1952-308T", "131052 308T", "1 3 1 0 5 2 - 3 0 8 T".
CANDIDATE = re.compile(
    r"(?<![0-9])(?P<birth>[0-9]{2}[. ]?[0-9]{2}[. ]?(?:18|19|20)[0-9]{2}|[0-9](?:[. ]?[0-9]){5})"
    rf"{_GAP}(?P<sign>[-+A-FU-Ya-fu-y{_DASHES}]?){_GAP}"
    rf"(?P<number>[0-9](?: ?[0-9]){{2}}){_GAP}(?P<check>[0-9A-Za-z])(?![0-9])"
)
_CONTEXT_LENGTH = 40
_CONTEXT = re.compile(
    r"(?:hetu|sotu|henkil[öo]\s?tunnu|sosiaaliturva)\w*\W{0,3}\w{0,10}\W{0,3}$", re.IGNORECASE
)


def looks_like_identity_code(match: re.Match[str]) -> bool:
    """Whether a candidate is to be masked.

    With its century sign and the right check character it is, whatever the date: a mistyped date still
    points to its owner. Without one of the two the date must exist; with a wrong check character it must also
    stand alone, and a digit for a check character needs a word like "hetu" before, because telephone and
    document numbers look like that.
    """
    date, check = _date_exists(match), has_right_check_character(match)
    if match["sign"] and check:
        return True
    if not date or not (check or match["sign"]) or (_is_glued(match) and not check):
        return False
    return match["check"].isalpha() or _has_context(match)


def has_right_check_character(match: re.Match[str]) -> bool:
    """Whether the check character fits: the nine digits modulo 31 index its alphabet."""
    digits = _birth(match) + match["number"].replace(" ", "")
    return CHECK_CHARACTERS[int(digits) % 31] == match["check"].upper()


def _birth(match: re.Match[str]) -> str:
    """The date as DDMMYY."""
    digits = re.sub("[^0-9]", "", match["birth"])
    return digits[:4] + digits[-2:]


def _date_exists(match: re.Match[str]) -> bool:
    sign = match["sign"].upper()
    century = CENTURIES.get("-" if not sign or sign in _DASHES else sign)
    birth = _birth(match)
    day, month, year = int(birth[:2]), int(birth[2:4]), int(birth[4:])
    if century is None or not 1 <= month <= 12:
        return False
    return 1 <= day <= monthrange(century + year, month)[1]


def _has_context(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - _CONTEXT_LENGTH) : match.start()]
    return _CONTEXT.search(before) is not None


def _is_glued(match: re.Match[str]) -> bool:
    """Whether letters or the signs of a longer code stand directly before or after."""
    before, after = match.string[: match.start()][-1:], match.string[match.end() : match.end() + 1]
    return before.isalnum() or before in set("-_/.") or after.isalnum() or after in set("-_/")
