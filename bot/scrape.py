"""What Prometheus reads, and the counting of requests."""

import hmac
import time
from collections.abc import Awaitable, Callable

from aiohttp import web
from prometheus_client import generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from bot.conversations.journal import PENDING
from bot.conversations.schema import Message
from bot.errors import ApiError
from bot.keys import DATABASE, SETTINGS
from bot.metrics import QUEUE, QUEUE_AGE, REGISTRY, REQUEST_SECONDS, REQUESTS, seconds_since

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

WAITING_ROUTES = frozenset({"stream"})  # how long they take says nothing
LOOPBACK = frozenset({"127.0.0.1", "::1"})


def add_routes(app: web.Application) -> None:
    """Add the address that Prometheus reads."""
    app.router.add_get("/metrics", show, name="metrics")


@web.middleware
async def metrics_middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Count and time every request by its route's name."""
    route = request.match_info.route.name or "(none)"
    began, status = time.perf_counter(), "aborted"
    try:
        response = await handler(request)
        status = str(response.status)
        return response
    except web.HTTPException as answer:
        status = str(answer.status)
        raise
    finally:
        REQUESTS.labels(route, request.method, status).inc()
        if route not in WAITING_ROUTES:
            REQUEST_SECONDS.labels(route).observe(time.perf_counter() - began)


async def show(request: web.Request) -> web.Response:
    """Everything in Prometheus's text format, for who may see it."""
    _refuse_strangers(request)
    await _read_queue(request.app)
    return web.Response(body=generate_latest(REGISTRY), headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})


def _refuse_strangers(request: web.Request) -> None:
    """Let in who has the token; without one set, who asks from this machine itself. Raises ApiError."""
    token = request.app[SETTINGS].metrics_token
    if token is None:
        if request.remote not in LOOPBACK or "X-Forwarded-For" in request.headers:
            raise ApiError(404, "not_found")
        return
    _, _, given = request.headers.get("Authorization", "").partition(" ")
    if not hmac.compare_digest(given.strip().encode("utf-8", "replace"), token.encode()):
        raise ApiError(401, "unauthorized")


async def _read_queue(app: web.Application) -> None:
    waiting = select(func.count(), func.min(Message.at)).where(Message.turn == PENDING)
    try:
        async with app[DATABASE].reading() as session:
            count, oldest = (await session.execute(waiting)).one()
    except (SQLAlchemyError, OSError):
        QUEUE.set(float("nan"))
        QUEUE_AGE.set(float("nan"))
        return
    QUEUE.set(count)
    QUEUE_AGE.set(seconds_since(oldest) if oldest else 0.0)
