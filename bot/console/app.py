"""Puts the console into the gateway."""

from datetime import timedelta

from aiohttp import web

from bot.console import assets, conversation, live, queue
from bot.console.guard import Route, guarded, missing
from bot.console.keys import MEMBERS, ORGANISATIONS, PROVIDER, QUICK_REPLIES, TEXTS
from bot.console.members import Members
from bot.console.quick_replies import read_quick_replies
from bot.console.signin import pages as signin
from bot.console.signin.oidc import Client, Provider
from bot.console.texts import read_console_texts
from bot.impact import console as impact
from bot.keys import DATABASE, SETTINGS
from bot.settings import GatewaySettings

ROUTES: tuple[Route, ...] = (
    *signin.ROUTES,
    *queue.ROUTES,
    *conversation.ROUTES,
    *live.ROUTES,
    *impact.ROUTES,
)


def add_console(app: web.Application) -> None:
    """Add it; `app` must hold SETTINGS, DATABASE, ORGANISATIONS. Raises TextsError for wrong files."""
    settings = app[SETTINGS]
    app[TEXTS] = read_console_texts(settings.data)
    app[QUICK_REPLIES] = read_quick_replies(settings.data)
    app[PROVIDER] = _provider(settings)
    app[MEMBERS] = Members(
        app[DATABASE],
        app[ORGANISATIONS],
        idle=timedelta(minutes=settings.session_idle_minutes),
        longest=timedelta(hours=settings.session_hours),
    )
    assets.add_routes(app)
    for route in ROUTES:
        app.router.add_route(route.method, route.path, guarded(route), name=route.name)
    app.router.add_route("*", "/console/{rest:.*}", missing, name="console_missing")


def _provider(settings: GatewaySettings) -> Provider | None:
    if not settings.oidc_issuer or not settings.oidc_client_id:
        return None
    client = Client(
        settings.oidc_issuer,
        settings.oidc_client_id,
        settings.oidc_client_secret,
        settings.oidc_scope,
        settings.oidc_groups_claim,
    )
    return Provider(client, f"{settings.public_base_url}/console/sign-in/callback")
