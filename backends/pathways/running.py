"""The guidance of an application, and how its work runs beside the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from aiohttp import web

from backends.courses.http import EXECUTOR
from backends.pathways.embedded import Guidance
from backends.problems import ProblemError

GUIDANCE = web.AppKey("guidance", Guidance)


async def run_guidance[T](request: web.Request, work: Callable[[Guidance], T]) -> T:
    """What `work` finds, in a thread beside the event loop; 503 while there is no guidance."""
    guidance = request.app.get(GUIDANCE)
    if guidance is None:
        raise ProblemError("not_ready")
    return await asyncio.get_running_loop().run_in_executor(request.app[EXECUTOR], work, guidance)
