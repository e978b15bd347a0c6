"""Puts the console into the gateway."""

from datetime import timedelta

from aiohttp import web

from bot.console import assets, conversation, live, once, plan, queue, staff
from bot.console.field import pages as field
from bot.console.guard import Route, guarded, missing
from bot.console.guided import pages as guided
from bot.console.guided.suggesting import Suggesting, read_rules
from bot.console.keys import (
    COMMON,
    MEMBERS,
    NOTEBOOK,
    ORGANISATIONS,
    PROVIDER,
    QUICK_REPLIES,
    ROUTE_ACTIONS,
    SECTIONS,
    SUGGESTING,
    TEXTS,
    TO_PERSON,
)
from bot.console.members import Members
from bot.console.notebook import Notebook
from bot.console.quick_replies import read_quick_replies
from bot.console.signin import pages as signin
from bot.console.signin.oidc import Client, Provider
from bot.console.texts import read_console_texts
from bot.console.to_person import read_to_person, tells_who_waits
from bot.console.trail import checks
from bot.console.trail import pages as trail
from bot.console.waiting import Common
from bot.guided.absence import Absence
from bot.impact import console as impact
from bot.keys import BELL, COUNSELLING, DATABASE, NOTICES, PRIVACY, SCHEDULER, SETTINGS, TURNS
from bot.knowledge import console as knowledge
from bot.knowledge import questions
from bot.outreach import action_plan
from bot.outreach import console as outreach
from bot.reaching import console as reaching
from bot.reaching import lost_pages
from bot.reaching.asked import purpose_of
from bot.reaching.keys import REACHING
from bot.reaching.writing import Reaching
from bot.referrals import console as referrals
from bot.rounds import console as rounds
from bot.settings import GatewaySettings
from bot.tasks import console as tasks
from bot.training import console as training
from bot.training.keys import LESSONS
from bot.training.lessons import read_lessons

ROUTES: tuple[Route, ...] = (
    *signin.ROUTES,
    *queue.ROUTES,
    *conversation.ROUTES,
    *live.ROUTES,
    *guided.ROUTES,
    *field.ROUTES,
    *plan.ROUTES,
    *reaching.ROUTES,
    *lost_pages.ROUTES,
    *referrals.ROUTES,
    *tasks.ROUTES,
    *action_plan.ROUTES,
    *staff.ROUTES,
    *trail.ROUTES,
    *knowledge.ROUTES,
    *questions.ROUTES,
    *impact.ROUTES,
    *outreach.ROUTES,
    *rounds.ROUTES,
    *training.ROUTES,
)


def add_console(app: web.Application) -> None:
    """Add it; `app` must hold SETTINGS, DATABASE, TURNS. Raises TextsError for wrong files."""
    settings = app[SETTINGS]
    app[TEXTS] = read_console_texts(settings.data)
    app[QUICK_REPLIES] = read_quick_replies(settings.data)
    app[LESSONS] = read_lessons(settings.data)
    app[PROVIDER] = _provider(settings)
    app[MEMBERS] = Members(
        app[DATABASE],
        app[ORGANISATIONS],
        idle=timedelta(minutes=settings.session_idle_minutes),
        longest=timedelta(hours=settings.session_hours),
    )
    app[SECTIONS] = set()
    app[NOTEBOOK] = Notebook(app[DATABASE])
    app[COMMON] = Common(app[COUNSELLING], app[MEMBERS], app[BELL])
    if (purpose := purpose_of(app[PRIVACY].purposes)) is not None:
        app[REACHING] = Reaching(app[DATABASE], app[TURNS], app[BELL], purpose)
    app[TO_PERSON] = read_to_person(settings.data)
    app[TURNS].on_waiting = tells_who_waits(app[TO_PERSON], app[ORGANISATIONS], app[MEMBERS])
    absence = Absence(
        app[TURNS],
        app[BELL],
        app[NOTICES].counsellor.away,
        timedelta(minutes=settings.counsellor_away_minutes),
        app[MEMBERS].is_here_in,
    )
    absence.register(app[SCHEDULER])
    app[SUGGESTING] = Suggesting(f"http://127.0.0.1:{settings.backends_port}", read_rules(settings.data))
    app[ROUTE_ACTIONS] = {route.name: route.action for route in ROUTES if route.action is not None}
    checks.register(app[SCHEDULER])
    once.register(app[SCHEDULER])
    app.on_cleanup.append(_close)
    assets.add_routes(app)
    field.add_routes(app)
    for route in ROUTES:
        app.router.add_route(route.method, route.path, guarded(route), name=route.name)
    app.router.add_route("*", "/console/{rest:.*}", missing, name="console_missing")


async def _close(app: web.Application) -> None:
    await app[SUGGESTING].close()


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
