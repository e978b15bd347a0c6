"""Counsellors write first, to people who asked for it: by text message and e-mail, until STOP."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import select, update

from bot.conversations.schema import Consent
from bot.keys import DATABASE
from bot.mail.keys import POST
from bot.mail.schema import Letter
from tests.integration.gateway.conftest import Gateway, Start
from tests.integration.gateway.console.conftest import BOTH, SignIn, address_of
from tests.integration.gateway.test_letters import give
from tests.support.chat import Json, Learner
from tests.support.clock import HandClock
from tests.support.console import Browser, organisations_file
from tests.support.letter_box import LetterBox
from tests.support.providers.base import Phone
from tests.support.providers.twilio import TwilioServer

PUBLIC_URL = "http://suunta.example.fi"  # plain, so that the test's browsers keep their cookies
NUMBER, MAIL = "+358401234567", "maija@kunta.fi"
FORM = re.compile(r'name="id" value="([^"]+)"')
KEY = re.compile(rf"{PUBLIC_URL}(/v/[\w-]+)")


@pytest.fixture
async def twilio() -> AsyncIterator[TwilioServer]:
    """Twilio's stand-in."""
    server = TwilioServer()
    server.public_url = PUBLIC_URL
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def gateway(start: Start, tmp_path: Path, box: LetterBox, twilio: TwilioServer) -> Gateway:
    """A gateway of two organisations that sends e-mail and text messages, when the test says so."""
    one = await start(
        organisations=organisations_file(tmp_path),
        channels=twilio.settings(),
        mail=box.settings(),
        public_url=PUBLIC_URL,
    )
    await one.app[POST].stop(5)
    return one


@dataclass(slots=True)
class Desk:
    """A counsellor who writes, and the sending in the test's hands."""

    gateway: Gateway
    browser: Browser
    learner: Learner
    number: int = 0

    @property
    def page(self) -> str:
        """The address of the person's page."""
        return f"{address_of(self.learner)}/contact"

    async def write(self, text: str, by: str, *, browser: Browser | None = None, again: bool = False) -> int:
        """Write a message that goes by a kind of contact data; return the status."""
        self.number += not again
        form = {"client_message_id": f"m{self.number}", "text": text, "by": by}
        return (await (browser or self.browser).post(f"{self.page}/messages", **form)).status

    async def send(self, hours: float = 0) -> None:
        """Send what is due then."""
        hands = HandClock()
        hands.now = datetime.now(UTC) + timedelta(hours=hours)
        await self.gateway.app[POST].again(hands).send_due()

    async def states(self) -> list[tuple[str, str, str | None]]:
        """What stands in the table of letters."""
        async with self.gateway.app[DATABASE].reading() as session:
            rows = await session.scalars(select(Letter).order_by(Letter.seq, Letter.key))
            return [(row.kind, row.state, row.reason) for row in rows]


@pytest.fixture
async def desk(gateway: Gateway, counsellor: Browser, session: aiohttp.ClientSession) -> Desk:
    """A counsellor and a learner whom the bot serves."""
    return Desk(gateway, counsellor, await Learner.arrive(session, gateway.url))


def plain(letter: EmailMessage) -> str:
    """The words of an e-mail."""
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


async def answered(desk: Desk, path: str, **form: str) -> str:
    """Send the form of an answer page; its text."""
    async with desk.learner.session.get(desk.gateway.url + path) as page:
        nonce = FORM.findall(await page.text())[0]
    async with desk.learner.session.post(desk.gateway.url + path, data={"id": nonce, **form}) as page:
        assert page.status == 200, await page.text()
        return await page.text()


async def exported(learner: Learner) -> Json:
    """The learner's own export."""
    async with learner.session.get(f"{learner.base}/export", headers=learner.headers) as answer:
        found: Json = await answer.json()
    return found


async def heard_by_learner(learner: Learner) -> Json:
    """The last message of the other side."""
    await learner.poll()
    return learner.last


