"""Telephone numbers and e-mail addresses are read in every usual form, and shown masked."""

import pytest

from bot.privacy.reach import masked_reach, read_reach


@pytest.mark.parametrize(
    ("kind", "given", "kept"),
    [
        ("phone", "040 123 4567", "+358401234567"),
        ("phone", " 0401234567 ", "+358401234567"),
        ("phone", "+358 (0)40 1234567", "+358401234567"),
        ("phone", "040-1234567", "+358401234567"),
        ("phone", "09 310 1691", "+35893101691"),
        ("phone", "+46 70 123 45 67", "+46701234567"),
        ("phone", "00372 5123 4567", "+37251234567"),
        ("email", " Matti.Meikalainen@Kunta.FI ", "Matti.Meikalainen@kunta.fi"),
        ("email", "a+b@esimerkki.fi", "a+b@esimerkki.fi"),
        ("email", "nimi@pöytä.fi", "nimi@xn--pyt-sla1g.fi"),
    ],
)
def test_usual_forms_are_read(kind: str, given: str, kept: str) -> None:
    assert read_reach(kind, given) == kept


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("phone", ""),
        ("phone", "112"),
        ("phone", "12345"),
        ("phone", "131052-308T"),
        ("phone", "131052-3140"),
        ("phone", "nolla neljä nolla"),
        ("phone", "040 123 4567" * 40),
        ("email", "matti"),
        ("email", "matti@"),
        ("email", "@kunta.fi"),
        ("email", "matti@localhost"),
        ("email", "matti@kunta..fi"),
        ("email", "matti@kunta.fi\nBcc: x@y.fi"),
        ("email", "Matti <matti@kunta.fi>"),
        ("email", "a@" + "x" * 300 + ".fi"),
    ],
)
def test_what_reaches_nobody_is_refused(kind: str, given: str) -> None:
    assert read_reach(kind, given) is None


def test_masked_values_are_known_again_by_their_owner_alone() -> None:
    assert masked_reach("phone", "+358401234567") == "+358 *** 67"
    assert masked_reach("email", "matti@kunta.fi") == "m***@kunta.fi"
