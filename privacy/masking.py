"""Masks personal data in a text before anything is stored, logged or passed on.

The caller fails closed: when `mask` raises, the text is neither kept nor sent.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from privacy.addresses import EMAIL, POSTAL, STREET, is_street
from privacy.identity import CANDIDATE, looks_like_identity_code
from privacy.numbers import CARD, FINNISH_IBAN, IBAN, PHONE, is_card, is_iban, is_private_phone


@dataclass(frozen=True)
class Rule:
    """One kind of personal data: where it may be, and what makes it so."""

    kind: str
    pattern: re.Pattern[str]
    confirm: Callable[[re.Match[str]], bool]


def _always(match: re.Match[str]) -> bool:
    return True


# In this order: a longer number is tried before a shorter one that could be a part of it.
RULES = (
    Rule("email", EMAIL, _always),
    Rule("iban", FINNISH_IBAN, _always),
    Rule("henkilotunnus", CANDIDATE, looks_like_identity_code),
    Rule("iban", IBAN, is_iban),
    Rule("card", CARD, is_card),
    Rule("phone", PHONE, is_private_phone),
    Rule("address", STREET, is_street),
    Rule("address", POSTAL, _always),
)

MASKS = {
    "email": "[sähköposti]",
    "henkilotunnus": "[henkilötunnus]",
    "iban": "[tilinumero]",
    "card": "[korttinumero]",
    "phone": "[puhelinnumero]",
    "address": "[osoite]",
}

ALL_KINDS = frozenset(MASKS)
# Whoever writes: what opens a person's affairs to others. A counsellor's own number or street may stay.
WHAT_NOBODY_MAY_WRITE = frozenset({"henkilotunnus", "iban", "card"})


@dataclass(frozen=True)
class MaskedText:
    """A text that is safe to keep, and the kinds of data that were masked in it."""

    text: str
    kinds: frozenset[str]


def mask(text: str, kinds: frozenset[str] = ALL_KINDS) -> MaskedText:
    """Replace henkilötunnus, telephone numbers, e-mails, IBANs, card numbers and street addresses.

    With `kinds`, only those.
    """
    found: set[str] = set()
    for rule in RULES:
        if rule.kind in kinds:
            text = rule.pattern.sub(_replacement(rule, found), text)
    return MaskedText(text, frozenset(found))


def _replacement(rule: Rule, kinds: set[str]) -> Callable[[re.Match[str]], str]:
    def replace(match: re.Match[str]) -> str:
        if not rule.confirm(match):
            return match[0]
        kinds.add(rule.kind)
        return MASKS[rule.kind]

    return replace
