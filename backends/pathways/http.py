"""HTTP of paths: /v1/paths."""

from __future__ import annotations

from aiohttp import web

from backends.answers import answer
from backends.bodies import read_body
from backends.pathways.models import PathsBody
from backends.pathways.running import run_guidance
from backends.skills.http import unknown_occupation


def add_routes(app: web.Application) -> None:
    """Adds the route; it answers 503 while `app` holds no guidance."""
    app.router.add_post("/v1/paths", plan_paths)


async def plan_paths(request: web.Request) -> web.Response:
    """Paths from what a person knows to an occupation."""
    body = await read_body(request, PathsBody)
    found = await run_guidance(request, lambda guidance: guidance.paths.answer(body.request()))
    if found is None:
        raise unknown_occupation(body.occupation)
    return answer(request, found)