@BOTH
async def test_a_text_message_goes_out_once_and_its_answer_comes_into_the_conversation(
    desk: Desk, twilio: TwilioServer, sign_in: SignIn
) -> None:
    await give(desk.learner, "contact", "phone", "040 123 4567")
    listed = await desk.browser.get("/console/contacts")
    assert desk.learner.conversation_id in listed.text
    assert "4567" not in listed.text
    other = await sign_in("counsellor.etela")
    assert desk.learner.conversation_id not in (await other.get("/console/contacts")).text
    assert (await other.get(desk.page)).status == 404
    assert await desk.write("Vieras", "phone", browser=other) == 404
    assert await desk.write("Hei, käykö tiistai?", "phone") == 200
    assert await desk.write("Hei, käykö tiistai?", "phone", again=True) == 200
    await desk.send()
    await desk.send()
    [message] = twilio.sent
    assert message["To"] == NUMBER
    assert "Hei, käykö tiistai?" in message["Body"] and len(message["Body"]) < 640
    assert (await heard_by_learner(desk.learner))["text"] == "Hei, käykö tiistai?"
    assert desk.learner.owner == "counsellor"
    path = KEY.findall(message["Body"])[0]
    async with desk.learner.session.get(desk.gateway.url + path) as page:
        shown = await page.text()
    assert "Hei, käykö tiistai?" in shown and "Suunta" in shown and "Set-Cookie" not in page.headers
    assert "Ohjaaja näkee vastauksesi" in await answered(desk, path, text="Käy <b>hyvin</b>!")
    case = await desk.browser.get(address_of(desk.learner))
    assert "Käy &lt;b&gt;hyvin&lt;/b&gt;!" in case.text
    assert "lähti" in (await desk.browser.get(desk.page)).text


async def test_the_same_answer_twice_is_one_and_a_wrong_address_is_none(
    desk: Desk, twilio: TwilioServer
) -> None:
    await give(desk.learner, "contact", "phone", NUMBER)
    await desk.write("Hei", "phone")
    await desk.send()
    path = KEY.findall(twilio.texts[0])[0]
    for _ in range(2):
        async with desk.learner.session.post(
            desk.gateway.url + path, data={"id": "sama", "text": "Kiitos viestistä"}
        ) as page:
            assert page.status == 200
    text = (await desk.browser.get(address_of(desk.learner))).text
    assert text.count('<p class="text" lang="fi">Kiitos viestistä</p>') == 1
    for wrong in ("/v/" + "x" * 16, "/v/x", "/v/" + "%00" * 3):
        async with desk.learner.session.get(desk.gateway.url + wrong) as page:
            assert page.status == 404
    async with desk.learner.session.post(desk.gateway.url + path, data={"id": "tyhjä", "text": "  "}) as page:
        assert page.status == 422
    async with desk.learner.session.post(desk.gateway.url + path, data={"text": "a" * 2001}) as page:
        assert page.status == 422
    async with desk.gateway.app[DATABASE].writing() as writing:
        await writing.execute(update(Letter).values(at=datetime.now(UTC) - timedelta(days=31)))
    async with desk.learner.session.get(desk.gateway.url + path) as page:
        assert page.status == 404


async def test_an_e_mail_and_its_stop_link(desk: Desk, box: LetterBox) -> None:
    await give(desk.learner, "contact", "email", MAIL)
    assert await desk.write("Hei, löysin kurssin.", "email") == 200
    await desk.send()
    [letter] = box.letters
    assert letter["Subject"] == "Viesti ohjaajalta" and box.recipients == [MAIL]
    assert "Hei, löysin kurssin." in plain(letter) and KEY.search(plain(letter))
    link = str(letter["List-Unsubscribe"]).strip("<>").replace("\r\n", "").replace(" ", "")
    async with desk.learner.session.post(link.replace(PUBLIC_URL, desk.gateway.url)) as page:
        assert page.status == 200
    assert await desk.write("Vielä yksi", "email") == 409
    assert desk.learner.conversation_id not in (await desk.browser.get("/console/contacts")).text


