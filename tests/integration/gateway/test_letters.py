"""Letters: the plan and reminders to the contact data that was given, by a real SMTP server."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import select, update

from bot import days
from bot.conversations.schema import Job
from bot.keys import DATABASE, SCHEDULER
from bot.mail.keys import POST
from bot.mail.post import Post
from bot.mail.schema import Letter
from bot.plan.pdf import PdfError
from bot.privacy.purposes import read_purposes
from bot.rounds import store
from bot.rounds.models import NewRound
from cli.paths import ROOT
from tests.integration.gateway.conftest import Gateway, Start
from tests.integration.gateway.fakes import Parts
from tests.support.chat import STEP, Learner
from tests.support.clock import HandClock
from tests.support.letter_box import LetterBox
from tests.support.providers.twilio import PUBLIC_URL, TwilioServer

MAIJA = "maija@kunta.fi"
VERSIONS = {purpose.id: purpose.version for purpose in read_purposes(ROOT / "data")}
STEP_KEPT = {"type": "plan.add", "item": {**STEP, "title": "Käy Ohjaamossa: ääkköset ja —"}}


@pytest.fixture
def database_url(tmp_path: Path, empty_database: Path) -> str:
    """SQLite alone: the statements are those of the channels, which are tried on both."""
    shutil.copy(empty_database, tmp_path / "gateway.sqlite")
    return f"sqlite+aiosqlite:///{tmp_path / 'gateway.sqlite'}"


@pytest.fixture
def no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """The PDF takes seconds to make, and one test has it made."""

    async def failing(html: str) -> bytes:
        raise PdfError("not here")

    monkeypatch.setattr("bot.mail.setup.make_pdf", failing)


async def quiet(gateway: Gateway, hands: HandClock) -> Post:
    """The post in the test's hands."""
    await gateway.app[POST].stop(5)
    return gateway.app[POST].again(hands)


async def give(learner: Learner, purpose: str, kind: str = "email", value: str = MAIJA) -> None:
    """Give contact data for a purpose, with its consent."""
    body = {"kind": kind, "value": value, "purpose": purpose, "consent_version": VERSIONS[purpose]}
    async with learner.session.post(f"{learner.base}/contact", json=body, headers=learner.headers) as answer:
        assert answer.status in {200, 201}, await answer.text()


async def letters_of(gateway: Gateway) -> list[tuple[str, str, str | None]]:
    """What stands in the table: what, state, reason."""
    async with gateway.app[DATABASE].reading() as session:
        rows = await session.scalars(select(Letter).order_by(Letter.at, Letter.key))
        return [(row.what, row.state, row.reason) for row in rows]


async def with_plan(
    start: Start, box: LetterBox, parts: Parts, session: aiohttp.ClientSession, **more: Any
) -> tuple[Gateway, Learner]:
    """A gateway that sends e-mail, and a learner who has kept a step."""
    gateway = await start(mail=box.settings(), public_url=PUBLIC_URL, **more)
    learner = await Learner.arrive(session, gateway.url)
    parts.engine.effects = [STEP_KEPT]
    await learner.say("tallenna")
    parts.engine.effects = []
    return gateway, learner


async def test_the_plan_goes_to_the_address_that_was_given_for_it(
    start: Start, box: LetterBox, parts: Parts, session: aiohttp.ClientSession
) -> None:
    gateway, learner = await with_plan(start, box, parts, session)
    post = await quiet(gateway, HandClock())
    await give(learner, "contact")
    await post.send_due()
    assert box.letters == []
    await give(learner, "send_plan")
    for _ in range(2):
        await post.again(HandClock()).send_due()
    [letter] = box.letters
    assert box.recipients == ["maija@kunta.fi"]
    assert letter["From"] == "Suunta <suunta@kunta.example.fi>"
    assert letter["Auto-Submitted"] == "auto-generated"
    text = letter.get_body(("plain",))
    assert text is not None
    assert "Käy Ohjaamossa: ääkköset ja —" in text.get_content()
    assert f"{PUBLIC_URL}/plan/" in text.get_content()
    [pdf] = list(letter.iter_attachments())
    assert pdf.get_filename() == "suunnitelma.pdf" and pdf.get_content().startswith(b"%PDF")
    async with learner.session.get(f"{learner.base}/export", headers=learner.headers) as answer:
        reads = (await answer.json())["contact_reads"]
    assert [read["who"] for read in reads] == ["service:letters"]


@pytest.mark.usefixtures("no_pdf")
async def test_no_letter_without_consent_and_none_after_an_erasure(
    start: Start, box: LetterBox, parts: Parts, session: aiohttp.ClientSession
) -> None:
    gateway, learner = await with_plan(start, box, parts, session)
    post = await quiet(gateway, HandClock())
    await give(learner, "send_plan")
    async with learner.session.delete(
        f"{learner.base}/consents/send_plan", headers=learner.headers
    ) as answer:
        assert answer.status == 200
    await post.again(HandClock()).send_due()
    assert await letters_of(gateway) == [("plan", "dropped", "no consent")]
    await give(learner, "send_plan")
    async with learner.session.delete(learner.base, headers=learner.headers) as answer:
        assert answer.status in {200, 204}
    await post.again(HandClock()).send_due()
    assert await letters_of(gateway) == [] and box.letters == []


@pytest.mark.usefixtures("no_pdf")
async def test_a_server_that_is_away_gets_it_once_when_it_is_back(
    start: Start, box: LetterBox, parts: Parts, session: aiohttp.ClientSession
) -> None:
    gateway, learner = await with_plan(start, box, parts, session)
    hands = HandClock()
    post = await quiet(gateway, hands)
    await give(learner, "send_plan")
    hands.now = datetime.now(UTC)
    box.answers = ["451 Try again later"] * 5
    for _ in range(20):
        await post.send_due()
        hands.now += timedelta(minutes=2)
    assert len(box.letters) == 1 and box.tries == 6
    assert (await letters_of(gateway))[0][:2] == ("plan", "sent")


