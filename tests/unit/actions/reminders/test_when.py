"""Which day people mean."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.reminders.when import day_named, later

TODAY = date(2026, 11, 26)  # a Thursday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("muistuta mua huomenna", date(2026, 11, 27)),
        ("muistuta ylihuomenna", date(2026, 11, 28)),
        ("kysy multa viikon päästä uudestaan", date(2026, 12, 3)),
        ("laittakaa muistutus kahden viikon päähän", date(2026, 12, 10)),
        ("muistutatko mua parin viikon päästä", date(2026, 12, 10)),
        ("jutellaan kuukauden kuluttua", date(2026, 12, 26)),
        ("muistuta 3 kuukauden päästä", date(2027, 2, 26)),
        ("muistuta 10 päivän päästä", date(2026, 12, 6)),
        ("palataanko asiaan maanantaina", date(2026, 11, 30)),
        ("muistuta torstaina", date(2026, 12, 3)),
        ("lähetä muistutus tiistaina aamulla", date(2026, 12, 1)),
        ("muistuta ensi viikolla", date(2026, 11, 30)),
        ("laittakaa muistutus ens viikolle", date(2026, 11, 30)),
        ("voisitko palata asiaan ensi kuussa", date(2026, 12, 1)),
        ("olisitteko yhteydessä tammikuussa", date(2027, 1, 1)),
        ("vaikkapa tammikuun puolivälissä", date(2027, 1, 15)),
        ("aseta muistutus 1.3.", date(2027, 3, 1)),
        ("muistuta 24.12.2026", date(2026, 12, 24)),
        ("muistuttele mua sit joulun jälkeen", date(2027, 1, 7)),
        ("kysyttekö kesän jälkeen", date(2027, 9, 1)),
        ("kysy uudestaan syksyllä", date(2027, 9, 1)),
        ("muistutatte minua keväällä", date(2027, 3, 1)),
        ("lähden huomenna, muistuta tammikuun puolivälissä", date(2027, 1, 15)),
        ("muistuta viikon paasta", date(2026, 12, 3)),
    ],
)
def test_a_day_is_read(text: str, day: date) -> None:
    assert day_named(text, TODAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "muistuta kun haku alkaa",
        "ilmoita jos uusia kursseja tulee",
        "laita muistutus",
        "muistuta 31.2.",
        "muistuta 1.1.2020",
        "",
    ],
)
def test_no_day_is_guessed(text: str) -> None:
    assert day_named(text, TODAY) is None


DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))


@given(st.text(max_size=40) | st.sampled_from(["29.2.", "helmikuun lopussa", "31.12.", "ensi kuussa"]), DAYS)
def test_a_day_is_always_ahead(text: str, today: date) -> None:
    day = day_named(text, today)
    assert day is None or day > today


@given(DAYS, st.integers(1, 24))
def test_months_later_is_within_that_month(today: date, count: int) -> None:
    day = later(today, "month", count)
    assert (day.year * 12 + day.month) - (today.year * 12 + today.month) == count
    assert later(today, "week", 1) - today == timedelta(days=7)
