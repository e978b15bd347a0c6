"""A referral's link by e-mail: to the address that the organisation has entered, while the person agrees."""

from pathlib import Path

import pytest
from sqlalchemy import select

from bot.keys import DATABASE
from bot.mail.keys import POST
from bot.mail.post import Post
from bot.mail.schema import Letter
from tests.integration.gateway.conftest import Gateway, Start
from tests.integration.gateway.console.conftest import BOTH, SignIn
from tests.integration.gateway.console.test_referrals import SUMMARY, agree, drafted
from tests.support.chat import Learner
from tests.support.clock import HandClock
from tests.support.console import Browser, organisations_file
from tests.support.letter_box import LetterBox

PARTNER = {
    "partner": "Oulun opisto",
    "place_type": "library",
    "municipality": "Oulu",
    "reached_at": " neuvonta@opisto.example.fi ",
    "state": "agreed",
}


@pytest.fixture
async def gateway(start: Start, tmp_path: Path, box: LetterBox) -> Gateway:
    """A gateway of two organisations that sends e-mail, when the test says so."""
    started = await start(organisations=organisations_file(tmp_path), mail=box.settings())
    await started.app[POST].stop(5)
    return started


def post_of(gateway: Gateway) -> Post:
    """The post in the test's hands."""
    return gateway.app[POST].again(HandClock())


async def letters_of(gateway: Gateway) -> list[tuple[str, str | None]]:
    """How all letters stand."""
    async with gateway.app[DATABASE].reading() as session:
        return [(one.state, one.reason) for one in await session.scalars(select(Letter).order_by(Letter.at))]


@BOTH
async def test_the_partner_gets_a_link_and_no_word_of_the_person(
    gateway: Gateway, counsellor: Browser, waiting: Learner, box: LetterBox
) -> None:
    await counsellor.post("/console/outreach/contacts", **PARTNER)
    one, person = await drafted(counsellor, waiting)
    assert (await counsellor.post(f"{one}/send", way="email")).status == 409
    await agree(counsellor, person)
    page = await counsellor.get(one.rpartition("/")[0])
    assert "neuvonta@opisto.example.fi" in page.text
    page = await counsellor.post(f"{one}/send", way="email")
    assert "Sähköposti odottaa lähtöä." in page.text
    for _ in range(2):
        await post_of(gateway).send_due()
    [letter] = box.letters
    assert box.recipients == ["neuvonta@opisto.example.fi"]
    text = letter.get_content()
    assert SUMMARY[:10] not in text
    assert "List-Unsubscribe" not in letter
    (link,) = [word for word in text.split() if "/referral/for/" in word]
    shown = await counsellor.get("/referral/for/" + link.rpartition("/")[2])
    assert "hoitoalan kurssia" in shown.text
    assert "Sähköposti lähti." in (await counsellor.get(one.rpartition("/")[0])).text


async def test_nothing_goes_once_the_person_takes_it_back(
    gateway: Gateway, counsellor: Browser, waiting: Learner, box: LetterBox
) -> None:
    await counsellor.post("/console/outreach/contacts", **PARTNER)
    one, person = await drafted(counsellor, waiting)
    await agree(counsellor, person)
    await counsellor.post(f"{one}/send", way="email")
    await agree(counsellor, person, "no")
    await post_of(gateway).send_due()
    assert await letters_of(gateway) == [("dropped", "no consent")]
    assert box.tries == 0


async def test_a_refused_letter_is_shown_to_the_lead_and_beside_the_referral(
    gateway: Gateway, counsellor: Browser, sign_in: SignIn, waiting: Learner, box: LetterBox
) -> None:
    await counsellor.post("/console/outreach/contacts", **PARTNER)
    one, person = await drafted(counsellor, waiting)
    await agree(counsellor, person)
    await counsellor.post(f"{one}/send", way="email")
    box.answers = ["550 No such user"]
    await post_of(gateway).send_due()
    assert await letters_of(gateway) == [("dead", "smtp 550")]
    assert "Sähköposti ei mennyt perille." in (await counsellor.get(one.rpartition("/")[0])).text
    assert "Ohjaus kumppanille" in (await (await sign_in("lead.ohjaus")).get("/console/letters")).text


@pytest.mark.parametrize("reached_at", ["040 123 4567", "neuvonta at opisto", ""])
async def test_where_no_address_was_entered_none_is_made_up(
    reached_at: str, counsellor: Browser, sign_in: SignIn, waiting: Learner
) -> None:
    await counsellor.post("/console/outreach/contacts", **{**PARTNER, "reached_at": reached_at})
    await (await sign_in("counsellor.etela")).post("/console/outreach/contacts", **PARTNER)
    one, person = await drafted(counsellor, waiting)
    await agree(counsellor, person)
    assert 'value="email"' not in (await counsellor.get(one.rpartition("/")[0])).text
    assert (await counsellor.post(f"{one}/send", way="email")).status == 422
