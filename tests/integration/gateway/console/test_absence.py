"""A counsellor goes and a learner writes: nobody is met with silence, and whoever is there is left alone."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.guided.absence import JOB
from bot.keys import DATABASE, SCHEDULER
from bot.scheduler.runner import Scheduler
from tests.integration.gateway.conftest import Gateway
from tests.integration.gateway.console.conftest import BOTH, address_of
from tests.support.chat import Learner
from tests.support.console import Browser

pytestmark = BOTH


async def minutes_later(gateway: Gateway, minutes: float) -> None:
    """The gateway's own job as it runs after so many minutes."""
    clock = [datetime.now(UTC)]
    scheduler = Scheduler(gateway.app[DATABASE], lambda: clock[0])
    scheduler.register(JOB, gateway.app[SCHEDULER]._runs[JOB], gateway.app[SCHEDULER]._calendars[JOB])
    await scheduler.note_recurring()
    clock[0] += timedelta(minutes=minutes)
    await scheduler.run_due()


@pytest.fixture
async def left(counsellor: Browser, waiting: Learner) -> Learner:
    """A learner whose counsellor has taken over and signed out; what they wrote since is unanswered."""
    assert (await counsellor.post(f"{address_of(waiting)}/claim")).status == 200
    assert (await counsellor.post("/console/sign-out")).status == 200
    await waiting.post({"text": "vieläkö olet siellä"})
    await waiting.poll()
    return waiting


def since(learner: Learner, count: int) -> list[tuple[str, str]]:
    """Who said what in the last messages."""
    return [(message["from"], message["text"]) for message in learner.messages[count:]]


async def test_who_waits_for_a_counsellor_who_is_away_is_told_and_helped(
    gateway: Gateway, left: Learner
) -> None:
    before = len(left.messages)
    await minutes_later(gateway, 55)
    assert (await left.poll())["owner"] == "counsellor"
    await minutes_later(gateway, 65)
    await left.hear()
    assert left.owner == "waiting"
    heard = since(left, before)
    assert heard[0] == (
        "system",
        "Ohjaaja ei ole nyt paikalla. Odotat taas vuoroa. Robotti auttaa sillä välin.",
    )
    assert heard[-1] == ("bot", "Kuulin: vieläkö olet siellä")
    async with left.session.get(f"{left.base}/export", headers=left.headers) as answer:
        change = (await answer.json())["owner_changes"][-1]
    assert (change["from"], change["to"], change["who"], change["why"]) == (
        "counsellor",
        "waiting",
        "service",
        "away",
    )
    await minutes_later(gateway, 300)
    assert (await left.poll())["messages"] == []


async def test_a_counsellor_who_is_there_may_take_longer(
    gateway: Gateway, counsellor: Browser, waiting: Learner
) -> None:
    await counsellor.post(f"{address_of(waiting)}/claim")
    await waiting.post({"text": "ei kiirettä"})
    await minutes_later(gateway, 300)
    assert (await waiting.poll())["owner"] == "counsellor"


async def test_where_nothing_is_unanswered_the_conversation_stays(
    gateway: Gateway, counsellor: Browser, waiting: Learner
) -> None:
    await counsellor.post(f"{address_of(waiting)}/claim")
    await counsellor.post("/console/sign-out")
    await minutes_later(gateway, 300)
    assert (await waiting.poll())["owner"] == "counsellor"
