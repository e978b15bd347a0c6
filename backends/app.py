"""The backends as one aiohttp application."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Mapping
from concurrent.futures import ThreadPoolExecutor

from aiohttp import web

from backends.answers import answer
from backends.courses import http as courses_http
from backends.courses.opintopolku.live import LiveSearch
from backends.courses.search.engine import CourseSearch, SearchRequest
from backends.esco import http as esco_http
from backends.facts import http as facts_http
from backends.facts.book import FactBook, today
from backends.facts.checking import to_check
from backends.facts.domain import Fact
from backends.labour import http as labour_http
from backends.metrics import Metrics
from backends.models import Health
from backends.occupations import http as occupations_http
from backends.openapi import document
from backends.pathways import http as pathways_http
from backends.pathways.embedded import Guidance
from backends.pathways.running import GUIDANCE
from backends.problems import problems_middleware
from backends.profiles import http as profiles_http
from backends.skills import http as skills_http
from backends.skills.embedded import Skills
from telemetry.http import tracing_middleware

_LONGEST_LINE = 131_072
_WAITING = 1_024  # connections that wait to be taken: those of a burst are not sent away


def make_app(
    search: CourseSearch,
    facts: Mapping[str, Fact],
    threads: int = 2,
    skills: Skills | None = None,
    guidance: Guidance | None = None,
    live: LiveSearch | None = None,
) -> web.Application:
    """The application; searches run in `threads` threads beside the event loop.

    Without `skills` the routes of the skills mapping answer 503, without `guidance` those of paths.
    With `live` the course search also asks Opintopolku.
    """
    book = facts if isinstance(facts, FactBook) else FactBook(facts)
    metrics = Metrics(search.count, lambda: len(to_check(book.values(), today())))
    app = web.Application(
        middlewares=[metrics.middleware, tracing_middleware(trusts_callers=True), problems_middleware],
        client_max_size=skills_http.LARGEST_BODY,
    )
    app[courses_http.SEARCH] = search
    app[courses_http.EXECUTOR] = ThreadPoolExecutor(threads, thread_name_prefix="search")
    app.cleanup_ctx.append(_executor)
    if live is not None:
        app[courses_http.LIVE] = live
        app.on_cleanup.append(_close_live)
    app[facts_http.FACTS] = book
    if skills is not None:
        app[skills_http.SKILLS] = skills
    if guidance is not None:
        app[GUIDANCE] = guidance
    courses_http.add_routes(app)
    facts_http.add_routes(app)
    skills_http.add_routes(app)
    occupations_http.add_routes(app)
    labour_http.add_routes(app)
    pathways_http.add_routes(app)
    profiles_http.add_routes(app)
    esco_http.add_routes(app)
    app.router.add_get("/healthz", _health)
    app.router.add_get("/readyz", _ready)
    app.router.add_get("/metrics", metrics.show)
    description = document()

    async def openapi(_: web.Request) -> web.Response:
        return web.json_response(description)

    app.router.add_get("/openapi.json", openapi)
    return app


async def serve(app: web.Application, host: str, port: int) -> None:
    """Serves until told to stop.

    Request lines of up to 128 kB are read, so that a long query gets an answer.
    """
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    runner = web.AppRunner(app, access_log=None, max_line_size=_LONGEST_LINE, max_field_size=_LONGEST_LINE)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port, backlog=_WAITING).start()
        await stopped.wait()
    finally:
        await runner.cleanup()


async def _executor(app: web.Application) -> AsyncIterator[None]:
    yield
    app[courses_http.EXECUTOR].shutdown(cancel_futures=True)


async def _close_live(app: web.Application) -> None:
    await app[courses_http.LIVE].close()


async def _health(request: web.Request) -> web.Response:
    return answer(request, Health(status="ok"))


async def _ready(request: web.Request) -> web.Response:
    """Ready when a search gets through to the database; StorageError becomes 503 on the way out."""
    search = request.app[courses_http.SEARCH]
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(
        request.app[courses_http.EXECUTOR], search.search, SearchRequest("kurssi", limit=1)
    )
    return answer(request, Health(status="ok"))
