"""Edits in the database: whatever people try, of a fact one edit at most holds, and two agreed on it."""

import asyncio
import itertools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.conversations.database import Database
from bot.guided.service import Actor
from bot.knowledge import edits
from bot.knowledge.publishing import Publisher, overlay, write_if_different
from bot.knowledge.schema import FactEdit
from bot.knowledge.states import Move, MoveRefusedError, State
from tests.unit.bot.conftest import address_of

PEOPLE = tuple(Actor(name, "ohjaus") for name in ("anna", "bo", "cilla"))
CONTENT: dict[str, Any] = {"text": "a"}
MOVES = [None, *(move for move in Move if move is not Move.SUPERSEDE)]
TRIED = st.lists(
    st.tuples(st.sampled_from(MOVES), st.sampled_from(PEOPLE), st.integers(0, 3)), min_size=10, max_size=40
)
FACTS = (f"fact_{'x' * number}" for number in itertools.count(1))


async def act(database: Database, fact: str, move: Move | None, who: Actor, at: int) -> None:
    """Do one thing to the edit at a place in the fact's list, or begin a new one."""
    async with database.writing() as session:
        found = list(reversed(await edits.history(session, fact)))
        if move is None or not found:
            await edits.begin(session, fact, who, CONTENT, "")
        elif move is Move.CHANGE:
            await edits.change(found[at % len(found)], session, who, CONTENT, "")
        else:
            await edits.move(session, found[at % len(found)], move, who, "x")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tried=TRIED)
def test_at_most_one_holds_and_it_has_two_peoples_names(
    database_file: Path, tried: list[tuple[Move | None, Actor, int]]
) -> None:
    fact = next(FACTS)[:60]

    async def run() -> list[FactEdit]:
        database = Database(address_of(database_file))
        try:
            async with database.writing() as session:
                for one in await session.scalars(select(FactEdit)):
                    await session.delete(one)
            for move, who, at in tried:
                try:
                    await act(database, fact, move, who, at)
                except (MoveRefusedError, edits.OutdatedError):
                    continue
            async with database.reading() as session:
                return list(await session.scalars(select(FactEdit).order_by(FactEdit.id)))
        finally:
            await database.close()

    found = asyncio.run(run())
    assert sum(one.state == State.APPROVED for one in found) <= 1
    agreed = [one for one in found if one.state in {State.APPROVED, State.SUPERSEDED}]
    assert all(one.reviewer not in {None, one.author} for one in agreed)
    by_id = {one.id: one for one in found}
    bases = [one.based_on for one in agreed]
    assert len(set(bases)) == len(bases)  # no edit holds over another than the one that its author saw
    assert all(base is None or by_id[base].state == State.SUPERSEDED for base in bases)


async def test_two_approvals_at_once_leave_one(database: Database) -> None:
    anna, bo, _ = PEOPLE
    for _ in range(2):
        await act(database, "aid", None, anna, 0)
    for at in range(2):
        await act(database, "aid", Move.PROPOSE, anna, at)
    approvals = [act(database, "aid", Move.APPROVE, bo, at) for at in range(2)]
    outcomes = await asyncio.gather(*approvals, return_exceptions=True)
    assert sorted(type(one).__name__ for one in outcomes) == ["NoneType", "OutdatedError"]


async def held(database: Database, fact: str = "aid") -> None:
    """An approved edit."""
    anna, bo, _ = PEOPLE
    for move, who in ((None, anna), (Move.PROPOSE, anna), (Move.APPROVE, bo)):
        await act(database, fact, move, who, 0)


async def test_the_file_is_written_whole_and_only_when_it_differs(database: Database, tmp_path: Path) -> None:
    publisher = Publisher(database, tmp_path / "new")
    await held(database)
    assert await publisher.publish()
    first = publisher.path.stat()
    assert b'"fact": "aid"' in publisher.path.read_bytes()
    assert await publisher.publish()
    assert publisher.path.stat().st_ino == first.st_ino
    assert [one.name for one in publisher.path.parent.iterdir()] == [publisher.path.name]


async def test_what_leads_back_to_the_release_is_not_in_the_file(database: Database) -> None:
    async with database.writing() as session:
        await edits.begin(session, "aid", PEOPLE[0], None, "")
    for move, who in ((Move.PROPOSE, PEOPLE[0]), (Move.APPROVE, PEOPLE[1])):
        await act(database, "aid", move, who, 0)
    async with database.reading() as session:
        assert b"aid" not in overlay(await edits.approved(session))


@pytest.mark.parametrize("harm", [OSError, PermissionError])
async def test_a_file_that_cannot_be_written_is_told_and_stops_nothing(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: type[OSError]
) -> None:
    def fails(path: Path, content: bytes) -> None:
        raise harm

    publisher = Publisher(database, tmp_path)
    monkeypatch.setattr("bot.knowledge.publishing.write_if_different", fails)
    assert not await publisher.publish()
    publisher.start()
    monkeypatch.setattr("bot.knowledge.publishing.write_if_different", write_if_different)
    assert await publisher.publish()
    await publisher.stop()


async def test_nobodys_henkilotunnus_is_kept_in_a_reason(database_file: Path) -> None:
    database = Database(address_of(database_file))
    async with database.writing() as session:
        edit = await edits.begin(session, "fact_reason", PEOPLE[0], CONTENT, "kysyi 131052-308T")
        await edits.move(session, edit, Move.PROPOSE, PEOPLE[0])
        await edits.move(session, edit, Move.REJECT, PEOPLE[1], "katso 131052-308T")
    await database.close()
    assert (edit.why, edit.reason) == ("kysyi [henkilötunnus]", "katso [henkilötunnus]")
