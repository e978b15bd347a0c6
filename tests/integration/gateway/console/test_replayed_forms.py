"""A form that makes something has its effect once: sent twice, again later, with a mistake put right."""

import asyncio
import re
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from bot.console import once
from bot.console.schema import SentForm
from bot.keys import DATABASE
from bot.outreach.schema import Campaign, Visit
from bot.scheduler.runner import Scheduler
from bot.tasks.schema import Task
from tests.integration.gateway.conftest import Gateway
from tests.integration.gateway.console.conftest import BOTH, SignIn, address_of
from tests.support.chat import Learner
from tests.support.console import Browser

ONCE = re.compile(r'action="([^"]+)"(?:(?!</form>).)*?name="once" value="([^"]*)"', re.DOTALL)
PLACE = {"place_type": "library", "municipality": "Oulu"}


async def numbers(browser: Browser, page: str) -> dict[str, str]:
    """The numbers of a page's forms, by where they are sent."""
    return dict(ONCE.findall((await browser.get(page)).text))


async def count(gateway: Gateway, table: type) -> int:
    """How many rows there are."""
    async with gateway.app[DATABASE].reading() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


@BOTH
async def test_a_task_and_a_visit_are_made_once(gateway: Gateway, counsellor: Browser) -> None:
    given = (await numbers(counsellor, "/console/today"))["/console/today"]
    task = {"title": "Soita", "due_on": "2030-01-01", "once": given}
    pages = await asyncio.gather(*(counsellor.post("/console/today", **task) for _ in range(4)))
    assert {page.status for page in pages} == {200}
    assert await count(gateway, Task) == 1
    visits = "/console/outreach/visits"
    given = (await numbers(counsellor, "/console/outreach"))[visits]
    visit = {"day": "2026-11-20", "place": "Pääkirjasto", "met": "5", "note": "", "once": given, **PLACE}
    for _ in range(3):
        assert (await counsellor.post(visits, **visit)).status == 200
    assert await count(gateway, Visit) == 1
    again = (await numbers(counsellor, "/console/outreach"))[visits]
    assert again != given
    await counsellor.post(visits, **{**visit, "once": again})
    assert await count(gateway, Visit) == 2


async def test_a_mistake_is_put_right_on_the_same_page(gateway: Gateway, counsellor: Browser) -> None:
    campaigns = "/console/outreach/campaigns"
    given = (await numbers(counsellor, "/console/outreach"))[campaigns]
    form = {"place_type": "library", "starts_on": "2026-11-20", "once": given}
    assert (await counsellor.post(campaigns, municipality="Ei ole", **form)).status == 422
    assert (await counsellor.post(campaigns, municipality="Oulu", **form)).status == 200
    assert (await counsellor.post(campaigns, municipality="Oulu", **form)).status == 200
    assert await count(gateway, Campaign) == 1


async def test_a_number_counts_for_one_person_and_one_form(
    gateway: Gateway, counsellor: Browser, sign_in: SignIn, waiting: Learner
) -> None:
    given = (await numbers(counsellor, "/console/today"))["/console/today"]
    task = {"title": "Soita", "due_on": "2030-01-01", "once": given}
    other, foreign = await sign_in("toinen.ohjaus"), await sign_in("counsellor.etela")
    for browser in (counsellor, other, foreign):
        assert (await browser.post("/console/today", **task)).status == 200
    assert (await counsellor.post(f"{address_of(waiting)}/tasks", **task)).status == 200
    for rubbish in ("", "x", "' OR 1=1", "0" * 25):
        await counsellor.post("/console/today", **{**task, "once": rubbish})
    assert await count(gateway, Task) == 8


async def test_sent_again_it_leads_to_its_page_and_nowhere_else(counsellor: Browser) -> None:
    given = (await numbers(counsellor, "/console/today"))["/console/today"]
    task = {"csrf": counsellor.csrf, "title": "Soita", "due_on": "2030-01-01", "once": given}
    await counsellor.send("/console/today", task, {"Origin": counsellor.url})
    for referer, leads in (
        (f"{counsellor.url}/console/today", "/console/today"),
        ("https://evil.example/console//evil.example", "/console/queue"),
        ("", "/console/queue"),
    ):
        headers = {"Origin": counsellor.url, "Referer": referer}
        page = await counsellor.send("/console/today", task, headers)
        assert (page.status, page.address) == (200, leads)


async def test_each_night_old_numbers_are_forgotten(gateway: Gateway) -> None:
    database, night = gateway.app[DATABASE], datetime.now(UTC) + timedelta(days=2)
    async with database.writing() as session:
        for key, days in (("old", 3), ("new", 1)):
            session.add(SentForm(key=key * 20, organisation="ohjaus", at=night - timedelta(days=days)))
    scheduler = Scheduler(database, lambda: night)  # the gateway has written the job down
    once.register(scheduler)
    await scheduler.run_due()
    async with database.reading() as session:
        assert list(await session.scalars(select(SentForm.key))) == ["new" * 20]
