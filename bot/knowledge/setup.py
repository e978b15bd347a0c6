"""Puts the upkeep of knowledge into the gateway."""

from collections.abc import AsyncIterator

from aiohttp import web

from backends.client.fact_upkeep import FactUpkeepClient
from bot.keys import DATABASE, SETTINGS
from bot.knowledge.keys import PUBLISHER, UPKEEP
from bot.knowledge.publishing import Publisher


def add_knowledge(app: web.Application) -> None:
    """Add it; `app` must hold SETTINGS and DATABASE, which is migrated before this starts."""
    settings = app[SETTINGS]
    app[UPKEEP] = FactUpkeepClient(f"http://127.0.0.1:{settings.backends_port}")
    app[PUBLISHER] = Publisher(app[DATABASE], settings.var)
    app.cleanup_ctx.append(_publishing)


async def _publishing(app: web.Application) -> AsyncIterator[None]:
    app[PUBLISHER].start()
    yield
    await app[PUBLISHER].stop()
    await app[UPKEEP].close()
