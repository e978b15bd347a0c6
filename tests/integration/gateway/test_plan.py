"""The plan over HTTP: its secret address, its downloads, and what a stranger gets."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.integration.gateway.conftest import Arrive, Gateway
from tests.integration.gateway.fakes import Parts, answering, custom, text
from tests.support.chat import STEP, Learner

Json = dict[str, Any]
COURSE = {
    "kind": "course",
    "key": "course:a",
    "title": "Hygieniapassi",
    "provider": "Omnia",
    "url": "https://opintopolku.fi/konfo/fi/haku/x",
}
CARD = {"kind": "plan", "title": "Oma suunnitelmasi", "subtitle": "x", "why": "y", "url": None, "page": True}
EFFECTS = [
    {"type": "plan.add", "item": COURSE},
    {"type": "plan.add", "item": STEP},
    {"type": "reminder.add", "kind": "learner", "day": "2099-01-15"},
]


@pytest.fixture
async def address(parts: Parts, learner: Learner) -> str:
    """The address of the plan's page of a learner who has kept something, as the card gives it."""
    items = [text("Tallensin."), custom(turn="done", cards=[CARD], effects=EFFECTS)]
    parts.engine.script.append(answering(items))
    await learner.say("tallenna")
    [card] = learner.last["cards"]
    assert "page" not in card
    return str(card["url"])


def local(address: str, gateway: Gateway) -> str:
    """The address at the port that the test's gateway listens on."""
    return gateway.url + address[address.index("/plan/") :]


async def test_the_page_shows_the_plan_to_nobody_else(
    address: str, gateway: Gateway, learner: Learner
) -> None:
    async with learner.session.get(local(address, gateway)) as answer:
        html = await answer.text()
        assert answer.status == 200
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert "script-src" in answer.headers["Content-Security-Policy"]
    assert "Hygieniapassi" in html
    assert "15.1.2099" in html
    assert "<script" not in html
    assert learner.token not in html
    assert learner.conversation_id not in html


async def test_the_downloads(address: str, gateway: Gateway, learner: Learner) -> None:
    base = local(address, gateway)
    async with learner.session.get(f"{base}/suunnitelmani.pdf") as answer:
        assert (answer.status, answer.content_type) == (200, "application/pdf")
        assert (await answer.read()).startswith(b"%PDF")
    async with learner.session.get(f"{base}/suunnitelmani.json") as answer:
        plan = await answer.json()
        assert [one["title"] for one in plan["courses"]] == ["Hygieniapassi"]
        assert "attachment" in answer.headers["Content-Disposition"]
    async with learner.session.get(f"{learner.url}/openapi.json") as answer:
        described = await answer.json()
    Draft202012Validator({**described, "$ref": "#/components/schemas/Plan"}).validate(plan)
    async with learner.session.get(f"{base}/suunnitelmani.ics") as answer:
        assert "DTSTART;VALUE=DATE:20990115" in await answer.text()


async def test_an_address_that_leads_nowhere(gateway: Gateway, learner: Learner) -> None:
    for key in ("k" * 43, "short", learner.token, learner.conversation_id, "k" * 500):
        async with learner.session.get(f"{gateway.url}/plan/{key}") as answer:
            assert answer.status == 404
            assert "Avaa keskustelu" in await answer.text()
        async with learner.session.get(f"{gateway.url}/plan/{key}/suunnitelmani.json") as answer:
            assert answer.status == 404
            assert json.loads(await answer.text())["error"]["code"] == "unknown_plan"


async def test_the_address_opens_nothing_but_the_plan(
    address: str, gateway: Gateway, learner: Learner
) -> None:
    key = address.rpartition("/")[2]
    for path in ("messages", "export", "plan"):
        headers = {"Authorization": f"Bearer {key}"}
        async with learner.session.get(f"{learner.base}/{path}", headers=headers) as answer:
            assert answer.status == 401
    async with learner.session.post(local(address, gateway), json={}) as answer:
        assert answer.status == 405


async def test_the_own_token_reads_the_plan_and_a_foreign_one_does_not(
    address: str, learner: Learner, arrive: Arrive
) -> None:
    async with learner.session.get(f"{learner.base}/plan", headers=learner.headers) as answer:
        body = await answer.json()
    assert body["page"] == address
    assert [one["title"] for one in body["plan"]["steps"]] == ["Kurssi"]
    stranger = await arrive()
    async with learner.session.get(f"{learner.base}/plan", headers=stranger.headers) as answer:
        assert answer.status == 401


async def test_after_the_deletion_nothing_is_left_of_the_plan(
    address: str, gateway: Gateway, learner: Learner
) -> None:
    async with learner.session.delete(learner.base, headers=learner.headers) as answer:
        assert answer.status == 204
    async with learner.session.get(local(address, gateway)) as answer:
        assert answer.status == 404
    async with learner.session.get(f"{learner.base}/plan", headers=learner.headers) as answer:
        assert answer.status == 410


async def test_what_is_kept_rides_with_the_next_message(address: str, parts: Parts, learner: Learner) -> None:
    await learner.say("mitä mulla on")
    metadata = parts.engine.calls[-1]["metadata"]
    assert [one["key"] for one in metadata["plan"]] == ["course:a", "step:a"]
    assert [one["due_at"][:10] for one in metadata["reminders"]] == ["2099-01-15"]
    assert metadata["at"]
