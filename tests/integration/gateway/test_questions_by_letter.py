"""What is asked later goes to the e-mail and the number that were given for it, and is answered by a link."""

import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.followup import asking
from bot.keys import DATABASE
from bot.mail.keys import POST
from tests.integration.gateway.conftest import Gateway, Start
from tests.integration.gateway.test_followups import asking_week, bring_forward
from tests.integration.gateway.test_letters import give, quiet
from tests.support.chat import Learner
from tests.support.clock import HandClock
from tests.support.letter_box import LetterBox
from tests.support.providers.twilio import PUBLIC_URL, TwilioServer

BUTTON = re.compile(r'<button name="button" value="([\w-]+)">([^<]+)<')
KEY = re.compile(rf"{PUBLIC_URL}(/v/[\w-]+)")


@pytest.fixture
def database_url(tmp_path: Path, empty_database: Path) -> str:
    """SQLite alone: the statements are those of the letters and follow-ups, which are tried on both."""
    shutil.copy(empty_database, tmp_path / "gateway.sqlite")
    return f"sqlite+aiosqlite:///{tmp_path / 'gateway.sqlite'}"


@pytest.fixture
async def twilio() -> AsyncIterator[TwilioServer]:
    """Twilio's stand-in."""
    server = TwilioServer()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def gateway(start: Start, box: LetterBox, twilio: TwilioServer) -> Gateway:
    """A gateway that sends letters when the test says so."""
    one = await start(mail=box.settings(), channels=twilio.settings(), public_url=PUBLIC_URL)
    await one.app[POST].stop(5)
    return one


async def pressed(session: aiohttp.ClientSession, address: str, title: str) -> str:
    """Press a button of the page, as a form sends it; what the page says then."""
    async with session.get(address) as page:
        buttons = {name: key for key, name in BUTTON.findall(await page.text())}
    async with session.post(address, data={"id": title, "button": buttons[title]}) as page:
        assert page.status == 200
        return await page.text()


async def test_a_question_by_both_ways_is_answered_once(
    gateway: Gateway, learner: Learner, box: LetterBox, twilio: TwilioServer, session: aiohttp.ClientSession
) -> None:
    await give(learner, "follow_up", "phone", "040 123 4567")
    await give(learner, "follow_up", "email", "maija@kunta.fi")
    for _ in range(2):
        await bring_forward(gateway, asking.JOB)
    for _ in range(2):
        await gateway.app[POST].again(HandClock()).send_due()
    assert len(box.letters) == 1 and len(twilio.sent) == 1
    assert "Viikko sitten" in twilio.texts[0]
    address = gateway.url + KEY.findall(twilio.texts[0])[0]
    assert "Haluatko, että ohjaaja auttaa sinua?" in await pressed(session, address, "En päässyt eteenpäin")
    body = box.letters[0].get_body(("plain",))
    assert body is not None
    by_mail = gateway.url + KEY.findall(body.get_content())[0]
    assert "Tähän on jo vastattu" in await pressed(session, by_mail, "Aloitin opinnot")
    await learner.poll()
    assert "Haluatko, että ohjaaja auttaa sinua?" in [message["text"] for message in learner.messages]


async def test_the_help_that_is_offered_is_taken_on_the_page(
    gateway: Gateway, learner: Learner, twilio: TwilioServer, session: aiohttp.ClientSession
) -> None:
    await give(learner, "follow_up", "phone", "040 123 4567")
    await bring_forward(gateway, asking.JOB)
    await gateway.app[POST].again(HandClock()).send_due()
    address = gateway.url + KEY.findall(twilio.texts[0])[0]
    page = await pressed(session, address, "En päässyt eteenpäin")
    help_id = {name: key for key, name in BUTTON.findall(page)}["Haluan apua"]
    async with session.post(address, data={"id": "apua", "button": help_id}) as answer:
        assert "Laitoin viestin" in await answer.text()
    await learner.poll()
    assert learner.owner == "waiting"
    async with session.post(address, data={"id": "muu", "button": "b0000"}) as answer:
        assert answer.status == 422


async def test_stop_on_the_page_ends_the_asking(
    gateway: Gateway, learner: Learner, box: LetterBox, session: aiohttp.ClientSession
) -> None:
    await give(learner, "follow_up", "email", "maija@kunta.fi")
    await bring_forward(gateway, asking.JOB)
    await gateway.app[POST].again(HandClock()).send_due()
    body = box.letters[0].get_body(("plain",))
    assert body is not None
    address = gateway.url + KEY.findall(body.get_content())[0]
    assert "En kysy enää" in await pressed(session, address, "Älä kysy enää")
    async with session.get(f"{learner.base}/consents", headers=learner.headers) as answer:
        granted = {one["id"]: one["granted"] for one in (await answer.json())["purposes"]}
    assert granted["follow_up"] is False


async def test_who_said_yes_in_the_widget_may_have_it_sent_elsewhere(
    gateway: Gateway, learner: Learner, box: LetterBox
) -> None:
    async with gateway.app[DATABASE].writing() as writing:
        await asking_week(writing, learner.conversation_id)
    await learner.poll()
    await learner.press("Joo, saa kysyä")
    await learner.poll()
    offered = [button for one in learner.messages for button in one.get("buttons") or []]
    [elsewhere] = [button for button in offered if button.get("form") == "follow_up"]
    assert elsewhere["title"] == "Kysy sähköpostilla tai tekstiviestillä"
    await give(learner, "follow_up", "email", "maija@kunta.fi")
    await bring_forward(gateway, asking.JOB)
    await (await quiet(gateway, HandClock())).send_due()
    assert len(box.letters) == 1
