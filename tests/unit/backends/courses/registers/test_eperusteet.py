"""Requirements in each of their forms, and what is refused. The fixtures are invented."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from backends.courses.domain import Extent, ExtentUnit
from backends.courses.registers.eperusteet import Unit, units

TODAY = date(2026, 11, 26)


def part(number: int = 1, **members: Any) -> dict[str, Any]:
    return {
        "id": number,
        "nimi": {"fi": "Keksitty osa"},
        "koodiUri": f"tutkinnonosat_90000{number}",
        "ammattitaitovaatimukset2019": {
            "kohde": {"fi": "Opiskelija osaa"},
            "vaatimukset": [{"vaatimus": {"fi": "keksiä esimerkin."}}],
            "kohdealueet": [
                {"kuvaus": {"fi": "Alue"}, "vaatimukset": [{"vaatimus": {"fi": "tarkistaa sen"}}]}
            ],
        },
    } | members


def whole(*parts: dict[str, Any], **members: Any) -> dict[str, Any]:
    return {
        "nimi": {"fi": "Keksitty perustutkinto"},
        "tila": "valmis",
        "koulutukset": [{"koulutuskoodiUri": "koulutus_999999"}],
        "suoritustavat": [
            {"suoritustapakoodi": "reformi", "tutkinnonOsaViitteet": [{"_tutkinnonOsa": "1", "laajuus": 15}]}
        ],
        "tutkinnonOsat": list(parts),
    } | members


def only(content: object) -> Unit:
    found, refused = units(content, TODAY)
    assert refused == []
    [unit] = found
    return unit


def test_the_newest_form_with_areas() -> None:
    assert only(whole(part(ammattitaidonOsoittamistavat={"fi": "<p>Näyttö työssä.</p>"}))) == Unit(
        "tutkinnonosat_900001",
        "Keksitty osa",
        ("keksiä esimerkin", "tarkistaa sen"),
        Extent(15, ExtentUnit.OSP),
        "Näyttö työssä.",
        "Keksitty perustutkinto",
        "koulutus_999999",
    )


@pytest.mark.parametrize(
    ("html", "outcomes"),
    [
        ("<p>Osaa</p><ul>\n<li>tehdä <em>yhtä</em></li><li>olla.</li></ul>", ("tehdä yhtä", "olla")),
        ("<p>Osaa kaiken.</p>", ("Osaa kaiken",)),
    ],
)
def test_the_form_of_html(html: str, outcomes: tuple[str, ...]) -> None:
    one = part(ammattitaitovaatimukset2019=None, ammattitaitovaatimukset={"fi": html, "sv": "<p>Kan</p>"})
    assert only(whole(one)).outcomes == outcomes


def test_the_goals_of_sub_areas_where_there_are_no_requirements() -> None:
    areas = [{"osaamistavoitteet": [{"tavoitteet": {"fi": "<ul><li>osaa viestiä</li></ul>"}}]}]
    one = part(ammattitaitovaatimukset2019=None, osaAlueet=areas, laajuus=4)
    assert only(whole(one)).outcomes == ("osaa viestiä",)
    assert only(whole(one)).extent == Extent(4, ExtentUnit.OSP)


def test_another_language_where_finnish_is_missing() -> None:
    one = part(
        nimi={"sv": "Del"},
        ammattitaitovaatimukset2019=None,
        ammattitaitovaatimukset={"sv": "Kan allt", "fi": "-"},
    )
    assert (only(whole(one)).name, only(whole(one)).outcomes) == ("Del", ("Kan allt",))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (whole(part(), tila="luonnos"), "not_published"),
        (whole(part(), voimassaoloLoppuu="2020-01-01"), "ended"),
        (whole(part(), voimassaoloLoppuu=1_500_000_000_000), "ended"),
        (whole(part(), suoritustavat=[{"suoritustapakoodi": "ops"}]), "repealed"),
        (whole(part(koodiUri=None)), "no_code"),
        (whole(part(nimi={})), "no_code"),
        (whole(part(ammattitaitovaatimukset2019={})), "no_requirements"),
        (whole("kolme"), "unreadable"),  # type: ignore[arg-type]
        ({"nimi": {"fi": "Jokin muu"}}, "unreadable"),
        ("teksti", "unreadable"),
        ([{"koodiUri": "osaamismerkit_9", "nimi": {"fi": "M"}, "tila": "LAADINTA"}], "not_published"),
        ([{"koodiUri": "osaamismerkit_9", "nimi": {"fi": "M"}, "tila": "JULKAISTU"}], "no_requirements"),
        ([{"nimi": {"fi": "M"}}], "no_code"),
        ([3], "unreadable"),
    ],
)
def test_what_is_refused_says_why(content: object, reason: str) -> None:
    found, refused = units(content, TODAY)
    assert found == []
    assert [one.reason for one in refused] == [reason]


def test_a_validity_that_goes_on_is_in_force() -> None:
    for ends in (None, "2030-01-01", 1_900_000_000_000, "ei päivä"):
        assert only(whole(part(), voimassaoloLoppuu=ends))


def test_a_badge_tells_how_it_is_assessed() -> None:
    badge = {
        "nimi": {"fi": "Keksitty merkki", "sv": "-"},
        "koodiUri": "osaamismerkit_9001",
        "tila": "JULKAISTU",
        "osaamistavoitteet": [{"osaamistavoite": {"fi": "osaa tunnistaa"}}],
        "arviointikriteerit": [
            {"arviointikriteeri": {"fi": "tunnistaa"}},
            {"arviointikriteeri": {"fi": "käyttää"}},
        ],
    }
    assert only([badge]) == Unit(
        "osaamismerkit_9001", "Keksitty merkki", ("osaa tunnistaa",), assessment="tunnistaa; käyttää"
    )
