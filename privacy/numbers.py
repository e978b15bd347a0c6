"""Numbers that point to a person: bank accounts, payment cards, telephones."""

from __future__ import annotations

import re

_GAP = r"[ \t\u00a0-]?"

# A Finnish IBAN in any grouping; others in groups of four, as they are printed.
FINNISH_IBAN = re.compile(rf"FI{_GAP}[0-9](?:{_GAP}[0-9]){{15}}(?![0-9])", re.IGNORECASE)
IBAN = re.compile(
    rf"(?<![0-9A-Za-z])(?P<iban>[A-Za-z]{{2}}{_GAP}[0-9]{{2}}(?:{_GAP}[0-9A-Za-z]{{4}}){{2,7}}"
    rf"(?:{_GAP}[0-9A-Za-z]{{1,4}})?)(?![0-9A-Za-z])"
)
CARD = re.compile(rf"(?<![0-9])(?P<card>[0-9](?:{_GAP}[0-9]){{12,18}})(?![0-9])")

_SEPARATED = r"(?:[ \t\u00a0()./\u2010-\u2015\u2212-]{0,3}[0-9])"
# Not within a longer number, and not behind the capitals of a course's code.
_BEFORE = r"(?<![0-9])(?<![0-9][.,:/\u2010-\u2015-])(?<![A-Z_])(?<![A-Z]-)"
PHONE = re.compile(
    rf"{_BEFORE}(?:"
    rf"\+ ?\(?[0-9]{{1,3}}{_SEPARATED}{{6,12}}"  # +358 40 1234567
    rf"|00[1-9][0-9]{{0,2}}{_SEPARATED}{{6,12}}"  # 00358 40 1234567
    rf"|358{_SEPARATED}{{7,10}}"  # 358401234567
    rf"|\(?0 ?(?:4 ?[0-9]|5 ?0)\)?{_SEPARATED}{{6,8}}"  # 040 1234567
    r"|(?<![A-Za-zåäö])(?P<landline>\(?0(?:[235689]|1[3-9]|[1-37]0|29|7[135])\)?"  # (09) 1234567
    rf"{_SEPARATED}{{5,8}})"
    r")(?![0-9])"
)
# Service numbers are public and help the reader: they stay.
PUBLIC_PHONES = frozenset(
    {"0925250111", "0925250112", "0925250113", "080005005", "0800147111", "116117", "116006"}
)
_AREA_CODE_FIRST = re.compile(r"\(?[0-9]{2,4}\)?(?![0-9])|[0-9]+$")
_BUSINESS_ID = re.compile(r"[0-9]{7}-[0-9]")


def is_iban(match: re.Match[str]) -> bool:
    """Whether a candidate passes the IBAN check (ISO 13616: modulo 97 is 1)."""
    code = re.sub(r"[^0-9A-Za-z]", "", match["iban"]).upper()
    if not 15 <= len(code) <= 34:
        return False
    rearranged = code[4:] + code[:4]
    return int("".join(str(int(character, 36)) for character in rearranged)) % 97 == 1


def is_card(match: re.Match[str]) -> bool:
    """Whether a candidate starts as payment cards do and passes their Luhn check (ISO/IEC 7812)."""
    digits = [int(character) for character in match["card"] if character.isdigit()]
    issuer = int("".join(map(str, digits[:4])))
    if not (3000 <= issuer < 7000 or 2221 <= issuer <= 2720):
        return False
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def is_private_phone(match: re.Match[str]) -> bool:
    """Whether a telephone number is to be masked: it is no public service number, business id or date.

    A landline number has its area code apart or is written in one; dates, times and codes are not.
    """
    found = match[0]
    if re.sub("[^0-9]", "", found) in PUBLIC_PHONES or _BUSINESS_ID.fullmatch(found):
        return False
    if match["landline"] is None:
        return True
    return _AREA_CODE_FIRST.match(found) is not None and "." not in found
