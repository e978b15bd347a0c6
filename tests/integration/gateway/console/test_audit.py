"""Reads and writes leave their trace, refused ones too; the chain shows what was done to it."""

import asyncio

import pytest
from sqlalchemy import delete, select, text, update

from bot.console import audit
from bot.console.schema import AuditEntry
from bot.keys import DATABASE
from tests.integration.gateway.conftest import Gateway
from tests.integration.gateway.console.conftest import BOTH, SignIn, address_of
from tests.support.chat import Learner
from tests.support.console import Browser


async def trail(gateway: Gateway) -> list[AuditEntry]:
    """All entries."""
    async with gateway.app[DATABASE].reading() as session:
        return list(await session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


async def verified(gateway: Gateway, known: str | None = None) -> audit.Verdict:
    """What walking the chain finds."""
    async with gateway.app[DATABASE].reading() as session:
        return await audit.verify(session, known)


@BOTH
async def test_what_was_seen_done_and_refused_is_written_down(
    gateway: Gateway, sign_in: SignIn, counsellor: Browser, waiting: Learner
) -> None:
    await counsellor.get(address_of(waiting))
    await counsellor.post(f"{address_of(waiting)}/claim")
    await counsellor.post(f"{address_of(waiting)}/messages", client_message_id="a", text="Salainen asia")
    other = await sign_in("toinen.ohjaus")
    await other.post(f"{address_of(waiting)}/close")
    stranger = await sign_in("counsellor.etela")
    await stranger.get(address_of(waiting))
    auditor = await sign_in("auditor.ohjaus")
    await auditor.get(address_of(waiting))
    entries = [
        (entry.organisation, entry.who, entry.action, entry.outcome)
        for entry in await trail(gateway)
        if entry.target == waiting.conversation_id
    ]
    assert entries == [
        ("ohjaus", "counsellor.ohjaus", "console_conversation", "granted"),
        ("ohjaus", "counsellor.ohjaus", "console_claim", "granted"),
        ("ohjaus", "counsellor.ohjaus", "console_conversation", "granted"),
        ("ohjaus", "counsellor.ohjaus", "console_reply", "granted"),
        ("ohjaus", "counsellor.ohjaus", "console_conversation", "granted"),
        ("ohjaus", "toinen.ohjaus", "console_close", "granted"),
        ("ohjaus", "toinen.ohjaus", "console_close", "refused"),
        ("etela", "counsellor.etela", "console_conversation", "granted"),
        ("etela", "counsellor.etela", "console_conversation", "refused"),
        ("ohjaus", "auditor.ohjaus", "console_conversation", "denied"),
    ]
    assert "Salainen" not in str(
        [(entry.detail, entry.target, entry.action) for entry in await trail(gateway)]
    )
    verdict = await verified(gateway)
    assert (verdict.entries, verdict.wrong) == (len(await trail(gateway)), None)


@pytest.mark.parametrize("harm", ["changed", "left out", "put between", "cut off at the start"])
async def test_the_chain_shows_what_was_done_to_it(harm: str, gateway: Gateway, counsellor: Browser) -> None:
    for _ in range(3):
        await counsellor.get("/console/queue")
    async with gateway.app[DATABASE].writing() as session:
        if harm == "changed":
            await session.execute(update(AuditEntry).where(AuditEntry.id == 2).values(who="toinen"))
        elif harm == "left out":
            await session.execute(delete(AuditEntry).where(AuditEntry.id == 2))
        elif harm == "put between":
            await session.execute(text("UPDATE audit SET id = 7 WHERE id = 3"))
        else:
            await session.execute(delete(AuditEntry).where(AuditEntry.id == 1))
    assert (await verified(gateway)).wrong in {2, 3, 4}


async def test_what_is_cut_off_at_the_end_is_missed_with_the_head_of_an_earlier_walk(
    gateway: Gateway, counsellor: Browser
) -> None:
    await counsellor.get("/console/queue")
    head = (await verified(gateway)).head
    await counsellor.get("/console/queue")
    assert (await verified(gateway, head)).wrong is None
    async with gateway.app[DATABASE].writing() as session:
        last = int((head or "").partition(":")[0])
        await session.execute(delete(AuditEntry).where(AuditEntry.id >= last))
    assert (await verified(gateway)).wrong is None
    assert (await verified(gateway, head)).wrong == last


async def test_what_cannot_be_written_down_does_not_happen(
    gateway: Gateway, counsellor: Browser, waiting: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(audit, "record", fails)
    page = await counsellor.post(f"{address_of(waiting)}/claim")
    assert page.status == 503
    assert (await waiting.poll())["owner"] == "waiting"
    assert (await counsellor.get(address_of(waiting))).status == 503


@BOTH
async def test_many_deeds_of_one_moment_are_all_in_one_sound_chain(
    gateway: Gateway, sign_in: SignIn, waiting: Learner
) -> None:
    browsers = [await sign_in(name) for name in ("counsellor.ohjaus", "toinen.ohjaus", "lead.ohjaus")]
    before = len(await trail(gateway))
    pages = await asyncio.gather(*(one.get(address_of(waiting)) for one in browsers for _ in range(10)))
    assert {page.status for page in pages} == {200}
    assert len(await trail(gateway)) == before + 30
    assert (await verified(gateway)).wrong is None


async def test_what_cannot_be_written_down_is_refused_to_all_who_wait(
    gateway: Gateway, counsellor: Browser, waiting: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def failing(*_: object) -> None:
        raise OSError("disk")

    monkeypatch.setattr(audit, "record", failing)
    pages = await asyncio.gather(*(counsellor.get(address_of(waiting)) for _ in range(5)))
    assert {page.status for page in pages} == {503}
    assert all("Etsii kurssia" not in page.text for page in pages)
    monkeypatch.undo()
    assert (await counsellor.get(address_of(waiting))).status == 200
