"""HTTP of occupations: by name, in full, their neighbours, and what is reachable with one's skills."""

from __future__ import annotations

from aiohttp import web

from backends.answers import answer, choices, number, short_text
from backends.bodies import read_body
from backends.occupations.library import OccupationLibrary
from backends.occupations.models import (
    MOST_NEIGHBOURS,
    FoundOccupation,
    FoundOccupations,
    NeighbourItem,
    Neighbours,
    OccupationDetails,
    ReachableBody,
)
from backends.occupations.nearness import Rank, ranked
from backends.pathways.running import GUIDANCE, run_guidance
from backends.problems import ProblemError
from backends.skills.http import run, unknown_occupation

MOST_FOUND = 50
_NOTHING = OccupationLibrary({}, {})


def add_routes(app: web.Application) -> None:
    """Adds the routes; they answer 503 while `app` holds no skills."""
    app.router.add_get("/v1/occupations", find_occupations)
    app.router.add_post("/v1/occupations/reachable", get_reachable)
    app.router.add_get("/v1/occupations/{uri}", get_occupation)
    app.router.add_get("/v1/occupations/{uri}/neighbours", get_neighbours)


async def find_occupations(request: web.Request) -> web.Response:
    """Occupations that a learner's words name."""
    text = short_text(request, "q")
    if text is None:
        raise ProblemError("bad_parameter", "missing", parameter="q")
    limit = number(request, "limit", 5, 1, MOST_FOUND)
    found = await run_guidance(request, lambda guidance: guidance.finder.find(text, limit))
    return answer(request, FoundOccupations(items=[FoundOccupation.of(one) for one in found]))


async def get_occupation(request: web.Request) -> web.Response:
    """What is known of one occupation."""
    name = request.match_info["uri"]
    info = await run(request, lambda skills: skills.guide.occupation(name))
    if info is None:
        raise unknown_occupation(name)
    related = await run(request, lambda skills: skills.guide.related(name))
    return answer(request, OccupationDetails.of(info, _library(request), related))


async def get_neighbours(request: web.Request) -> web.Response:
    """Occupations that one could turn to from this one."""
    name = request.match_info["uri"]
    limit = number(request, "limit", 10, 1, MOST_NEIGHBOURS)
    [rank] = choices(request, "rank", Rank)[:1] or [Rank.SHARED]
    found = await run(request, lambda skills: skills.guide.neighbours(name, MOST_NEIGHBOURS))
    if found is None:
        raise unknown_occupation(name)
    library = _library(request)
    chosen = ranked(found, library, Rank(rank))[:limit]
    return answer(request, Neighbours(items=[NeighbourItem.of(one, library) for one in chosen]))


async def get_reachable(request: web.Request) -> web.Response:
    """What one could do with the skills that one has; what needs little more comes first."""
    body = await read_body(request, ReachableBody)
    found = await run(request, lambda skills: skills.guide.reachable(body.skills, MOST_NEIGHBOURS))
    library = _library(request)
    chosen = ranked(found, library, Rank.LITTLE)[: body.limit]
    return answer(request, Neighbours(items=[NeighbourItem.of(one, library) for one in chosen]))


def _library(request: web.Request) -> OccupationLibrary:
    guidance = request.app.get(GUIDANCE)
    return guidance.library if guidance else _NOTHING
