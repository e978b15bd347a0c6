"""The auditor's page: filters, pages, the file, the walk over the chain; of one's own organisation alone."""

import csv
import io
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, func, select, update

from bot.console import audit
from bot.console.audit import Deed
from bot.console.schema import AuditCheck, AuditEntry
from bot.console.trail import checks
from bot.console.trail.entries import A_PAGE
from bot.keys import DATABASE
from tests.integration.gateway.conftest import Gateway
from tests.integration.gateway.console.conftest import BOTH, SignIn, address_of
from tests.support.chat import Learner
from tests.support.console import Browser

AUDIT = "/console/audit"
SECRET = "Salainen asia"
NOW = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)


async def noted(gateway: Gateway, count: int, who: str = "=cmd()") -> None:
    """Entries of the first organisation, as if somebody had opened its queue."""
    async with gateway.app[DATABASE].writing() as session:
        for number in range(count):
            await audit.record(
                session, Deed("ohjaus", who, "console_queue", f"t{number}", "granted", {"method": "GET"})
            )


async def stepped(gateway: Gateway, most: int, now: datetime = NOW) -> int:
    """Walk the chain as the nightly job does; how many steps it took."""
    for steps in range(1, 100):
        async with gateway.app[DATABASE].writing() as session:
            if not await checks.step(session, now, most):
                return steps
    raise AssertionError("the walk does not end")


async def last_check(gateway: Gateway) -> AuditCheck:
    """What the last walk found."""
    async with gateway.app[DATABASE].reading() as session:
        found = await checks.latest(session)
    assert found is not None
    return found


@BOTH
async def test_an_auditor_finds_who_did_what_and_no_words(
    gateway: Gateway, sign_in: SignIn, counsellor: Browser, waiting: Learner
) -> None:
    await counsellor.post(f"{address_of(waiting)}/claim")
    await counsellor.post(f"{address_of(waiting)}/messages", client_message_id="a", text=SECRET)
    other = await sign_in("toinen.ohjaus")
    await other.post(f"{address_of(waiting)}/close")
    auditor = await sign_in("auditor.ohjaus")
    page = await auditor.get(f"{AUDIT}?who=counsellor.ohjaus&target={waiting.conversation_id}")
    assert "Viesti henkilölle: teki" in page.text
    assert "<td>toinen.ohjaus</td>" not in page.text
    assert SECRET not in page.text
    taken = await auditor.get(f"{AUDIT}?action=conversation.take&outcome=refused")
    assert "<td>toinen.ohjaus</td>" in taken.text
    assert "<td>counsellor.ohjaus</td>" not in taken.text
    tomorrow = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
    assert "ei ole merkintöjä" in (await auditor.get(f"{AUDIT}?first={tomorrow}")).text
    assert "ei ole merkintöjä" not in (await auditor.get(f"{AUDIT}?last={tomorrow}")).text


async def test_reading_the_trail_stands_in_it(gateway: Gateway, sign_in: SignIn) -> None:
    auditor = await sign_in("auditor.ohjaus")
    await auditor.get(AUDIT)
    await auditor.get(f"{AUDIT}/trail.csv")
    page = await auditor.get(f"{AUDIT}?who=auditor.ohjaus")
    assert page.text.count("Tapahtumaloki: katsoi") == 3


async def test_another_organisations_entries_are_not_there(gateway: Gateway, sign_in: SignIn) -> None:
    await noted(gateway, 2, "maija")
    auditor = await sign_in("auditor.etela")
    for address in (AUDIT, f"{AUDIT}?who=maija", f"{AUDIT}/trail.csv"):
        assert "<td>maija</td>" not in (page := await auditor.get(address)).text
        assert ";maija;" not in page.text


async def test_pages_go_back_to_the_first_entry(gateway: Gateway, sign_in: SignIn) -> None:
    await noted(gateway, A_PAGE + 7, "maija")
    auditor = await sign_in("auditor.ohjaus")
    first = await auditor.get(f"{AUDIT}?who=maija")
    assert first.text.count("<td>maija</td>") == A_PAGE
    older = first.text.partition('href="/console/audit?who=maija&amp;before=')[2].partition('"')[0]
    second = await auditor.get(f"{AUDIT}?who=maija&before={older}")
    assert second.text.count("<td>maija</td>") == 7
    assert "Uusimmat" in second.text
    assert "Vanhemmat" not in second.text


async def test_the_file_holds_all_that_fits_and_no_formula(gateway: Gateway, sign_in: SignIn) -> None:
    await noted(gateway, 2 * A_PAGE)
    auditor = await sign_in("auditor.ohjaus")
    answer = await auditor.get(f"{AUDIT}/trail.csv?action=queue.see&before=3")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))
    assert len(rows) == 1 + 2 * A_PAGE
    assert rows[1][2:5] == ["'=cmd()", "Keskustelujen jono: katsoi", "console_queue"]


async def test_what_cannot_be_looked_for_is_left_open(gateway: Gateway, sign_in: SignIn) -> None:
    auditor = await sign_in("auditor.ohjaus")
    for query in (
        "first=0001-01-01&last=9999-12-31",
        "first=eilen&last=2026-13-41",
        "before=99999999999999999999",
        "before=-1",
        "action=drop&outcome=x&who=%00&target=%27%20OR%201=1",
    ):
        assert (await auditor.get(f"{AUDIT}?{query}")).status == 200, query


@BOTH
async def test_the_page_says_how_far_the_chain_is_whole(gateway: Gateway, sign_in: SignIn) -> None:
    await (await sign_in("auditor.etela")).get(AUDIT)  # the chain is of all organisations
    auditor = await sign_in("auditor.ohjaus")
    assert "ei ole vielä tarkistettu" in (await auditor.get(AUDIT)).text
    page = await auditor.post(f"{AUDIT}/check")
    check = await last_check(gateway)
    assert f"Loki on ehjä merkintään {check.last_id} asti." in page.text
    assert f"{check.last_id}:{check.last_hash}" in page.text
    async with gateway.app[DATABASE].writing() as session:
        await session.execute(update(AuditEntry).where(AuditEntry.id == 2).values(who="toinen"))
    assert "rikki merkinnän 2 kohdalla" in (await auditor.post(f"{AUDIT}/check")).text


@BOTH
async def test_the_nightly_walk_goes_in_steps_and_misses_what_was_cut_off(gateway: Gateway) -> None:
    await noted(gateway, 10)
    assert await stepped(gateway, most=3) == 4
    assert ((found := await last_check(gateway)).entries, found.wrong) == (10, None)
    async with gateway.app[DATABASE].writing() as session:
        await session.execute(delete(AuditEntry).where(AuditEntry.id > 8))
    await stepped(gateway, most=3)
    assert (await last_check(gateway)).wrong == 9
    async with gateway.app[DATABASE].reading() as session:
        assert await session.scalar(select(func.count()).select_from(AuditCheck)) == 2


async def test_a_broken_chain_is_named_at_each_walk(gateway: Gateway) -> None:
    await noted(gateway, 5)
    async with gateway.app[DATABASE].writing() as session:
        await session.execute(delete(AuditEntry).where(AuditEntry.id == 3))
    for _ in range(2):
        await stepped(gateway, most=2)
        assert (await last_check(gateway)).wrong == 4
