"""The dashboard on synthetic conversations: its figures against independent counts, and its time.

`scripts/service-python -m evaluation.impact.run --people 100000 --out evaluation/impact/results.json`. Writes
a database into a new folder (or `--url`), counts it as the gateway's scheduler does, asks for the report with
twenty different filters over HTTP-free calls and with an empty memory, and compares.
"""

import argparse
import asyncio
import json
import os
import platform
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.archive.stores import store_at
from bot.conversations.database import Database
from bot.impact.counting import Filters
from bot.impact.gather import refresh
from bot.impact.page import values
from bot.impact.report import Report
from bot.impact.service import Impact
from evaluation.impact import independent as own
from evaluation.impact.comparing import differences
from evaluation.impact.filling import fill
from evaluation.impact.synthetic import CHANNELS, Person, people, scans, surveys

DATA = Path(__file__).resolve().parents[2] / "data"
LATER = datetime.fromisoformat("2031-01-01T00:00:00+00:00")
SURVEYS, SCAN_DAYS = 600, 300


async def count_all(database: Database) -> float:
    """Bring the counted rows up; returns the seconds."""
    started = time.monotonic()
    more = True
    while more:
        async with database.writing() as session:
            more = await refresh(session, DATA, LATER)
    return time.monotonic() - started


async def measure(url: str, number: int) -> dict[str, Any]:
    """Fill, count, compare, time."""
    database = Database(url)
    await database.migrate()
    some, answered, scanned = people(number), surveys(SURVEYS), scans(SCAN_DAYS)
    engine = store_at(url).engine()
    fill(engine, some, answered, scanned)
    engine.dispose()
    counted = await count_all(database)
    whole = await Impact(database, DATA).report(Filters())
    wrong = differences(whole, some, answered, scanned)
    wrong += await _filtered(database, some)
    cold = [await _timed(Impact(database, DATA), one) for one in _filters()]
    impact = Impact(database, DATA)
    warm = [await _timed(impact, one) for one in _filters()]
    await database.close()
    return {
        "machine": {"cpus": os.cpu_count(), "python": platform.python_version(), "load": os.getloadavg()[0]},
        "database": url.partition(":")[0],
        "people": number,
        "differences": wrong,
        "seconds_to_count_all": round(counted, 1),
        "page_first_look_ms": _spread([wall for wall, _ in cold]),
        "page_first_look_processor_ms": _spread([processor for _, processor in cold]),
        "page_ms": _spread([wall for wall, _ in warm]),
        "page_processor_ms": _spread([processor for _, processor in warm]),
    }


def _spread(seconds: list[float]) -> dict[str, int]:
    """Milliseconds of so many requests."""
    some = [round(one * 1000) for one in sorted(seconds)]
    return {
        "requests": len(some),
        "p50": some[len(some) // 2],
        "p95": some[int(len(some) * 0.95)],
        "max": some[-1],
    }


async def _filtered(database: Database, some: list[Person]) -> list[str]:
    """The same with filters that conversations know."""
    wrong = []
    for filters, keeps in (
        (Filters(region="Pirkanmaa"), lambda one: own.region_of(one) == "Pirkanmaa"),
        (Filters(channel="sms"), lambda one: one.channel == "sms"),
        (Filters(campaign="dddddd"), lambda one: one.source == "dddddd"),
        (Filters(place_type="cafe"), lambda one: own.KIND.get(one.source or "") == "cafe"),
        (
            Filters(first="2026-02", last="2026-03"),
            lambda one: "2026-02" <= own.month_of(one.began) <= "2026-03",
        ),
    ):
        report = await Impact(database, DATA).report(filters)
        kept = [one for one in some if keeps(one)]
        for name in ("conversations", "suggested", "human_asked", "applied"):
            truth = own.hidden_below_five(sum(map(own.COUNTS[name], kept)))
            if report.value(name).count != truth:
                wrong.append(f"{filters}: {name}: {report.value(name).count}, counted {truth}")
    return wrong


def _filters() -> list[Filters]:
    regions = ("Pirkanmaa", "Uusimaa", "Lappi", "Pohjois-Savo")
    return [
        *(Filters() for _ in range(20)),
        *(Filters(region=one) for one in regions for _ in range(3)),
        *(Filters(channel=one) for one in CHANNELS),
        *(Filters(first=f"2025-{month:02}", last="2026-06") for month in range(1, 13)),
    ]


async def _timed(impact: Impact, filters: Filters) -> tuple[float, float]:
    """Seconds of a page (counting, hiding, tables, charts), on the wall and of this process's processor.

    On a busy machine the first says more of the others.
    """
    started, worked = time.monotonic(), time.process_time()
    report: Report = await impact.report(filters)
    values(report, DATA)
    return time.monotonic() - started, time.process_time() - worked


def main() -> None:
    """Measure, print, write where asked; exit status 1 when anything differs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--url", help="an empty database; a new SQLite file without")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = given.url or f"sqlite+aiosqlite:///{folder}/gateway.sqlite"
        result = asyncio.run(measure(url, given.people))
    text = json.dumps(result, indent=2, ensure_ascii=False)
    print(text)
    if given.out:
        given.out.write_text(text + "\n", encoding="utf-8")
    raise SystemExit(1 if result["differences"] else 0)


if __name__ == "__main__":
    main()
