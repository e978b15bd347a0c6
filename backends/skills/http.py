"""HTTP of the skills mapping: /v1/skills/map, /v1/occupations/{uri}, its neighbours, /v1/gap."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor

from aiohttp import web
from pydantic import BaseModel, ValidationError

from backends.answers import answer, number
from backends.courses.http import EXECUTOR
from backends.problems import ProblemError
from backends.skills.embedded import Skills
from backends.skills.matching.mapper import MapRequest
from backends.skills.models import (
    LONGEST_TEXT,
    GapAnswer,
    GapBody,
    MapAnswer,
    MapBody,
    NeighbourItem,
    Neighbours,
    OccupationDetails,
)
from privacy.masking import mask

SKILLS = web.AppKey("skills", Skills)
LARGEST_BODY = 8 * LONGEST_TEXT
MOST_NEIGHBOURS = 50
_SHOWN_NAME = 200


def add_routes(app: web.Application) -> None:
    """Adds the routes; they answer 503 while `app` holds no SKILLS."""
    app.router.add_post("/v1/skills/map", map_text)
    app.router.add_get("/v1/occupations/{uri}", get_occupation)
    app.router.add_get("/v1/occupations/{uri}/neighbours", get_neighbours)
    app.router.add_post("/v1/gap", get_gap)


async def map_text(request: web.Request) -> web.Response:
    """Occupations and skills that a text tells of. Personal data in it is masked before anything else."""
    body = await _body(request, MapBody)
    wanted = MapRequest(
        mask(body.text).text,
        body.maxNumberOfOccupations,
        body.maxNumberOfSkills,
        frozenset(body.confirmed),
        frozenset(body.rejected),
    )
    found = await _run(request, lambda skills: skills.mapper.map(wanted))
    return answer(request, MapAnswer.of(found))


async def get_occupation(request: web.Request) -> web.Response:
    """What is known of one occupation."""
    name = request.match_info["uri"]
    info = await _run(request, lambda skills: skills.guide.occupation(name))
    if info is None:
        raise _unknown(name)
    return answer(request, OccupationDetails.of(info))


async def get_neighbours(request: web.Request) -> web.Response:
    """Occupations that one could turn to from this one."""
    name = request.match_info["uri"]
    limit = number(request, "limit", 10, 1, MOST_NEIGHBOURS)
    found = await _run(request, lambda skills: skills.guide.neighbours(name, limit))
    if found is None:
        raise _unknown(name)
    return answer(request, Neighbours(items=[NeighbourItem.of(one) for one in found]))


async def get_gap(request: web.Request) -> web.Response:
    """What is missing for an occupation."""
    body = await _body(request, GapBody)
    gap = await _run(request, lambda skills: skills.guide.gap(body.occupation, body.skills))
    if gap is None:
        raise _unknown(body.occupation)
    return answer(request, GapAnswer.of(gap))


async def _body[M: BaseModel](request: web.Request, model: type[M]) -> M:
    """The request's JSON; ProblemError names the member that is wrong, never its value."""
    try:
        content = await request.read()
    except web.HTTPRequestEntityTooLarge as error:
        raise ProblemError("body_too_large", limit=LONGEST_TEXT) from error
    try:
        return model.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        member = ".".join(map(str, first["loc"])) or "JSON"
        raise ProblemError("bad_body", member=member, rule=first["type"]) from error


async def _run[T](request: web.Request, work: Callable[[Skills], T]) -> T:
    skills = request.app.get(SKILLS)
    if skills is None:
        raise ProblemError("not_ready")
    executor: Executor = request.app[EXECUTOR]
    return await asyncio.get_running_loop().run_in_executor(executor, work, skills)


def _unknown(name: str) -> ProblemError:
    return ProblemError("unknown_occupation", uri=name[:_SHOWN_NAME])
