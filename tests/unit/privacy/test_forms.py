"""The many forms in which people write personal data, and the many numbers of guidance that are none."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from privacy.identity import CENTURIES, CHECK_CHARACTERS
from privacy.masking import mask

IDENTITY_CODES = """\
hetu131052-308T
hetuni on131052-308T.
131052-308Tkiitos
hetu:131052-308T
131052–308T
131052 −308T
131052 308T
131052308T
13.10.52-308T
13.10.1952-308T
131052/308T
1 3 1 0 5 2 - 3 0 8 T
hetu 131052-3081"""

PHONES = """\
0 4 0 1 2 3 4 5 6 7
puh.0401234567
puh:0401234567
tel/0401234567
numeroni0401234567
040.123.4567
040–123 4567
+358(0)40 123 4567
+358-40-1234567
358401234567
(+358) 40 1234567
0045 123 45678
0400 123456
09-1234567
09 123 4567
013 123456
(013) 123 456
+46 70 123 45 67
asunto 5 0401234567 2024"""

EMAILS = """\
maija.m @ gmail.com
maija.m(a)gmail.com
maija.m [at] gmail.com
maija.m ät gmail.com
maija.m at gmail piste com
maija miukumauku gmail.com
MAIJA@ESIMERKKI.FI
äiti@ääkkönen.fi"""

ACCOUNTS = """\
fi21 1234 5600 0007 85
FI 21 1234 5600 0007 85
FI21-1234-5600-0007-85
FI21 123456 00000785
tiliFI2112345600000785
DE89 3704 0044 0532 0130 00"""

CARDS = """\
4111-1111-1111-1111
5500 0000 0000 0004
3400 000000 00009"""

ADDRESSES = """\
mannerheimintie 12 a 4
Hämeenkatu 3 as 5
Iso Roobertinkatu 21
Vanha Turuntie 7b
Linnankatu 1-3
Rantatie 5
Koivukuja 8
Pohjoisesplanadi 33
Storgatan 5
Kirkkopuistikko 14
asun Vuorikadulla numero 5
Mäntypolku 3 A
Hakaniementori 2
Koulutie 3"""

NONE_OF_THESE = """\
Y-tunnus 0201256-6
0201256-6
1234567-8
371101
YTO 106727
TTOS0100-3010
5G00DL21-3004
KT04010001
dnro VN/12345/2024
OKM/12/592/2024
010124-1234
kurssi 010203-12
tilanne 010124-01
01.02.2026-05.06.2026
1.8.2026–31.7.2027
01.01.2024 - 31.12.2024
04.05.2026-06.06.2026
klo 08.00-16.00
2026-12-24T10:00
978-952-263-123-4
opintopolku 2026
Opintopolku 12
urapolku 3
moottori 2
Moottoritie 4
valtatie 5
traktori 2
Sektori 3
2 500 000 euroa
150 op 180 osp
huone 0123
koodi 0123456
00100
1 2 3 4 5 6 7 8 9
2021-2022, 2023-2024
nähdään at kahvila"""

FORMS = [
    (kind, text)
    for kind, texts in [
        ("henkilotunnus", IDENTITY_CODES),
        ("phone", PHONES),
        ("email", EMAILS),
        ("iban", ACCOUNTS),
        ("card", CARDS),
        ("address", ADDRESSES),
    ]
    for text in texts.splitlines()
]

SENTENCES = (
    "{}",
    "moi, {} olis mun",
    "Hei! Voitteko vastata: {}.",
    "({})",
    "laitan tähän:{}, kiitos",
    "olen työtön,{}\nja etsin kurssia",
    "”{}”",
    "tässä {}! Asun Oulussa.",
)


@pytest.mark.parametrize(("kind", "text"), FORMS)
def test_every_form_is_masked_whole(kind: str, text: str) -> None:
    masked = mask(text)
    assert masked.kinds == {kind}
    assert not [character for character in masked.text if character.isdigit() and character not in "52024"]


@pytest.mark.parametrize("text", NONE_OF_THESE.splitlines())
def test_numbers_of_guidance_stay(text: str) -> None:
    assert mask(text).text == text


def identity_code(chance: random.Random) -> str:
    """A valid code with a random century sign."""
    born = date(1900, 1, 1) + timedelta(days=chance.randrange(45_000))
    sign = chance.choice(sorted(CENTURIES))
    number = chance.randrange(2, 900)
    day = f"{born:%d%m%y}"
    if CENTURIES[sign] == 2000 and day.startswith("2902"):
        day = f"2802{day[4:]}"
    return f"{day}{sign}{number:03d}{CHECK_CHARACTERS[int(f'{day}{number:03d}') % 31]}"


def phone(chance: random.Random) -> str:
    """A mobile number in one of the usual groupings."""
    prefix = chance.choice(["040", "041", "044", "045", "046", "050", "0400", "0440", "+358 40", "+35850"])
    digits = f"{chance.randrange(10**6, 10**7)}"
    return chance.choice(
        [
            f"{prefix}{digits}",
            f"{prefix} {digits[:3]} {digits[3:]}",
            f"{prefix}-{digits}",
            f"{prefix} {digits}",
        ]
    )


def email(chance: random.Random) -> str:
    """An address at one of a few servers."""
    name = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=6))
    return (
        f"{name}.{name[:3]}{chance.randrange(100)}@{chance.choice(['gmail.com', 'luukku.fi', 'example.org'])}"
    )


@pytest.mark.parametrize(
    ("kind", "make"), [("henkilotunnus", identity_code), ("phone", phone), ("email", email)]
)
def test_in_500_sentences_every_one_is_masked(kind: str, make: object) -> None:
    assert callable(make)
    chance = random.Random(2026)
    for number in range(500):
        secret = make(chance)
        sentence = SENTENCES[number % len(SENTENCES)].format(secret)
        masked = mask(sentence)
        assert kind in masked.kinds, sentence
        assert secret not in masked.text, sentence
        assert not any(character.isdigit() for character in masked.text), (sentence, masked.text)


def look_alike(chance: random.Random) -> str:
    """A course code, a diary number, a date, a business id, a year or a sum."""
    year, day, month = chance.randrange(1990, 2031), chance.randrange(1, 29), chance.randrange(1, 13)
    number = chance.randrange(1, 99_999)
    return chance.choice(
        [
            f"OPH-{number}-{year}",
            f"{number % 1000}/{day:02d}.{month:02d}.{number % 99:02d}/{year}",
            f"VN/{number}/{year}",
            f"{day}.{month}.{year}",
            f"{day:02d}.{month:02d}.{year}",
            f"{day:02d}.{month:02d}.{year}-{day:02d}.{month:02d}.{year + 1}",
            f"{year}-{month:02d}-{day:02d}",
            f"{chance.randrange(10**6, 10**7)}-{chance.randrange(10)}",
            f"0{chance.randrange(10**5, 10**6)}-{chance.randrange(10)}",
            f"tutkinnonosat_{100_000 + number}",
            f"koulutus_{300_000 + number}",
            f"KT{number:05d}-{chance.randrange(3000, 3100)}",
            f"{chance.choice('ABCDEFG')}{number:05d}",
            f"{100_000 + number}",
            f"{year}–{year + 2}",
            f"{chance.randrange(1, 9)} {chance.randrange(100, 999)} euroa",
            f"klo {day % 24:02d}.00-{(day + 4) % 24:02d}.00",
            f"{chance.randrange(1, 240)} op",
        ]
    )


def test_of_500_look_alikes_at_most_one_in_a_hundred_is_masked() -> None:
    chance = random.Random(1917)
    masked = []
    for number in range(500):
        sentence = SENTENCES[number % len(SENTENCES)].format(look_alike(chance))
        if mask(sentence).kinds:
            masked.append(sentence)
    assert len(masked) <= 5, masked
