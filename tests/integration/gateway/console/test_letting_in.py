"""Counsellors read the conversations of people who have let a human in, and of nobody else."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from sqlalchemy import select

from bot.console.schema import AuditEntry
from bot.keys import DATABASE
from tests.integration.gateway.conftest import Gateway
from tests.integration.gateway.console.conftest import BOTH, REQUEST, SignIn, address_of
from tests.integration.gateway.fakes import Parts
from tests.support.chat import Learner
from tests.support.console import Browser

CONTACT = {
    "purpose": "contact",
    "consent_version": "2",
    "kind": "phone",
    "value": "040 123 4567",
}
WORDS = "kissani sairastui ja jäin kotiin"
PAGES = ("", "/plan", "/guide", "/guide/person", "/referrals", "/tasks", "/contact", "/live")


@pytest.fixture
async def alone(gateway: Gateway, session: aiohttp.ClientSession) -> AsyncIterator[Learner]:
    """A learner of the first organisation who has written to the bot, and to nobody else."""
    learner = await Learner.arrive(session, gateway.url)
    await learner.say(WORDS)
    yield learner


async def status_of(learner: Learner, method: str, path: str, body: dict[str, str] | None = None) -> int:
    """What the learner's own address answers."""
    address = f"{learner.base}/{path}"
    async with learner.session.request(method, address, json=body, headers=learner.headers) as answer:
        return answer.status


@BOTH
async def test_who_speaks_with_the_bot_alone_is_read_by_nobody(
    gateway: Gateway, sign_in: SignIn, alone: Learner
) -> None:
    for account in ("counsellor.ohjaus", "lead.ohjaus"):
        browser = await sign_in(account)
        for page in PAGES:
            found = await browser.get(f"{address_of(alone)}{page}", **{"Sec-Fetch-Site": "same-origin"})
            assert found.status == 403, page
            assert WORDS not in found.text
        for act in ("claim", "close", "notes", "guide/answers/goal", "plan"):
            form = {"client_message_id": "a1", "text": "x", "title": "x", "q.goal.words": "x"}
            assert (await browser.post(f"{address_of(alone)}/{act}", **form)).status == 403, act
    async with gateway.app[DATABASE].reading() as session:
        outcomes = set(
            await session.scalars(select(AuditEntry.outcome).where(AuditEntry.target.is_not(None)))
        )
    assert "refused" in outcomes


async def test_asking_for_a_human_lets_counsellors_in_and_so_it_stays(
    parts: Parts, counsellor: Browser, alone: Learner
) -> None:
    parts.engine.effects = [REQUEST]
    await alone.say("haluan puhua ihmisen kanssa")
    parts.engine.effects = []
    assert WORDS in (await counsellor.get(address_of(alone))).text
    await counsellor.post(f"{address_of(alone)}/claim")
    await counsellor.post(f"{address_of(alone)}/hand-back")
    assert WORDS in (await counsellor.get(address_of(alone))).text


async def test_contact_data_for_counsellors_lets_them_in_while_the_consent_holds(
    counsellor: Browser, alone: Learner
) -> None:
    assert await status_of(alone, "POST", "contact", CONTACT) == 201
    assert alone.conversation_id in (await counsellor.get("/console/contacts")).text
    assert WORDS in (await counsellor.get(address_of(alone))).text
    assert await status_of(alone, "DELETE", "consents/contact") == 200
    assert (await counsellor.get(address_of(alone))).status == 403
