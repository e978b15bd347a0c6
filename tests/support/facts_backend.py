"""The backends' facts alone, real ones, on a port where a gateway asks for them."""

import itertools
from datetime import date
from pathlib import Path

from aiohttp import web

from backends.facts import http
from backends.facts.addresses import Allowed
from backends.facts.book import LOOK_SECONDS, FactBook
from backends.facts.domain import Fact, Source, Status
from backends.facts.overlay import FILE_NAME
from backends.problems import problems_middleware

ALLOWED = Allowed(addresses=frozenset({"kela.fi"}), deeper=frozenset())


def fact(fact_id: str, **values: object) -> Fact:
    """A fact of the release, checked in summer."""
    made = Fact(
        id=fact_id,
        topics=("ask_financing",),
        text="Opintotuesta päättää Kela.",
        short=f"Opintotuesta kertoo Kela ({fact_id}).",
        unsure="En voi varmistaa, voitko saada opintotukea.",
        question="Voinko saada opintotukea?",
        valid_from=date(2025, 1, 1),
        valid_to=None,
        source=Source(name="Kela", url="https://kela.fi"),
        checked_on=date(2026, 6, 1),
        status=Status.VERIFIED,
    )
    return made.model_copy(update=values)


def facts_in(folder: Path) -> FactBook:
    """Three facts, with the overlay in a folder looked at for each question: sound, unsure, crisis."""
    facts = [
        fact("student_aid"),
        fact("open_university", status=Status.UNVERIFIED),
        fact("crisis_line", never_withheld=True),
    ]
    clock = itertools.count(0.0, LOOK_SECONDS)
    return FactBook({one.id: one for one in facts}, folder / FILE_NAME, ALLOWED, lambda: next(clock))


class FactsBackend:
    """A server of them; `start` and `stop` as the gateway tests' neighbours."""

    def __init__(self, port: int, book: FactBook) -> None:
        self.port = port
        self.status = 200
        self._book = book
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen."""
        app = web.Application(middlewares=[problems_middleware])
        app[http.FACTS] = self._book
        http.add_routes(app)
        app.router.add_get("/healthz", self._health)
        self._runner = web.AppRunner(app, shutdown_timeout=0.01)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()

    async def stop(self) -> None:
        """Be away."""
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def _health(self, _: web.Request) -> web.Response:
        return web.json_response({"status": "ok"}, status=self.status)
