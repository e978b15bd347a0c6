"""HTTP of the labour market: /v1/outlook."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from aiohttp import web

from backends.answers import LONGEST_NAME, answer, short_text
from backends.labour.models import OutlookAnswer, regions_of
from backends.pathways.embedded import Guidance
from backends.pathways.running import run_guidance
from backends.problems import ProblemError
from backends.skills.http import unknown_occupation

_ZONE = ZoneInfo("Europe/Helsinki")


def add_routes(app: web.Application) -> None:
    """Adds the route; it answers 503 while `app` holds no guidance."""
    app.router.add_get("/v1/outlook", get_outlook)


async def get_outlook(request: web.Request) -> web.Response:
    """How work and workers meet in an occupation and region."""
    name, place = short_text(request, "occupation"), short_text(request, "region")
    if name is None:
        raise ProblemError("bad_parameter", "missing", parameter="occupation")
    today = datetime.now(_ZONE).date()

    def looked(guidance: Guidance) -> OutlookAnswer:
        info = guidance.paths.guide.occupation(name)
        if info is None:
            raise unknown_occupation(name)
        regions = regions_of(guidance.place, place)
        if regions is None:
            raise ProblemError("unknown_region", region=(place or "")[:LONGEST_NAME])
        one = info.occupation
        return OutlookAnswer.of(one, regions, guidance.outlooks.outlook(one.uri, one.isco, regions), today)

    return answer(request, await run_guidance(request, looked))