@pytest.mark.usefixtures("no_pdf")
async def test_an_address_that_nobody_has_is_a_dead_letter(
    start: Start, box: LetterBox, parts: Parts, session: aiohttp.ClientSession
) -> None:
    gateway, learner = await with_plan(start, box, parts, session)
    post = await quiet(gateway, HandClock())
    await give(learner, "send_plan")
    box.answers = ["550 No such user"]
    for _ in range(3):
        await post.again(HandClock()).send_due()
    assert await letters_of(gateway) == [("plan", "dead", "smtp 550")] and box.tries == 1


@pytest.mark.usefixtures("no_pdf")
async def test_nobody_fills_anothers_letter_box(
    start: Start, box: LetterBox, parts: Parts, session: aiohttp.ClientSession
) -> None:
    gateway, learner = await with_plan(start, box, parts, session)
    post = await quiet(gateway, HandClock())
    for number in range(6):
        await give(learner, "send_plan", value=f"joku{number}@kunta.fi")
    assert len(await letters_of(gateway)) == 3
    await post.again(HandClock()).send_due()
    assert set(box.recipients) == {"joku5@kunta.fi"}


@pytest.mark.usefixtures("no_pdf")
async def test_an_empty_plan_waits_until_there_is_something_in_it(
    start: Start, box: LetterBox, parts: Parts, session: aiohttp.ClientSession
) -> None:
    gateway = await start(mail=box.settings(), public_url=PUBLIC_URL)
    learner = await Learner.arrive(session, gateway.url)
    hands = HandClock()
    post = await quiet(gateway, hands)
    await give(learner, "send_plan")
    hands.now = datetime.now(UTC)
    await post.send_due()
    assert await letters_of(gateway) == [("plan", "pending", "plan empty")]
    parts.engine.effects = [STEP_KEPT]
    await learner.say("tallenna")
    hands.now += timedelta(hours=2)
    await post.send_due()
    assert len(box.letters) == 1


async def test_the_reminder_of_a_round_says_which_until_when_and_from_where(
    start: Start, box: LetterBox, parts: Parts, session: aiohttp.ClientSession
) -> None:
    twilio = TwilioServer()
    await twilio.start()
    gateway, learner = await with_plan(start, box, parts, session, channels=twilio.settings())
    post = await quiet(gateway, HandClock())
    await give(learner, "reminder", "phone", "040 123 4567")
    today = days.today()
    new = NewRound(
        title="Yhteishaku",
        opens_on=today + timedelta(days=9),
        closes_on=today + timedelta(days=30),
        closes_at="15:00",
        source="Opetushallitus",
        checked_on=today,
    )
    async with gateway.app[DATABASE].writing() as writing:
        row = await store.keep(writing, "ohjaus", new, "maija", today)
    assert row
    parts.engine.effects = [{"type": "reminder.add", "kind": "round", "round": row.id, "day": "2001-01-01"}]
    await learner.say("muistuta hausta")
    async with gateway.app[DATABASE].writing() as writing:
        await writing.execute(update(Job).where(Job.kind == "reminder").values(due_at=datetime.now(UTC)))
    await gateway.app[SCHEDULER].run_due()
    await post.again(HandClock()).send_due()
    [said] = twilio.texts
    for wanted in ("Yhteishaku", "klo 15.00", "Opetushallitus", "/plan/"):
        assert wanted in said
    await twilio.stop()


async def test_a_reminder_comes_by_mail_and_by_text_message_and_is_stopped_by_a_button(
    start: Start, box: LetterBox, parts: Parts, session: aiohttp.ClientSession
) -> None:
    twilio = TwilioServer()
    await twilio.start()
    gateway, learner = await with_plan(start, box, parts, session, channels=twilio.settings())
    post = await quiet(gateway, HandClock())
    await give(learner, "reminder")
    await give(learner, "reminder", "phone", "040 123 4567")
    parts.engine.effects = [{"type": "reminder.add", "kind": "plan", "day": "2099-01-01"}]
    await learner.say("muistuta")
    async with gateway.app[DATABASE].writing() as writing:
        await writing.execute(update(Job).where(Job.kind == "reminder").values(due_at=datetime.now(UTC)))
    for _ in range(2):
        await gateway.app[SCHEDULER].run_due()
    for _ in range(2):
        await post.again(HandClock()).send_due()
    [letter] = box.letters
    assert letter["Subject"] == "Muistutus, jota pyysit"
    assert "muistutan sinua tänään" in twilio.texts[0]
    assert [sent["To"] for sent in twilio.sent] == ["+358401234567"]
    link = str(letter["List-Unsubscribe"]).strip("<>").replace("\r\n", "").replace(" ", "")
    page = link.replace(PUBLIC_URL, gateway.url)
    async with session.get(page) as answer:
        assert answer.status == 200 and "Lopeta viestit" in await answer.text()
    async with session.post(page, data={"List-Unsubscribe": "One-Click"}) as answer:
        assert answer.status == 200 and "Yhteystietosi on poistettu" in await answer.text()
    async with learner.session.get(f"{learner.base}/consents", headers=learner.headers) as answer:
        purposes = {one["id"]: one["granted"] for one in (await answer.json())["purposes"]}
    assert purposes["reminder"] is False
    async with session.post(f"{gateway.url}/letters/stop/{'x' * 40}") as answer:
        assert answer.status == 404
    await twilio.stop()
