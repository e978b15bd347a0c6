"""Numbers that point to a person: bank accounts, payment cards, telephones."""

from __future__ import annotations

import re

_GAP = r"[ \t\u00a0-]?"

IBAN = re.compile(
    rf"(?<![0-9A-Za-z])(?P<iban>[A-Za-z]{{2}}{_GAP}\d{{2}}(?:{_GAP}[0-9A-Za-z]{{4}}){{2,7}}"
    rf"(?:{_GAP}[0-9A-Za-z]{{1,4}})?)(?![0-9A-Za-z])"
)
CARD = re.compile(rf"(?<![0-9A-Za-z])(?P<card>\d(?:{_GAP}\d){{12,18}})(?![0-9A-Za-z])")
# +358 or 00358 and 6-11 digits; or 0, an area or mobile code and the rest, with gaps as people write them.
PHONE = re.compile(
    r"(?<![0-9A-Za-z.:/-])(?:"
    r"(?:\+|00)\d{1,3}(?:[ \t\u00a0./()-]{0,3}\d){6,11}"
    r"|\(?0(?:4\d|50|[1-9]\d?)\)?(?:[ \t\u00a0/()-]{0,3}\d){5,8}"
    r")(?![0-9A-Za-z])"
)
# Service numbers are public and help the reader: they stay.
PUBLIC_PHONES = frozenset(
    {"0925250111", "0925250112", "0925250113", "080005005", "0800147111", "116117", "116006"}
)


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
    """Whether a telephone number is to be masked: it is none of the public service numbers."""
    digits = re.sub(r"\D", "", match[0])
    return digits not in PUBLIC_PHONES and not _is_date_like(match[0])


def _is_date_like(text: str) -> bool:
    return re.fullmatch(r"0?\d[./-]\d{1,2}[./-]\d{4}", text) is not None
