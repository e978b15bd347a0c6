from __future__ import annotations

from dataclasses import replace

from backends.courses.compare import compared
from backends.courses.domain import Application, Extent, ExtentUnit, Kind, Mode, Time
from backends.courses.search.lexicon import Lexicon
from tests.support.offers import offer

KNOWN = replace(
    offer("a", "A", place="Oulu", times=(Time.EVENING,), provider="Opisto"),
    extent=Extent(15, ExtentUnit.OP, 30),
    application=(Application.CONTINUOUS, Application.DIRECT),
    languages=("fi", "ru"),
    learning_outcomes=("yksi", "kaksi"),
)


def test_every_fact_is_said_in_words_or_not_known(lexicon: Lexicon) -> None:
    rows = {row.fact: row for row in compared([KNOWN, offer("b", "B", Kind.BADGE)], lexicon.texts)}
    assert rows["kind"].values == ("Lyhytkoulutus tai kortti", "Osaamismerkki")
    assert rows["provider"].values == ("Opisto", "ei tiedossa")
    assert rows["mode"].values == ("iltaopiskelu", "ei tiedossa")
    assert rows["extent"].values == ("15–30 opintopistettä", "ei tiedossa")
    assert rows["application"].values[0] == "jatkuva haku, haku suoraan oppilaitokseen"
    assert rows["language"].values[0] == "suomi, ru"
    assert rows["outcomes"].values[0] == "yksi; kaksi"
    assert rows["checked_on"].values == ("23.11.2026", "23.11.2026")
    assert not rows["checked_on"].differs
    assert all(row.label and all(row.values) for row in rows.values())


def test_all_values_of_a_fact_have_names(lexicon: Lexicon) -> None:
    for unit in ExtentUnit:
        [row] = [
            row
            for row in compared([replace(KNOWN, extent=Extent(1, unit))], lexicon.texts)
            if row.fact == "extent"
        ]
        assert row.values[0].startswith("1 ")
    assert set(Application) <= lexicon.texts["names"]["application"].keys()
    assert set(Mode) <= lexicon.texts["names"]["mode"].keys()
