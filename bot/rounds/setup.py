"""Puts the nightly looking up of rounds into the gateway, where it is wanted."""

from collections.abc import AsyncIterator

from aiohttp import web

from bot.keys import DATABASE, SCHEDULER, SESSION, SETTINGS
from bot.rounds import looking
from bot.rounds.looking import Looking, Service
from bot.settings import GatewaySettings


def service_of(settings: GatewaySettings) -> Service:
    """Where Opintopolku is."""
    return Service(settings.opintopolku_url, settings.opintopolku_caller_id)


def add_looking(app: web.Application) -> None:
    """Add it; `app` must hold DATABASE, SCHEDULER, SESSION and SETTINGS."""
    settings = app[SETTINGS]
    if not settings.opintopolku_rounds:
        return
    made = Looking(app[DATABASE], app[SESSION], service_of(settings))
    looking.register(app[SCHEDULER], made)

    async def stopped(_: web.Application) -> AsyncIterator[None]:
        yield
        await made.stop()

    app.cleanup_ctx.append(stopped)
