"""The page of application rounds: entered with a source, changed, withdrawn; of one's own alone."""

from datetime import timedelta

import aiohttp
import pytest

from bot.days import today
from tests.integration.gateway.conftest import Gateway
from tests.integration.gateway.console.conftest import SignIn
from tests.integration.gateway.fakes import Parts
from tests.support.chat import Learner
from tests.support.console import Browser, Page

BASE = "/console/rounds"


def day(count: int) -> str:
    """A day so many days from now, as a form has it."""
    return (today() + timedelta(days=count)).isoformat()


async def enter(browser: Browser, **given: str) -> Page:
    """Enter a round with the form; the page that follows."""
    form = {
        "title": "Yhteishaku <b>",
        "opens_on": day(30),
        "closes_on": day(60),
        "closes_at": "15.00",
        "source": "Opetushallitus",
        "checked_on": day(0),
    }
    return await browser.post(BASE, **{**form, **given})


async def test_a_round_is_entered_told_to_learners_changed_and_withdrawn(
    gateway: Gateway, parts: Parts, sign_in: SignIn, session: aiohttp.ClientSession
) -> None:
    counsellor, other = await sign_in("counsellor.ohjaus"), await sign_in("counsellor.etela")
    shown = (await enter(counsellor)).text
    assert "Yhteishaku &lt;b&gt;" in shown and "klo 15.00" in shown and "Opetushallitus" in shown
    assert "Yhteishaku" not in (await other.get(BASE)).text
    assert (await other.get(f"{BASE}?change=1")).status == 404
    assert (await enter(other, id="1", title="Vieras")).status == 404
    assert (await other.post(f"{BASE}/1/withdraw")).status == 404
    learner = await Learner.arrive(session, gateway.url)
    await learner.say("muistuta mua hausta")
    [told] = parts.engine.calls[-1]["metadata"]["rounds"]
    assert (told["source"], told["remind_on"], told["checked_on"]) == ("Opetushallitus", day(30), day(0))
    form = (await counsellor.get(f"{BASE}?change=1")).text
    assert f'value="{day(30)}"' in form and 'value="Opetushallitus"' in form
    await enter(counsellor, id="1", opens_on=day(40))
    await learner.say("muistuta mua hausta")
    assert [one["opens_on"] for one in parts.engine.calls[-1]["metadata"]["rounds"]] == [day(40)]
    assert "Hakuaikoja ei ole kirjattu" in (await counsellor.post(f"{BASE}/1/withdraw")).text
    await learner.say("muistuta mua hausta")
    assert "rounds" not in parts.engine.calls[-1]["metadata"]
    assert (await counsellor.get(f"{BASE}?change=1")).status == 404


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"opens_on": "pian"}, "Alkaa"),
        ({"opens_on": ""}, "Alkaa"),
        ({"closes_on": "2001-01-01"}, "Päättyy"),
        ({"closes_at": "kolmelta"}, "Kellonaika"),
        ({"source": ""}, "Lähde"),
        ({"source_url": "javascript:alert(1)"}, "Lähteen osoite"),
        ({"checked_on": ""}, "Milloin katsoit"),
        ({"checked_on": "2001-01-01"}, "Milloin katsoit"),
    ],
)
async def test_without_days_and_a_source_nothing_is_kept(
    sign_in: SignIn, given: dict[str, str], named: str
) -> None:
    counsellor = await sign_in("counsellor.ohjaus")
    page = await enter(counsellor, **given)
    assert page.status == 422 and f"Tarkista kohta: {named}" in page.text
    assert 'value="Yhteishaku &lt;b&gt;"' in page.text
    assert "Hakuaikoja ei ole kirjattu" in (await counsellor.get(BASE)).text


@pytest.mark.parametrize("number", ["0", "x", "-1", "99999999999", "%00"])
async def test_a_number_that_is_none_is_not_found(sign_in: SignIn, number: str) -> None:
    counsellor = await sign_in("counsellor.ohjaus")
    assert (await counsellor.post(f"{BASE}/{number}/withdraw")).status == 404
    assert (await counsellor.get(f"{BASE}?change={number}")).status == 404
