"""HTTP of the facts: /v1/facts and /v1/facts/{id}."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from aiohttp import web

from backends.answers import LONGEST_NAME, answer, short_text
from backends.facts.choosing import LONGEST_QUESTION, about
from backends.facts.domain import Fact
from backends.facts.models import FactAnswer, FactList
from backends.problems import ProblemError

FACTS: web.AppKey[Mapping[str, Fact]] = web.AppKey("facts", Mapping)
_ZONE = ZoneInfo("Europe/Helsinki")


def add_routes(app: web.Application) -> None:
    """Adds the routes; `app` must hold FACTS."""
    app.router.add_get("/v1/facts", list_facts)
    app.router.add_get("/v1/facts/{id}", get_fact)


async def list_facts(request: web.Request) -> web.Response:
    """What may be said today of a topic, chosen by the words of the question `q`."""
    question = request.query.get("q", "")
    if len(question) > LONGEST_QUESTION:
        raise ProblemError("query_too_long", limit=LONGEST_QUESTION)
    day = today()
    facts = about(request.app[FACTS].values(), short_text(request, "topic"), day, question)
    return answer(request, FactList(items=[FactAnswer.of(fact, day) for fact in facts]))


async def get_fact(request: web.Request) -> web.Response:
    """One fact; one whose time has not come is not there."""
    day = today()
    fact = request.app[FACTS].get(request.match_info["id"])
    if fact is None or not fact.has_begun(day):
        raise ProblemError("unknown_fact", id=request.match_info["id"][:LONGEST_NAME])
    return answer(request, FactAnswer.of(fact, day))


def today() -> date:
    """The day in Finland."""
    return datetime.now(_ZONE).date()
