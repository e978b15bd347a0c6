"""What is masked, and what only looks like it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.identity import CENTURIES, CHECK_CHARACTERS
from privacy.masking import MASKS, mask
from tests.support.timing import fastest

PERSONAL = [
    ("henkilotunnus", "hetu on 131052-308T kiitos"),
    ("henkilotunnus", "131052-308T"),
    ("henkilotunnus", "olen 010100A123D ja työtön"),
    ("henkilotunnus", "131052 - 308T"),
    ("henkilotunnus", "13 10 52-308t"),
    ("henkilotunnus", "131052\u2013308T"),
    ("henkilotunnus", "tunnus 010594Y9032"),
    ("henkilotunnus", "131052-308S"),
    ("phone", "soita 040 123 4567"),
    ("phone", "0401234567"),
    ("phone", "numero on +358 40 1234567."),
    ("phone", "00358 50 123 45 67"),
    ("phone", "puh. (09) 123 4567"),
    ("phone", "050-1234567"),
    ("phone", "044 987 65 43 iltaisin"),
    ("email", "matti.meikalainen@example.org"),
    ("email", "kirjoita maija at esimerkki.fi"),
    ("email", "maija (at) esimerkki.fi"),
    ("iban", "FI21 1234 5600 0007 85"),
    ("iban", "tilini FI2112345600000785 on"),
    ("card", "4111 1111 1111 1111"),
    ("card", "kortti 4111111111111111"),
    ("address", "asun osoitteessa Mannerheimintie 12 A 4"),
    ("address", "Kirkkokatu 5 b"),
    ("address", "asun mäkitiellä 3"),
    ("address", "00100 Helsinki"),
]

LOOK_ALIKES = [
    "koulutus_371101 on sote-alan perustutkinto",
    "OPH-1234-2024",
    "dnro 123/45.01.2024",
    "haku alkaa 24.12.2026 klo 15.00",
    "1.1.2025 alkaen",
    "valmistuin 1998-2001",
    "Y-tunnus 1234567-8",
    "180 osaamispistettä ja 60 op",
    "olen 52-vuotias",
    "soita 112",
    "MIELI Kriisipuhelin 09 2525 0111",
    "Nollalinja 080 005 005",
    "SFS 6002",
    "kurssi maksaa 1 250 euroa",
    "tutkinnonosat_106915",
    "1.2.246.562.13.00000000000000000101",
    "töissä 8-16",
    "palkka 2500-3000 e/kk",
    "vuosina 2010 2011 2012 2013",
    "katu 12",
    "kello 12:30",
    "tulityökortti 2025",
    "ISCO 5321",
    "asun Oulussa",
]


@pytest.mark.parametrize(("kind", "text"), PERSONAL)
def test_personal_data_is_masked(kind: str, text: str) -> None:
    masked = mask(text)
    assert masked.kinds == {kind}
    assert MASKS[kind] in masked.text


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert mask(text).text == text


def test_everything_in_one_sentence() -> None:
    masked = mask("Olen 131052-308T, puh 0401234567, a.b@c.fi, tili FI21 1234 5600 0007 85")
    assert masked.kinds == {"henkilotunnus", "phone", "email", "iban"}
    assert not any(digit in masked.text for digit in "0123456789")


DATES = st.dates(min_value=date(1900, 1, 1), max_value=date(2025, 12, 31))


@given(
    born=DATES,
    number=st.integers(2, 899),
    sign=st.sampled_from(sorted(CENTURIES)),
    gap=st.sampled_from(["", " "]),
)
def test_every_identity_code_is_masked(born: date, number: int, sign: str, gap: str) -> None:
    day = f"{born:%d%m%y}"
    check = CHECK_CHARACTERS[int(f"{day}{number:03d}") % 31]
    code = f"{day}{gap}{sign}{gap}{number:03d}{check}"
    assert mask(f"tunnukseni on {code}.").kinds == {"henkilotunnus"}


@given(st.text(max_size=300))
def test_any_text_is_masked_without_an_error_and_once_is_enough(text: str) -> None:
    once = mask(text).text
    assert mask(once).text == once


@pytest.mark.parametrize(
    "text", ["0 " * 1000, "a.b-c+" * 400, "1-" * 1000, "katu " * 400, "FI" * 1000, "@" * 2000]
)
def test_hostile_texts_take_no_time(text: str) -> None:
    assert fastest(lambda: mask(text[:2000])) < 0.1
