"""HTTP of the facts: /v1/facts and /v1/facts/{id}; for those who keep them /v1/facts-upkeep."""

from __future__ import annotations

from aiohttp import web

from backends.answers import LONGEST_NAME, answer, short_text
from backends.bodies import read_body
from backends.facts.book import FactBook, today
from backends.facts.checking import to_check
from backends.facts.choosing import LONGEST_QUESTION, about
from backends.facts.models import EditBody, EditChecked, FactAnswer, FactList, UpkeepList
from backends.facts.overlay import problems_of
from backends.problems import ProblemError

FACTS = web.AppKey("facts", FactBook)


def add_routes(app: web.Application) -> None:
    """Adds the routes; `app` must hold FACTS."""
    app.router.add_get("/v1/facts", list_facts)
    app.router.add_get("/v1/facts/{id}", get_fact)
    app.router.add_get("/v1/facts-upkeep", list_upkeep)
    app.router.add_post("/v1/facts-upkeep/check", check_edit)


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


async def list_upkeep(request: web.Request) -> web.Response:
    """Every fact in full, as released and as served, and what somebody should look at."""
    book = request.app[FACTS]
    reasons = {one.fact.id: one for one in to_check(book.values(), today())}
    return answer(request, UpkeepList.of(book, reasons))


async def check_edit(request: web.Request) -> web.Response:
    """Whether an edit could be laid over the release's fact."""
    body, book = await read_body(request, EditBody), request.app[FACTS]
    fact = book.release.get(body.fact)
    if fact is None:
        raise ProblemError("unknown_fact", id=body.fact[:LONGEST_NAME])
    return answer(request, EditChecked.of(problems_of(fact, body.content, book.allowed, today())))
