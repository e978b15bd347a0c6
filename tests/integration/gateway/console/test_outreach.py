"""The outreach worker's pages: campaigns, prints, visits and contacts; of one's own organisation alone."""

import pytest

from bot.days import today
from tests.integration.gateway.console.conftest import SignIn
from tests.support.console import Browser

BASE = "/console/outreach"


@pytest.fixture
async def worker(sign_in: SignIn) -> Browser:
    """A counsellor who goes where people are."""
    return await sign_in("counsellor.ohjaus")


async def make(browser: Browser, **given: str) -> str:
    """Make a campaign with the form; the page that follows."""
    form = {"place_type": "cafe", "municipality": "tampere", "starts_on": today().isoformat(), "ends_on": ""}
    answer = await browser.post(f"{BASE}/campaigns", **{**form, **given})
    assert answer.status in {200, 422}
    return answer.text


async def test_a_campaign_is_made_shown_printed_and_ended(worker: Browser, sign_in: SignIn) -> None:
    page = await make(worker, partner="Kahvila Kerttu", goal="40")
    assert "Kahvila, Tampere" in page
    assert "Kahvila Kerttu" in page
    assert page.count("alle 5") >= 5
    for path, begins in (
        ("1/poster.pdf?format=a5", b"%PDF"),
        ("1/qr.svg", b"<svg"),
        ("1/qr.png", b"\x89PNG"),
    ):
        async with worker.session.get(f"{worker.url}{BASE}/{path}") as file:
            assert (await file.read()).startswith(begins)
    other = await sign_in("counsellor.etela")
    assert "Kahvila Kerttu" not in (await other.get(BASE)).text
    assert (await other.get(f"{BASE}/1/poster.pdf")).status == 404
    assert (await other.post(f"{BASE}/1/end")).status == 404
    assert "käynnissä" in (await worker.post(f"{BASE}/1/end")).text


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"municipality": "Tukholma"}, "Kunta"),
        ({"starts_on": "huomenna"}, "Ensimmäinen päivä"),
        ({"ends_on": "2020-01-01"}, "Viimeinen päivä"),
        ({"goal": "-4"}, "Tavoite"),
        ({"greeting": "x" * 301}, "Oma tervehdys"),
    ],
)
async def test_what_is_wrong_is_named_and_nothing_is_lost(
    worker: Browser, given: dict[str, str], named: str
) -> None:
    page = await make(worker, partner="Kahvila Kerttu", **given)
    assert f"Tarkista kenttä: {named}" in page
    assert 'value="Kahvila Kerttu"' in page
    assert "Kampanjoita ei ole vielä." in page


async def test_visits_and_contacts_are_kept_masked(worker: Browser) -> None:
    place = {"place_type": "library", "municipality": "Oulu"}
    page = await worker.post(
        f"{BASE}/visits", day="2026-11-20", place="Pääkirjasto", met="12", note="Soitin 040 1234567", **place
    )
    assert "Pääkirjasto" in page.text
    assert "1234567" not in page.text
    page = await worker.post(
        f"{BASE}/contacts", partner="Kirjasto", person="Osastonjohtaja", reached_at="08 555 1234", **place
    )
    assert "08 555 1234" in page.text
    page = await worker.post(f"{BASE}/contacts/1/remove")
    assert "Osastonjohtaja" not in page.text


@pytest.mark.parametrize("path", ["0", "99999999999", "x", "-1", "%00"])
async def test_a_number_that_is_none_is_not_found(worker: Browser, path: str) -> None:
    assert (await worker.get(f"{BASE}/{path}/poster.pdf")).status == 404
