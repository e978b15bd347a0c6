"""Looks up times of applying at Opintopolku by itself, each night: of courses in plans, and of rounds kept.

What the service answers is kept with this day as the day of checking, and what it no longer tells is
withdrawn. A failure changes nothing: what was known stays, until it was looked up too long ago to be told.
Nothing of a learner leaves: the service is asked for OIDs of courses, in the order of the OIDs.
"""

import asyncio
import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from urllib.parse import quote

import aiohttp
import structlog
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot import days
from bot.conversations.database import Database
from bot.conversations.schema import Conversation, Job, PlanItem
from bot.metrics import ROUNDS_LOOKED_UP
from bot.rounds import store
from bot.rounds.models import RoundError
from bot.rounds.opintopolku import rounds_of
from bot.rounds.schema import ApplicationRound
from bot.scheduler.calendar import Daily
from bot.scheduler.runner import Ran, Scheduler

JOB = "rounds.look"
AT = time(4, 20)
TOTEUTUS, HAKU = "17", "29"  # the kinds of OIDs that have times of applying
OID = re.compile(r"1\.2\.246\.562\.(?:17|29)\.\d+(?![\d.])")
ADDRESSES = {
    TOTEUTUS: "/external/toteutus/{oid}?hakukohteet=true&haut=true",
    HAKU: "/external/haku/{oid}",
}
MOST, PAUSE, AWAY_AFTER = 2_000, 0.2, 3  # a night; seconds between two; failures in a row
SECONDS, LARGEST = 20.0, 5_000_000
NOT_FOUND = 404

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Service:
    """Where the service is, and by which name it knows us."""

    url: str
    caller_id: str


class Looking:
    """The looking up of one gateway or command."""

    def __init__(
        self, database: Database, session: aiohttp.ClientSession, service: Service, pause: float = PAUSE
    ) -> None:
        self._database = database
        self._session = session
        self._service = service
        self._pause = pause
        self._task: asyncio.Task[Counter[str]] | None = None

    def start(self) -> None:
        """Look up everything in the background; what runs already is left to run."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self.look_up_all())

    async def stop(self) -> None:
        """Stop where it is; what is missing comes the next night."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def look_up_all(self) -> Counter[str]:
        """Look up each OID once; how many were found, missing, unreadable or unanswered."""
        done: Counter[str] = Counter()
        in_a_row = 0
        try:
            async with self._database.reading() as session:
                whose = await wanted(session)
            for oid in sorted(whose)[:MOST]:
                outcome = await self._look_up(oid, whose[oid])
                done[outcome] += 1
                ROUNDS_LOOKED_UP.labels(outcome).inc()
                in_a_row = in_a_row + 1 if outcome == "away" else 0
                if in_a_row == AWAY_AFTER:
                    break
                await asyncio.sleep(self._pause)
        except (SQLAlchemyError, OSError) as error:
            log.error("rounds.database_away", error=type(error).__name__)
        log.info("rounds.looked_up", **done)
        return done

    async def _look_up(self, oid: str, organisations: frozenset[str]) -> str:
        today = days.today()
        try:
            answer = await self._answer(oid)
            found = rounds_of([answer], oid, today, today).get(oid, []) if answer is not None else []
        except RoundError as error:
            log.warning("rounds.unreadable", oid=oid, reason=str(error)[:100])
            return "unreadable"
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            log.warning("rounds.away", oid=oid, error=type(error).__name__)
            return "away"
        for organisation in sorted(organisations):
            async with self._database.writing() as session:
                await store.bring_up(session, organisation, oid, found, store.NIGHTLY, today)
        return "found" if answer is not None else "missing"

    async def _answer(self, oid: str) -> Mapping[str, Any] | None:
        """The service's answer; None where it has nothing under this OID."""
        path = ADDRESSES[sort_of(oid)].format(oid=quote(oid, safe=""))
        headers = {"Caller-Id": self._service.caller_id, "Accept": "application/json"}
        async with asyncio.timeout(SECONDS):
            async with self._session.get(self._service.url.rstrip("/") + path, headers=headers) as response:
                if response.status == NOT_FOUND:
                    return None
                response.raise_for_status()
                body = await response.content.read(LARGEST)
        held = json.loads(body)
        if not isinstance(held, dict):
            raise RoundError(oid, "this is no toteutus and no haku")
        return held


def sort_of(oid: str) -> str:
    """The kind of an OID: its fifth number."""
    return oid.split(".")[4]


async def wanted(session: AsyncSession) -> dict[str, frozenset[str]]:
    """The OIDs to look up, with the organisations that want to know."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    plans = (
        select(PlanItem.key, Conversation.organisation)
        .join(Conversation, Conversation.id == PlanItem.conversation_id)
        .where(PlanItem.kind == "course", Conversation.deleted_at.is_(None))
        .distinct()
    )
    kept = select(ApplicationRound.key, ApplicationRound.organisation).where(
        ApplicationRound.key.is_not(None),
        ApplicationRound.withdrawn_at.is_(None),
        ApplicationRound.last_on >= days.today(),
    )
    for key, organisation in (*await session.execute(plans), *await session.execute(kept)):
        oids = [match[0] for match in OID.finditer(key or "")]
        if oids and organisation:
            found[oids[-1]].add(organisation)  # of a round of a toteutus the haku stands before it
    return {oid: frozenset(some) for oid, some in found.items()}


def register(scheduler: Scheduler, looking: Looking) -> None:
    """Look up each night; the job only starts it: no transaction is open while the service is asked."""

    async def run(session: AsyncSession, job: Job, now: datetime) -> Ran | None:
        return Ran(after=looking.start)

    scheduler.register(JOB, run, Daily(AT))
