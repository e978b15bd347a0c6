"""The outreach worker's pages: campaigns, prints, visits and contacts; of one's own organisation alone."""

import io
import re
from typing import cast

import aiohttp
import pikepdf
import pytest
import zxingcpp
from sqlalchemy import select

from bot.days import today
from bot.followup.schema import SurveyToken
from bot.keys import DATABASE
from evaluation.impact.run import count_all
from tests.integration.gateway.conftest import Gateway
from tests.integration.gateway.console.conftest import SignIn
from tests.integration.gateway.test_outreach import PHONE
from tests.support.chat import Learner
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


async def test_from_the_form_over_the_printed_codes_to_counted_conversations(
    worker: Browser, gateway: Gateway, session: aiohttp.ClientSession
) -> None:
    await make(worker, greeting="Hei Kerttu!", goal="5")
    links = set()
    for form in ("a4", "a5", "cards"):
        async with worker.session.get(f"{worker.url}{BASE}/1/poster.pdf?format={form}") as file:
            links |= codes_in(await file.read())
    [path] = {link.partition("://")[2].partition("/")[2] for link in links}
    for number in range(5):
        async with session.get(f"{gateway.url}/{path}", headers=PHONE, allow_redirects=False) as answer:
            source = answer.headers["Location"].partition("=")[2]
        learner = await Learner.arrive(session, gateway.url, source)
        assert learner.messages[0]["text"] == "Hei Kerttu!"
        await learner.say(f"moi {number}")
        await count_all(gateway.app[DATABASE])
        shown = re.findall(r'class="figure" data-label="[^"]*">([^<]*)</td>', (await worker.get(BASE)).text)
        assert shown[:2] == (["5", "5"] if number == 4 else ["alle 5"] * 2)
    assert "tavoite täynnä" in (await worker.get(BASE)).text


def codes_in(pdf: bytes) -> set[str]:
    """What the codes on the pages of a print say."""
    pictures = [
        pikepdf.PdfImage(cast(pikepdf.Stream, one)).as_pil_image().convert("L")
        for page in pikepdf.open(io.BytesIO(pdf)).pages
        for one in page.get_images().values()
    ]
    return {code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)}


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
    page = await worker.post(
        f"{BASE}/contacts/1", state="agreed", next_step="Soita 131052-308T", next_on="2026-12-01"
    )
    assert "sovittu</td>" in page.text and "1.12.2026" in page.text
    assert "131052" not in page.text
    assert "Tarkista kenttä: Tilanne" in (await worker.post(f"{BASE}/contacts/1", state="best")).text
    page = await worker.post(f"{BASE}/contacts/1/remove")
    assert "Osastonjohtaja" not in page.text
    page = await worker.post(f"{BASE}/visits/1/remove")
    assert "Käyntejä ei ole vielä." in page.text


async def test_a_visit_belongs_to_a_campaign_of_ones_own(worker: Browser, sign_in: SignIn) -> None:
    await make(worker)
    other = await sign_in("counsellor.etela")
    visit = {"day": today().isoformat(), "place": "Kahvila", "place_type": "cafe", "municipality": "Oulu"}
    page = await worker.post(f"{BASE}/visits", campaign_id="1", **visit)
    code = re.search(r"/o/([a-z0-9]{6})", page.text)
    assert code and f'data-label="Kampanja">{code[1]}</td>' in page.text
    refused = await other.post(f"{BASE}/visits", campaign_id="1", **visit)
    assert "Tarkista kenttä: Kampanja" in refused.text
    for path in ("visits/1/remove", "contacts/1"):
        assert (await other.post(f"{BASE}/{path}", state="new")).status == 404


async def test_links_to_surveys_are_a_file_and_each_opens_one(
    worker: Browser, gateway: Gateway, sign_in: SignIn
) -> None:
    made = await worker.post(f"{BASE}/survey-links", survey="end", count="3")
    assert "attachment" in made.headers["Content-Disposition"]
    title, *links = made.text.split()[0], *re.findall(r"/s/[\w-]{22}", made.text)
    assert title == "Loppukysely" and len(set(links)) == 3
    assert "Saitko opinnot valmiiksi?" in (await worker.get(links[0])).text
    async with gateway.app[DATABASE].reading() as session:
        assert set(await session.scalars(select(SurveyToken.organisation))) == {"ohjaus"}
    for given in (
        {"survey": "x", "count": "3"},
        {"survey": "end", "count": "0"},
        {"survey": "end", "count": "501"},
    ):
        assert (await worker.post(f"{BASE}/survey-links", **given)).status == 422
    funder = await sign_in("funder.ohjaus")
    assert (await funder.post(f"{BASE}/survey-links", survey="end", count="1")).status == 403


@pytest.mark.parametrize("path", ["0", "99999999999", "x", "-1", "%00"])
async def test_a_number_that_is_none_is_not_found(worker: Browser, path: str) -> None:
    assert (await worker.get(f"{BASE}/{path}/poster.pdf")).status == 404
