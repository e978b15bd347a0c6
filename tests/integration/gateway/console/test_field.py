"""Field mode on the server: a sealed record is kept once, what is none is refused and nothing is lost."""

import json
from typing import Any

import pytest
from sqlalchemy import select

from bot.conversations.schema import Conversation
from bot.keys import DATABASE
from tests.integration.gateway.conftest import Gateway
from tests.integration.gateway.console.conftest import BOTH, SignIn
from tests.support.console import Browser
from tests.unit.bot.console.field.test_sealed import seal

BASE = "/console/field"
RECORD = {"id": "0f8fad5b-d9cb-469f-a165-70867728950e", "heard": True, "answers": {"field": "hoitoala"}}


async def post(browser: Browser, body: str, csrf: str | None = None) -> int:
    """Send a record as the page does; the status."""
    headers = {"Origin": browser.url, "X-CSRF-Token": csrf or browser.csrf, "Content-Type": "text/plain"}
    async with browser.session.post(browser.url + f"{BASE}/records", data=body, headers=headers) as answer:
        return answer.status


async def key_of(browser: Browser) -> str:
    """The key that the page is given."""
    return str(json.loads((await browser.get(f"{BASE}/session")).text)["key"])


async def sealed(browser: Browser, content: Any) -> str:
    """A record sealed for the server."""
    return seal(await key_of(browser), json.dumps(content).encode())


@BOTH
async def test_a_record_is_kept_once_however_often_it_comes(counsellor: Browser) -> None:
    first, again = await sealed(counsellor, RECORD), await sealed(counsellor, RECORD)
    assert [await post(counsellor, body) for body in (first, first, again)] == [201, 200, 200]
    assert (await counsellor.get("/console/guided")).text.count("Ohjaustilanne, alkoi") == 1


@pytest.mark.parametrize(
    "content",
    [
        {**RECORD, "heard": False},
        {**RECORD, "id": "x"},
        {**RECORD, "more": 1},
        {**RECORD, "answers": {"field": "x" * 1_001}},
        [],
        "\ud800",
    ],
)
async def test_what_is_no_record_is_refused(counsellor: Browser, content: Any) -> None:
    assert await post(counsellor, await sealed(counsellor, content)) == 422
    assert await post(counsellor, "x" * 70_000) == 413


async def test_only_who_sealed_it_can_send_it(counsellor: Browser, sign_in: SignIn) -> None:
    body, other = await sealed(counsellor, RECORD), await sign_in("toinen.ohjaus")
    assert await post(other, body) == 409
    assert await post(counsellor, body, csrf="x" * 43) == 403
    assert await post(counsellor, "rubbish") == 409
    assert await post(counsellor, body) == 201


async def test_what_a_question_keeps_no_words_of_is_left_out(counsellor: Browser) -> None:
    record = {**RECORD, "answers": {"barriers": "sairaus, johon saan hoitoa", "field": "puh 040 123 4567"}}
    assert await post(counsellor, await sealed(counsellor, record)) == 201
    page = (await counsellor.get("/console/guided")).text
    address = page.partition('href="/console/conversations/')[2].partition("/")[0]
    shown = (await counsellor.get(f"/console/conversations/{address}/guide")).text
    assert "sairaus" not in shown
    assert "4567" not in shown


async def test_the_page_knows_nobody_and_the_worker_has_its_own_part(counsellor: Browser) -> None:
    page = await counsellor.get(BASE)
    assert "counsellor ohjaus" not in page.text
    assert counsellor.csrf not in page.text
    worker = await counsellor.get(f"{BASE}/worker.js")
    assert worker.headers["Service-Worker-Allowed"] == BASE
    manifest = json.loads((await counsellor.get(f"{BASE}/manifest.webmanifest")).text)
    assert manifest["scope"] == manifest["start_url"] == BASE


async def test_a_record_knows_the_campaign_of_its_own_organisation(
    gateway: Gateway, counsellor: Browser, sign_in: SignIn
) -> None:
    new = {
        "place_type": "fair",
        "municipality": "Tampere",
        "starts_on": "2026-01-01",
        "partner": "Messukeskus",
    }
    assert (await counsellor.post("/console/outreach/campaigns", **new)).status == 200
    foreign = await sign_in("counsellor.etela")
    await foreign.post("/console/outreach/campaigns", **{**new, "partner": "Muu"})
    offered = json.loads((await counsellor.get(f"{BASE}/session")).text)["campaigns"]
    assert [one["name"].rpartition(", ")[2] for one in offered] == ["Messukeskus"]
    code = offered[0]["code"]
    other = json.loads((await foreign.get(f"{BASE}/session")).text)["campaigns"][0]["code"]
    for number, given in enumerate((code, other, "", "' OR 1=1")):
        record = {**RECORD, "id": f"record-{number}", "campaign": given}
        assert await post(counsellor, await sealed(counsellor, record)) == 201
    async with gateway.app[DATABASE].reading() as session:
        sources = list(await session.scalars(select(Conversation.source)))
    assert sorted(filter(None, sources)) == [code]
    assert await post(counsellor, await sealed(counsellor, {**RECORD, "campaign": "x" * 41})) == 422
