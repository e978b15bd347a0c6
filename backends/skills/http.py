"""HTTP of the skills mapping: /v1/skills/map and /v1/gap."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor

from aiohttp import web

from backends.answers import answer
from backends.bodies import read_body
from backends.courses.http import EXECUTOR
from backends.problems import ProblemError
from backends.skills.embedded import Skills
from backends.skills.matching.mapper import MapRequest
from backends.skills.models import LONGEST_TEXT, GapAnswer, GapBody, MapAnswer, MapBody
from privacy.masking import mask

SKILLS = web.AppKey("skills", Skills)
LARGEST_BODY = 8 * LONGEST_TEXT
_SHOWN_NAME = 200


def add_routes(app: web.Application) -> None:
    """Adds the routes; they answer 503 while `app` holds no SKILLS."""
    app.router.add_post("/v1/skills/map", map_text)
    app.router.add_post("/v1/gap", get_gap)


async def map_text(request: web.Request) -> web.Response:
    """Occupations and skills that a text tells of. Personal data in it is masked before anything else."""
    body = await read_body(request, MapBody)
    wanted = MapRequest(
        mask(body.text).text,
        body.maxNumberOfOccupations,
        body.maxNumberOfSkills,
        frozenset(body.confirmed),
        frozenset(body.rejected),
    )
    found = await run(request, lambda skills: skills.mapper.map(wanted))
    return answer(request, MapAnswer.of(found))


async def get_gap(request: web.Request) -> web.Response:
    """What is missing for an occupation."""
    body = await read_body(request, GapBody)
    gap = await run(request, lambda skills: skills.guide.gap(body.occupation, body.skills))
    if gap is None:
        raise unknown_occupation(body.occupation)
    return answer(request, GapAnswer.of(gap))


async def run[T](request: web.Request, work: Callable[[Skills], T]) -> T:
    """What `work` finds, in a thread beside the event loop; 503 while there are no skills."""
    skills = request.app.get(SKILLS)
    if skills is None:
        raise ProblemError("not_ready")
    executor: Executor = request.app[EXECUTOR]
    return await asyncio.get_running_loop().run_in_executor(executor, work, skills)


def unknown_occupation(name: str) -> ProblemError:
    """The problem of an occupation that the taxonomy does not have."""
    return ProblemError("unknown_occupation", uri=name[:_SHOWN_NAME])
