"""How a person may be reached: telephone numbers and e-mail addresses, checked and shown masked. Pure."""

import re

import phonenumbers

from privacy.masking import mask

HOME = "FI"  # a number without a country is Finnish
DIALLED = re.compile(r"[0-9 ()+./\u00a0\u2010-\u2015-]+")
HENKILOTUNNUS = frozenset({"henkilotunnus"})
LONGEST = 254  # RFC 5321, the longest address that can be delivered to
# The form that browsers accept for <input type="email"> (WHATWG HTML, "valid e-mail address"), with a dot in
# the domain, which is what can be reached from here.
EMAIL = re.compile(
    r"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
    r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+"
)


def read_phone(text: str) -> str | None:
    """A telephone number in its international form (E.164), None where it cannot be one.

    A henkilötunnus that landed in the wrong field is none, although its digits could be dialled.
    """
    if not DIALLED.fullmatch(text) or mask(text, HENKILOTUNNUS).kinds:
        return None
    try:
        number = phonenumbers.parse(text, HOME)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def read_email(text: str) -> str | None:
    """An e-mail address with its domain in ASCII (IDNA), None where it is none."""
    local, sign, domain = text.rpartition("@")
    if not sign:
        return None
    try:
        ascii_domain = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    address = f"{local}@{ascii_domain}"
    return address if len(address) <= LONGEST and EMAIL.fullmatch(address) else None


READERS = {"phone": read_phone, "email": read_email}


def read_reach(kind: str, text: str) -> str | None:
    """The value in the form that is kept, None where nobody is reached by it. `text` may hold anything."""
    value = text.strip()
    return READERS[kind](value) if len(value) <= LONGEST else None


def masked_reach(kind: str, value: str) -> str:
    """Enough of a value for its owner to know it again, too little for anybody else to use it."""
    if kind == "email":
        local, _, domain = value.rpartition("@")
        return f"{local[:1]}***@{domain}"
    number = phonenumbers.parse(value)
    return f"+{number.country_code} *** {value[-2:]}"
