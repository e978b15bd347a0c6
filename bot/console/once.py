"""A form that makes something has its effect once, however often it is sent: pressed twice, loaded again.

Each such form holds a number of its own (`once`). It is taken before the form has its effect, and given back
when it has none, so that a mistake can be put right on the same page.
"""

import hashlib
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit

from aiohttp import web
from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console.members import Member
from bot.console.schema import SentForm
from bot.conversations.schema import Job
from bot.conversations.writing import insert_once
from bot.forms import FORM, read_form
from bot.keys import DATABASE
from bot.scheduler.calendar import Daily
from bot.scheduler.runner import Ran, Scheduler

NUMBER = re.compile(r"[0-9a-f]{24}")
REMEMBERED = timedelta(days=2)
FRONT = "/console"
FAILED = 400
JOB, AT = "console.sent_forms", time(3, 50)


class Sending:
    """One sending of a form. `again`: it has had its effect before; `worked`: it has it now."""

    def __init__(self, *, again: bool) -> None:
        self.again = again
        self.worked = False

    def noted(self, response: web.StreamResponse) -> web.StreamResponse:
        """Note what came of it."""
        self.worked = response.status < FAILED
        return response


@asynccontextmanager
async def sending(request: web.Request, member: Member) -> AsyncIterator[Sending]:
    """Take a form's number for the time of its effect; forms without one are always new."""
    key = await _key(request, member)
    if key is None:
        yield Sending(again=False)
        return
    async with request.app[DATABASE].writing() as session:
        taken = await _take(session, key, member.organisation.id)
    one = Sending(again=not taken)
    try:
        yield one
    finally:
        if taken and not one.worked:
            async with request.app[DATABASE].writing() as session:
                await session.execute(delete(SentForm).where(SentForm.key == key))


def register(scheduler: Scheduler) -> None:
    """Forget each night the numbers of forms that nobody sends again."""

    async def run(session: AsyncSession, job: Job, now: datetime) -> Ran | None:
        await session.execute(delete(SentForm).where(SentForm.at < now - REMEMBERED))
        return None

    scheduler.register(JOB, run, Daily(AT))


def page_before(request: web.Request) -> str:
    """The page of ours that a form was on."""
    try:
        path = urlsplit(request.headers.get("Referer", "")).path
    except ValueError:
        return FRONT
    ours = path.startswith(f"{FRONT}/") and "//" not in path and path.isascii() and path.isprintable()
    return path if ours else FRONT


async def _key(request: web.Request, member: Member) -> str | None:
    if request.method != "POST" or request.content_type != FORM:
        return None
    given = str((await read_form(request)).get("once", ""))
    if not NUMBER.fullmatch(given):
        return None
    return hashlib.sha256(
        f"{member.organisation.id} {member.handle} {request.path} {given}".encode("utf-8", "replace")
    ).hexdigest()


async def _take(session: AsyncSession, key: str, organisation: str) -> bool:
    now = datetime.now(UTC)
    return await insert_once(session, SentForm, {"key": key, "organisation": organisation, "at": now})
