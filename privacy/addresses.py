"""Addresses: e-mail and streets."""

from __future__ import annotations

import re

_AT = r"(?:@| ?\(at\) ?| ?\[at\] ?| at (?=[\w-]+\.(?:fi|com|net|org)\b))"
EMAIL = re.compile(rf"(?<![\w.+-])[\w.+-]{{1,64}}{_AT}[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,4}}", re.IGNORECASE)

_STREET_ENDINGS = (
    "katu|kadun|kadulla|kadulta|kadulle|tie|tien|tiellä|tieltä|tielle|kuja|kujan|kujalla|polku|polun|polulla|"
    "raitti|raitin|raitilla|rinne|rinteen|rinteellä|väylä|väylän|väylällä|vayla|aukio|bulevardi|esplanadi|"
    "kaari|kaaren|kaarella|penger|penkereen|ranta|rannan|rannalla|tori|torin|vägen|gatan|gränden|stigen"
)
# "Mannerheimintie 12 A 4", "Kirkkokatu 5 b", with a street's usual ending and a house number after it.
_WORD = r"[A-ZÅÄÖa-zåäö][\wåäöÅÄÖ-]"
_STAIR_AND_FLAT = r"(?:[ -]?[a-zA-Z](?![\wåäö]))?(?:[ \t]{1,2}(?:as\.?[ \t]?)?\d{1,4}(?![\d:.]))?"
STREET = re.compile(
    rf"(?<!\w)(?:{_WORD}{{0,40}}[ -])?{_WORD}{{1,40}}(?:{_STREET_ENDINGS})"
    rf"[ \t]{{1,3}}\d{{1,4}}{_STAIR_AND_FLAT}(?!\w)"
)
POSTAL = re.compile(r"(?<!\w)\d{5}[ \t]{1,2}[A-ZÅÄÖ][A-ZÅÄÖa-zåäö-]{1,30}(?!\w)")
