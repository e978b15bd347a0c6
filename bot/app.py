"""Puts the gateway together."""

from collections.abc import AsyncIterator

import aiohttp
from aiohttp import web

from bot import health, security
from bot.channels.web import api, pages, stream
from bot.conversations.database import Database
from bot.conversations.engine import EngineClient, Readiness
from bot.conversations.turns import Turns
from bot.conversations.wake import Bell
from bot.errors import errors_middleware
from bot.keys import BELL, DATABASE, LIMITS, NOTICES, READINESS, SESSION, SETTINGS, TURNS, WELCOME
from bot.limits import Limits
from bot.settings import GatewaySettings
from bot.texts import read_notices, read_welcome

LARGEST_BODY = 64 * 1024
STOP_GRACE = 10.0


async def make_app(settings: GatewaySettings) -> web.Application:
    """The gateway as an aiohttp application. Raises TextsError or ValueError for wrong texts or limits."""
    app = web.Application(
        middlewares=[errors_middleware, security.guard_middleware], client_max_size=LARGEST_BODY
    )
    app[SETTINGS] = settings
    app[WELCOME] = read_welcome(settings.data)
    app[NOTICES] = read_notices(settings.data)
    app[LIMITS] = Limits(settings)
    app[BELL] = Bell()
    app[DATABASE] = Database(settings.database)
    app[SESSION] = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
    app[READINESS] = Readiness(app[SESSION], settings.readiness_urls)
    app[TURNS] = Turns(
        app[DATABASE],
        EngineClient(app[SESSION], settings.engine_url, settings.engine_timeout),
        app[READINESS],
        app[BELL],
        app[NOTICES],
        settings.notice_after,
    )
    app.on_response_prepare.append(security.add_headers)
    app.cleanup_ctx.append(_conversations)
    api.add_routes(app)
    app.router.add_get("/api/v1/conversations/{id}/stream", stream.stream, name="stream")
    pages.add_routes(app)
    health.add_routes(app)
    return app


async def _conversations(app: web.Application) -> AsyncIterator[None]:
    await app[DATABASE].migrate()
    await app[TURNS].resume()
    yield
    await app[TURNS].stop(STOP_GRACE)
    await app[SESSION].close()
    await app[DATABASE].close()
