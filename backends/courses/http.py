"""HTTP of the course search: /v1/courses, /v1/facets, /v1/suggest."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor

from aiohttp import web

from backends.answers import LONGEST_NAME, answer, answer_text, choices, number, short_text
from backends.courses.combined import combined, message
from backends.courses.compare import FEWEST, MOST
from backends.courses.detail_models import Comparison, CourseDetails
from backends.courses.domain import Kind, Mode, Offer, Time
from backends.courses.models import CoursePage, Facets, Suggestions
from backends.courses.opintopolku.live import OFF, LiveSearch
from backends.courses.opintopolku.mapping import address_of
from backends.courses.page_json import page_json
from backends.courses.search.engine import CourseSearch, SearchRequest, SearchResult
from backends.courses.search.prefer import Prefer
from backends.problems import ProblemError

SEARCH = web.AppKey("course_search", CourseSearch)
LIVE = web.AppKey("live_search", LiveSearch)
EXECUTOR = web.AppKey("executor", Executor)
TURN = web.AppKey("turn", asyncio.Lock)

LONGEST_QUERY = 1_000
MOST_ITEMS = 100
MOST_OFFSET = 500
DIFFERENT = "different"  # of `first`: the first three are different courses
_DEFAULT_ITEMS = 10


def add_routes(app: web.Application) -> None:
    """Adds the routes; `app` must hold SEARCH and EXECUTOR."""
    app[TURN] = asyncio.Lock()
    app.router.add_get("/v1/courses", list_courses)
    app.router.add_get("/v1/courses/compare", get_comparison)
    app.router.add_get("/v1/courses/{id}", get_course)
    app.router.add_get("/v1/courses/{id}/similar", get_similar)
    app.router.add_get("/v1/facets", get_facets)
    app.router.add_get("/v1/suggest", get_suggestions)


async def list_courses(request: web.Request) -> web.Response:
    """A page of offers that fit the query; with those of the live service first where it is asked."""
    wanted = search_request(request)
    live = OFF
    if LIVE in request.app:
        query = await _run(request, lambda search: search.parse(wanted))
        live = await request.app[LIVE].ask(query)
        result = await _run(request, lambda search: combined(search, wanted, query, live))
    else:
        result = await _searched(request, wanted)
    if not result.understood:
        raise ProblemError("empty_query")
    return answer_text(request, page_json(result, live, message(live)))


async def get_course(request: web.Request) -> web.Response:
    """One offer in full."""
    return answer(request, CourseDetails.of(await _offer(request, request.match_info["id"])))


async def get_comparison(request: web.Request) -> web.Response:
    """Two to four offers side by side."""
    offer_ids = list(dict.fromkeys(request.query.getall("id", [])))
    if not FEWEST <= len(offer_ids) <= MOST:
        raise ProblemError("compare_count", low=FEWEST, high=MOST, count=len(offer_ids))
    offers = [await _offer(request, offer_id) for offer_id in offer_ids]
    return answer(request, Comparison.of(offers, request.app[SEARCH].compare(offers)))


async def get_similar(request: web.Request) -> web.Response:
    """Offers about the same, nearest to a place if one is given."""
    limit = number(request, "limit", 5, 1, MOST_ITEMS)
    place = short_text(request, "place")
    [prefer] = choices(request, "prefer", Prefer)[:1] or [None]
    if prefer == Prefer.NEARER and place is None:
        raise ProblemError("bad_parameter", "missing", parameter="place")
    wanted = Prefer(prefer) if prefer else None
    offer = await _offer(request, request.match_info["id"])
    return answer(
        request,
        CoursePage.of(await _run(request, lambda search: search.similar(offer, limit, place, wanted))),
    )


async def get_facets(request: web.Request) -> web.Response:
    """Counts over the offers that fit the query."""
    wanted = search_request(request)
    facets = await _run(request, lambda search: search.facets(wanted))
    return answer(request, Facets.of(dict(facets)))


async def get_suggestions(request: web.Request) -> web.Response:
    """Phrases that go on from `q`; answered from memory, without a thread."""
    typed = short_text(request, "q") or ""
    limit = number(request, "limit", 8, 1, 20)
    return answer(request, Suggestions(items=request.app[SEARCH].suggest(typed, limit)))


def search_request(request: web.Request) -> SearchRequest:
    """The query's parameters, checked; ProblemError names the one that is wrong."""
    text = request.query.get("q", "")
    if len(text) > LONGEST_QUERY:
        raise ProblemError("query_too_long", limit=LONGEST_QUERY)
    return SearchRequest(
        text=text,
        place=short_text(request, "place"),
        field=short_text(request, "field"),
        occupation=short_text(request, "occupation"),
        modes=choices(request, "mode", Mode),
        kinds=choices(request, "kind", Kind),
        times=choices(request, "time", Time),
        limit=number(request, "limit", _DEFAULT_ITEMS, 1, MOST_ITEMS),
        offset=number(request, "offset", 0, 0, MOST_OFFSET),
        varied=bool(choices(request, "first", [DIFFERENT])),
    )


async def _offer(request: web.Request, offer_id: str) -> Offer:
    """An offer of the database, or one that Opintopolku answered lately.

    ProblemError says whether it is not known, or was Opintopolku's and is not held any more.
    """
    offer = await _run(request, lambda search: search.offer(offer_id))
    if offer is None and LIVE in request.app:
        offer = request.app[LIVE].offer(offer_id)
    if offer is not None:
        return offer
    address = address_of(offer_id)
    if address is not None:
        raise ProblemError("offer_not_held", url=address)
    raise ProblemError("unknown_offer", id=offer_id[:LONGEST_NAME])


async def _searched(request: web.Request, wanted: SearchRequest) -> SearchResult:
    """The answer of the database; one that is there in about a millisecond is not waited for in a thread.

    Those take turns, one in each round of the loop, so that under load what is ready is sent and who asks for
    something else need not wait for all of them.
    """
    search = request.app[SEARCH]
    if search.is_quick(wanted):
        async with request.app[TURN]:
            result = search.search(wanted)
            await asyncio.sleep(0)
        return result
    return await _run(request, lambda search: search.search(wanted))


async def _run[T](request: web.Request, work: Callable[[CourseSearch], T]) -> T:
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(request.app[EXECUTOR], work, request.app[SEARCH])