async def test_without_consent_nothing_goes_out_not_even_what_waits(desk: Desk, twilio: TwilioServer) -> None:
    assert await desk.write("Hei", "phone") == 403
    await give(desk.learner, "reminder", "phone", NUMBER)
    assert await desk.write("Hei", "phone") == 403  # nobody has let a counsellor in
    await give(desk.learner, "contact", "phone", NUMBER)
    assert await desk.write("Hei", "email") == 409
    assert await desk.write("Hei", "kirje") == 422
    assert await desk.write("Hei", "phone") == 200
    base, headers = desk.learner.base, desk.learner.headers
    async with desk.learner.session.delete(f"{base}/consents/contact", headers=headers) as answer:
        assert answer.status == 200
    await desk.send()
    assert twilio.sent == []
    assert await desk.states() == [("phone", "dropped", "no consent")]
    assert "lupa peruttiin" in (await desk.browser.get(desk.page)).text


async def test_stop_from_the_number_takes_back_all_that_was_given_for_it(
    desk: Desk, twilio: TwilioServer, session: aiohttp.ClientSession
) -> None:
    for purpose in ("contact", "reminder"):
        await give(desk.learner, purpose, "phone", "0401234567")
    await give(desk.learner, "reminder", "email", MAIL)
    stranger = await Learner.arrive(session, desk.gateway.url)
    await give(stranger, "contact", "phone", "0407654321")
    await desk.write("Hei", "phone")
    phone = Phone(session, desk.gateway.url, twilio, NUMBER)
    for number in (1, 1, 2):
        assert await phone.do("words", number, text="STOP") == 200
    await desk.send()
    assert not any("Hei" in text for text in twilio.texts)
    for learner, contact, reminder in ((desk.learner, False, True), (stranger, True, False)):
        async with session.get(f"{learner.base}/consents", headers=learner.headers) as answer:
            granted = {one["id"]: one["granted"] for one in (await answer.json())["purposes"]}
        assert (granted["contact"], granted["reminder"]) == (contact, reminder)
    async with session.get(f"{desk.learner.base}/contact", headers=desk.learner.headers) as answer:
        assert [(one["purpose"], one["kind"]) for one in (await answer.json())["contacts"]] == [
            ("reminder", "email")
        ]
    assert await desk.write("Hei vielä", "phone") == 409


async def test_nobody_gets_more_than_five_a_day(desk: Desk) -> None:
    await give(desk.learner, "contact", "phone", NUMBER)
    statuses = [await desk.write(f"Viesti {number}", "phone") for number in range(7)]
    assert statuses == [200] * 5 + [409] * 2


async def test_a_colleagues_conversation_is_left_alone_and_a_closed_one_is_opened(
    desk: Desk, sign_in: SignIn, twilio: TwilioServer
) -> None:
    await give(desk.learner, "contact", "phone", NUMBER)
    other = await sign_in("toinen.ohjaus")
    assert await desk.write("Hei", "phone", browser=other) == 200
    assert await desk.write("Minäkin", "phone") == 409
    assert (await desk.browser.post(f"{desk.page}/show")).status == 409
    await other.post(f"{address_of(desk.learner)}/close")
    assert await desk.write("Uudelleen", "phone") == 200
    await desk.browser.post(f"{address_of(desk.learner)}/close")
    await desk.send()
    assert "Ohjaaja näkee vastauksesi" in await answered(desk, KEY.findall(twilio.texts[0])[0], text="Täällä")
    queue = (await desk.browser.get("/console/queue")).text
    assert "Vastasi ohjaajan viestiin" in queue and desk.learner.conversation_id in queue


async def test_contact_data_is_shown_in_clear_after_a_press_that_is_written_down(desk: Desk) -> None:
    await give(desk.learner, "contact", "phone", NUMBER)
    assert NUMBER not in (await desk.browser.get(desk.page)).text
    assert (await desk.browser.post(f"{desk.page}/show")).status == 409
    await desk.browser.post(f"{address_of(desk.learner)}/claim")
    shown = await desk.browser.post(f"{desk.page}/show")
    assert NUMBER in shown.text and shown.headers["Cache-Control"] == "no-store"
    async with desk.learner.session.get(
        f"{desk.learner.base}/export", headers=desk.learner.headers
    ) as answer:
        exported = await answer.json()
    assert [read["who"] for read in exported["contact_reads"]] == ["counsellor.ohjaus"]
    await desk.write("Soitin, en saanut kiinni.", "phone")
    async with desk.learner.session.get(
        f"{desk.learner.base}/export", headers=desk.learner.headers
    ) as answer:
        [letter] = (await answer.json())["other"]["letters"]
    assert letter["what"] == "message" and "answer_key" not in letter


