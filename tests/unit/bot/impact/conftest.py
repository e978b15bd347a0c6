"""Fixtures: some hundred synthetic people, counted as the scheduler does."""

import asyncio
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bot.archive.stores import store_at
from bot.conversations.database import Database
from bot.impact.counting import Filters
from bot.impact.report import Report
from bot.impact.service import Impact
from bot.settings import ROOT
from evaluation.impact.filling import fill
from evaluation.impact.run import count_all
from evaluation.impact.synthetic import Answered, Person, people, scans, surveys
from tests.unit.bot.conftest import address_of

DATA = ROOT / "data"
PEOPLE, SURVEYS, SCAN_DAYS = 400, 200, 5


@dataclass(frozen=True, slots=True)
class Town:
    """A database with people, and the truth about them."""

    url: str
    people: list[Person]
    surveys: list[Answered]
    scans: list[tuple[int, date, int]]
    report: Report


@pytest.fixture(scope="session")
def town(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Town:
    """The people, counted once; tests only read."""
    path = tmp_path_factory.mktemp("town") / "gateway.sqlite"
    path.write_bytes(empty_database.read_bytes())
    some, answered, scanned = people(PEOPLE), surveys(SURVEYS), scans(SCAN_DAYS)
    engine = store_at(address_of(path)).engine()
    fill(engine, some, answered, scanned)
    engine.dispose()

    async def counted() -> Report:
        database = Database(address_of(path))
        await count_all(database)
        report = await Impact(database, DATA).report(Filters())
        await database.close()
        return report

    return Town(address_of(path), some, answered, list(scanned), asyncio.run(counted()))
