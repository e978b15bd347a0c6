"""What did not come through is seen by a lead of the organisation, sent once more, or noted as seen to."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.channels.messaging import letters as channel_letters
from bot.channels.messaging import links
from bot.channels.messaging.schema import ChannelLink, DeadLetter
from bot.keys import DATABASE
from bot.mail import outbox
from bot.mail.schema import Letter
from tests.integration.gateway.conftest import Gateway, Start
from tests.integration.gateway.console.conftest import BOTH, SignIn, address_of
from tests.support.chat import Learner
from tests.support.console import Browser, organisations_file

PAGE = "/console/letters"
NAME = re.compile(r'name="sort" value="(\w+)">\s*<input type="hidden" name="name" value="([^"]+)"')


@pytest.fixture
async def gateway(start: Start, tmp_path: Path) -> Gateway:
    """A gateway of two organisations without channels: nothing goes out by itself."""
    return await start(organisations=organisations_file(tmp_path))


@pytest.fixture
async def lost(gateway: Gateway, waiting: Learner) -> AsyncIterator[Learner]:
    """A learner of the first organisation to whom two messages did not come through."""
    now, one = datetime.now(UTC), waiting.conversation_id
    async with gateway.app[DATABASE].writing() as session:
        await links.begin(session, ("sms", "a" * 64), "sealed", one, now)
        await channel_letters.bury(session, "sms", one, 1, "twilio 30005", now)
        await outbox.want(
            session, one, "message 2 email", what="message", purpose="contact", kind="email", now=now, seq=2
        )
        await session.execute(update(Letter).values(state=outbox.DEAD, reason="smtp 550"))
    yield waiting


async def names(browser: Browser) -> dict[str, str]:
    """What is on the page: the names of the lost, by sort."""
    return {sort: unescape(name) for sort, name in NAME.findall((await browser.get(PAGE)).text)}


@BOTH
async def test_a_lead_sends_again_and_notes_as_seen(gateway: Gateway, lost: Learner, sign_in: SignIn) -> None:
    lead = await sign_in("lead.ohjaus")
    page = (await lead.get(PAGE)).text
    assert "Numero ei ole käytössä." in page and "Sähköpostiosoitetta ei ole." in page
    assert '<span class="mark warn">2</span>' in (await lead.get("/console/queue")).text
    assert "ei mennyt perille" in (await lead.get(address_of(lost))).text
    found = await names(lead)
    for sort, name in found.items():
        assert (await lead.post(PAGE, sort=sort, name=name, act="again")).status == 200
        assert (await lead.post(PAGE, sort=sort, name=name, act="again")).status == 409
    async with gateway.app[DATABASE].reading() as session:
        letter = await session.scalar(select(Letter))
        dead = await session.scalar(select(DeadLetter))
        assert letter is not None and (letter.state, letter.tries) == (outbox.PENDING, 0)
        assert dead is not None and dead.again_at is not None
    assert "Kaikki viestit ovat menneet perille." in (await lead.get(PAGE)).text


async def test_what_was_seen_to_is_gone_and_stays_known(
    gateway: Gateway, lost: Learner, sign_in: SignIn
) -> None:
    lead = await sign_in("lead.ohjaus")
    for sort, name in (await names(lead)).items():
        assert (await lead.post(PAGE, sort=sort, name=name, act="settle")).status == 200
        assert (await lead.post(PAGE, sort=sort, name=name, act="settle")).status == 409
    assert await names(lead) == {}


async def test_only_leads_of_the_same_organisation_may(
    lost: Learner, sign_in: SignIn, counsellor: Browser
) -> None:
    lead, foreign = await sign_in("lead.ohjaus"), await sign_in("lead.etela")
    found = await names(lead)
    assert len(found) == 2
    assert (await counsellor.get(PAGE)).status == 403
    assert await names(foreign) == {}
    for sort, name in found.items():
        for act in ("again", "settle"):
            assert (await foreign.post(PAGE, sort=sort, name=name, act=act)).status == 409
            assert (await counsellor.post(PAGE, sort=sort, name=name, act=act)).status == 403
    assert await names(lead) == found


async def test_who_wants_no_messages_gets_none(gateway: Gateway, lost: Learner, sign_in: SignIn) -> None:
    lead = await sign_in("lead.ohjaus")
    async with gateway.app[DATABASE].writing() as session:
        await session.execute(update(ChannelLink).values(stop_seq=1))
    name = (await names(lead))["channel"]
    page = await lead.post(PAGE, sort="channel", name=name, act="again")
    assert page.status == 409 and "ei halua enää viestejä" in page.text


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"sort": "channel", "name": "1", "act": "burn"}, 422),
        ({"sort": "words", "name": "1", "act": "again"}, 422),
        ({"sort": "channel", "name": "²", "act": "again"}, 409),
        ({"sort": "channel", "name": "9" * 30, "act": "again"}, 409),
        ({"sort": "letter", "name": "' OR 1=1", "act": "settle"}, 409),
    ],
)
async def test_a_form_that_names_nothing_is_refused(
    sign_in: SignIn, form: dict[str, str], status: int
) -> None:
    assert (await (await sign_in("lead.ohjaus")).post(PAGE, **form)).status == status