async def test_a_letter_that_is_lost_later_is_dead_once_and_forged_news_of_it_changes_nothing(
    desk: Desk, twilio: TwilioServer, session: aiohttp.ClientSession, sign_in: SignIn
) -> None:
    await give(desk.learner, "contact", "phone", NUMBER)
    await desk.write("Hei, oletko tavoitettavissa?", "phone")
    await desk.send()
    phone = Phone(session, desk.gateway.url, twilio, NUMBER)
    body, headers = twilio.lost(1, NUMBER)
    forged = headers | {"X-Twilio-Signature": headers["X-Twilio-Signature"][:-3] + "xx="}
    assert await phone.deliver(body, forged) == 401
    assert await phone.deliver(body.replace(b"30003", b"30005"), headers) == 401
    assert await desk.states() == [("phone", "sent", None)]
    for _ in range(2):
        assert await phone.deliver(body, headers) == 200
    assert await desk.states() == [("phone", "dead", "twilio 30003")]
    assert await phone.deliver(*twilio.lost(77, NUMBER)) == 200  # none of ours: counted, never a 5xx
    lead = await sign_in("lead.ohjaus")
    shown = (await lead.get("/console/letters")).text
    assert "Puhelin on kiinni" in shown and "Ohjaajan viesti" in shown
    assert "ei mennyt perille" in (await desk.browser.get(desk.page)).text
    assert "provider_key" not in str(await exported(desk.learner))


@pytest.mark.parametrize("how", ["said to twilio", "told late"])
async def test_who_says_stop_to_twilio_alone_gets_nothing_more(
    desk: Desk, twilio: TwilioServer, session: aiohttp.ClientSession, how: str
) -> None:
    await give(desk.learner, "contact", "phone", NUMBER)
    await desk.write("Hei", "phone")
    await desk.send()
    phone = Phone(session, desk.gateway.url, twilio, NUMBER)
    told = twilio.lost(1, NUMBER, "21610") if how == "told late" else twilio.call_of("blocked", 5, NUMBER)
    assert await phone.deliver(*told) == 200
    assert await desk.states() == [
        ("phone", "dead", "twilio 21610") if how == "told late" else ("phone", "sent", None)
    ]
    assert (await exported(desk.learner))["contacts"] == []
    assert await desk.write("Hei vielä", "phone") == 409


async def test_who_agreed_before_messages_were_told_of_is_called_and_not_written_to(
    desk: Desk, twilio: TwilioServer
) -> None:
    await give(desk.learner, "contact", "phone", NUMBER)
    async with desk.gateway.app[DATABASE].writing() as writing:
        await writing.execute(update(Consent).values(version="1"))
    listed = (await desk.browser.get("/console/contacts")).text
    assert desk.learner.conversation_id in listed and "vain soitto" in listed
    page = (await desk.browser.get(desk.page)).text
    assert "ei kerrottu viesteistä" in page and "disabled" in page
    assert await desk.write("Hei", "phone") == 409
    await desk.browser.post(f"{address_of(desk.learner)}/claim")
    assert NUMBER in (await desk.browser.post(f"{desk.page}/show")).text
    base, headers = desk.learner.base, desk.learner.headers
    async with desk.learner.session.get(f"{base}/consents", headers=headers) as answer:
        contact = next(one for one in (await answer.json())["purposes"] if one["id"] == "contact")
    assert contact["granted"] and contact["version"] == "2" and "viestejä" in contact["text"]
    assert contact["agreed"]["version"] == "1" and "viest" not in str(contact["agreed"])
    await give(desk.learner, "contact", "phone", NUMBER)
    assert await desk.write("Hei", "phone") == 200
    async with desk.gateway.app[DATABASE].writing() as writing:
        await writing.execute(update(Consent).values(version="1"))
    await desk.send()
    assert twilio.sent == []
    assert await desk.states() == [("phone", "dropped", "no consent")]
