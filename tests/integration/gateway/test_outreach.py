"""A campaign from its making to its first counted conversation, over the gateway's own addresses."""

import io
from datetime import date, timedelta
from typing import cast

import aiohttp
import pikepdf
import pytest
import zxingcpp

from bot.days import today
from bot.keys import DATABASE
from bot.outreach.models import NewCampaign
from bot.outreach.pages import Format, render_print
from bot.outreach.schema import Campaign
from bot.outreach.store import add_campaign, scans_of
from bot.plan.rendering import render
from bot.settings import ROOT
from tests.integration.gateway.conftest import Gateway
from tests.support.chat import Learner

PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 14; K) Chrome/131.0.0.0 Mobile Safari/537.36"}
DATA = ROOT / "data"


async def campaign_in(gateway: Gateway, starts_on: date, ends_on: date | None = None) -> Campaign:
    """A campaign in a café."""
    new = NewCampaign(
        place_type="cafe",
        municipality="Tampere",
        starts_on=starts_on,
        ends_on=ends_on,
        greeting="Hei Kerttu!",
    )
    async with gateway.app[DATABASE].writing() as session:
        return await add_campaign(session, DATA, new, "maija")


async def scanned(gateway: Gateway, campaign: Campaign) -> int:
    """How many scans were counted."""
    async with gateway.app[DATABASE].reading() as session:
        return await scans_of(session, campaign.id)


async def test_from_new_campaign_over_the_scanned_poster_to_a_counted_conversation(
    gateway: Gateway, session: aiohttp.ClientSession
) -> None:
    campaign = await campaign_in(gateway, today())
    poster = pikepdf.open(
        io.BytesIO(render(render_print(campaign, DATA, gateway.url, Format.A4), "poster.css"))
    )
    pictures = [
        pikepdf.PdfImage(cast(pikepdf.Stream, one)).as_pil_image().convert("L")
        for one in poster.pages[0].get_images().values()
    ]
    [link] = {code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)}
    async with session.get(link, headers=PHONE, allow_redirects=False) as answer:
        assert answer.status == 303
        assert answer.headers["Location"] == f"/chat?source={campaign.code}"
        assert "Set-Cookie" not in answer.headers
    learner = await Learner.arrive(session, gateway.url, answer.headers["Location"].partition("=")[2])
    assert learner.messages[0]["text"] == "Hei Kerttu!"
    async with session.get(f"{learner.base}/export", headers=learner.headers) as exported:
        assert (await exported.json())["source"] == campaign.code
    assert await scanned(gateway, campaign) == 1


async def test_robots_and_heads_are_led_on_but_not_counted(
    gateway: Gateway, session: aiohttp.ClientSession
) -> None:
    campaign = await campaign_in(gateway, today())
    url = f"{gateway.url}/o/{campaign.code.upper()}"
    for method, agent in (("GET", "WhatsApp/2.24"), ("GET", "Googlebot/2.1"), ("HEAD", PHONE["User-Agent"])):
        async with session.request(
            method, url, headers={"User-Agent": agent}, allow_redirects=False
        ) as answer:
            assert answer.status == 303
    assert await scanned(gateway, campaign) == 0


@pytest.mark.parametrize(
    ("starts", "ends", "status", "said"),
    [
        (-9, -1, 410, "ei ole enää käytössä"),
        (1, 9, 200, "ei ole vielä käytössä"),
        (None, None, 404, "En tunne"),
    ],
)
async def test_a_code_that_is_not_in_use_leads_on_to_the_chat_without_a_source(
    gateway: Gateway,
    session: aiohttp.ClientSession,
    starts: int | None,
    ends: int | None,
    status: int,
    said: str,
) -> None:
    code = "cccccc"
    if starts is not None and ends is not None:
        first, last = today() + timedelta(days=starts), today() + timedelta(days=ends)
        code = (await campaign_in(gateway, first, last)).code
    async with session.get(f"{gateway.url}/o/{code}", headers=PHONE) as answer:
        assert answer.status == status
        page = await answer.text()
    assert said in page
    assert 'href="/chat"' in page
    learner = await Learner.arrive(session, gateway.url, code)
    async with session.get(f"{learner.base}/export", headers=learner.headers) as exported:
        assert (await exported.json())["source"] is None


@pytest.mark.parametrize("code", ["%00", "..%2f", "%F0%9F%98%80", "a" * 3000, "'; DROP TABLE campaigns"])
async def test_rubbish_in_place_of_a_code_gets_the_kind_page(
    gateway: Gateway, session: aiohttp.ClientSession, code: str
) -> None:
    async with session.get(f"{gateway.url}/o/{code}", headers=PHONE) as answer:
        assert answer.status in {404, 400}
