"""Addresses: e-mail and streets."""

from __future__ import annotations

import re

_TOP = r"(?:fi|com|net|org|eu|info|se|ee|ru)"
_DOT = r"(?:\.| ?\((?:piste|dot)\) ?| piste | dot )"
# "@" as it is, and as people write it to escape machines; a plain word only before what ends like a domain.
_SIGN = r" ?(?:@|\uff20|\((?:at|a|ät)\)|\[(?:at|a|ät)\]) ?"
_WORD_SIGN = r" (?:at|ät|miukumauku|miuku) "
_LOCAL = r"(?<![\w.+-])[\w.+-]{1,64}"
EMAIL = re.compile(
    rf"{_LOCAL}(?:{_SIGN}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{1,4}}"
    rf"|{_WORD_SIGN}[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,3}}{_DOT}{_TOP}\b)",
    re.IGNORECASE,
)

# What streets end with. Those of the second group are parts of other words too: there a capital is needed.
_STREET = (
    "katu|kadun|kadulla|kadulta|kadulle|tie|tien|tiellä|tieltä|tielle|kuja|kujan|kujalla|kujalta|kujalle|"
    "raitti|raitin|raitilla|bulevardi|bulevardin|bulevardilla|esplanadi|esplanadin|esplanadilla|puistikko|"
    "puistikon|vägen|gatan|gränden|stigen"
)
_PLACE = (
    "polku|polun|polulla|rinne|rinteen|rinteellä|väylä|väylän|väylällä|aukio|aukion|aukiolla|kaari|kaaren|"
    "kaarella|penger|penkereen|ranta|rannan|rannalla|ntori|ntorin|kauppatori"
)
_HOUSE = (
    r"[ \t]{1,3}(?:(?:numero|nro|no)\.?[ \t]{1,2})?[0-9]{1,3}(?:[-\u2013][0-9]{1,3})?"
    r"(?:[ -]?[a-zA-Z](?![\wåäö]))?(?:[ \t]{1,2}(?:as\.?[ \t]?)?[0-9]{1,3}(?![\d:.]))?(?!\w)"
)
_QUALIFIER = r"(?:(?:Vanha|Uusi|Iso|Pieni|Pikku|Itäinen|Läntinen|Pohjoinen|Eteläinen|Ylinen|Alinen) )?"
_LETTERS = r"[\wåäöÅÄÖ-]{1,40}"
# "Mannerheimintie 12 A 4", "mäkitiellä 3": a street's usual ending and a house number after it.
STREET = re.compile(
    rf"(?<!\w){_QUALIFIER}(?P<street>[A-ZÅÄÖa-zåäö]{_LETTERS}(?:{_STREET})|[A-ZÅÄÖ]{_LETTERS}(?:{_PLACE})){_HOUSE}"
)
_NO_STREET = re.compile(
    r"(?:moottori|valta|kanta|rauta|ohitus|maan)ti|(?:opin|opinto|opiskelu|oppimis|ura|koulutus|työ)(?:ti|pol|väyl)",
    re.IGNORECASE,
)
POSTAL = re.compile(r"(?<!\w)[0-9]{5}[ \t]{1,2}[A-ZÅÄÖ][A-ZÅÄÖa-zåäö-]{1,30}(?!\w)")


def is_street(match: re.Match[str]) -> bool:
    """Whether a word that ends like a street is none of the roads and paths that guidance talks about."""
    return _NO_STREET.match(match["street"]) is None
