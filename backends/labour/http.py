"""HTTP of the labour market: /v1/outlook of one occupation, /v1/outlooks of all."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from aiohttp import web

from backends.answers import LONGEST_NAME, answer, short_text
from backends.labour.domain import Balance, Outlook
from backends.labour.models import OutlookAnswer, OutlookList, StatedOutlook, regions_of
from backends.labour.texts import labour_texts
from backends.pathways.embedded import Guidance
from backends.pathways.running import run_guidance
from backends.problems import ProblemError
from backends.skills.http import unknown_occupation

_ZONE = ZoneInfo("Europe/Helsinki")


def add_routes(app: web.Application) -> None:
    """Adds the routes; they answer 503 while `app` holds no guidance."""
    app.router.add_get("/v1/outlook", get_outlook)
    app.router.add_get("/v1/outlooks", list_outlooks)


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


async def list_outlooks(request: web.Request) -> web.Response:
    """Every statement that holds in a region (those on the whole country too), or all without one."""
    place, today = short_text(request, "region"), datetime.now(_ZONE).date()

    def listed(guidance: Guidance) -> OutlookList:
        regions = regions_of(guidance.place, place)
        if regions is None:
            raise ProblemError("unknown_region", region=(place or "")[:LONGEST_NAME])
        held = [one for one in guidance.outlooks.all() if not regions or one.region in (None, *regions)]
        stated = [StatedOutlook.of(one, _name_of(guidance, one), today) for one in held]
        order = list(Balance)
        return OutlookList(
            items=sorted(stated, key=lambda one: (order.index(one.balance), one.name, one.region or ""))
        )

    return answer(request, await run_guidance(request, listed))


def _name_of(guidance: Guidance, outlook: Outlook) -> str:
    """What a statement is about, in words; an ISCO group without a name by its code."""
    info = guidance.paths.guide.occupation(outlook.occupation)
    if info is not None:
        return info.occupation.label
    return labour_texts().group.format(code=outlook.occupation)
