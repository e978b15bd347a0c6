"""Puts the gateway together."""

from collections.abc import AsyncIterator, Mapping

import aiohttp
from aiohttp import web

from backends.client.outlooks import OutlooksClient
from bot import health, requests, scrape, security
from bot.channels.base import Channel
from bot.channels.settings import ChannelSettings
from bot.channels.setup import add_channels
from bot.channels.web import WebChannel
from bot.channels.web.incoming import LONGEST_BODY
from bot.console.app import add_console
from bot.console.belonging import belonging
from bot.console.keys import ORGANISATIONS
from bot.console.organisations import read_organisations
from bot.conversations.canaries import Canaries, read_canaries
from bot.conversations.claims import claims_for
from bot.conversations.database import Database
from bot.conversations.desk import Desk
from bot.conversations.engine import EngineClient, Readiness
from bot.conversations.news import News
from bot.conversations.notices import WaitingNotices
from bot.conversations.shards import Shards
from bot.conversations.turns import Turns
from bot.conversations.wake import Bell
from bot.doorkeeper import Doorkeeper
from bot.errors import errors_middleware
from bot.followup import employers
from bot.followup import http as surveys
from bot.followup import service as followup
from bot.followup.asking import PURPOSE as FOLLOW_UP
from bot.followup.feedback import note_shown
from bot.guided import api as guided_api
from bot.guided.service import Counselling
from bot.impact import service as impact
from bot.impact.keys import IMPACT, OUTLOOKS
from bot.impact.service import Impact
from bot.keys import (
    BELL,
    CANARIES,
    CLAIMS,
    COUNSELLING,
    DATABASE,
    DESK,
    DOORKEEPER,
    LIMITS,
    NOTICES,
    PRIVACY,
    READINESS,
    SCHEDULER,
    SESSION,
    SETTINGS,
    TURNS,
)
from bot.knowledge.setup import add_knowledge
from bot.limits import Limits
from bot.mail import wanting
from bot.mail.keys import POST
from bot.mail.settings import MailSettings
from bot.mail.setup import add_letters
from bot.outreach import landing as outreach
from bot.plan import http as plan_http
from bot.plan import reminders
from bot.privacy import http as privacy_http
from bot.privacy import nightly
from bot.privacy.keys import vault_of
from bot.privacy.purposes import read_purposes
from bot.privacy.service import Privacy
from bot.referrals import http as referrals
from bot.referrals import mail as referral_mail
from bot.rounds.setup import add_looking
from bot.rounds.words import round_texts
from bot.scheduler.runner import Scheduler
from bot.settings import GatewaySettings
from bot.texts import read_notices, read_welcome
from telemetry.http import tracing_middleware

STOP_GRACE = 8.0  # seconds that running turns get; the supervisor waits longer

CHANNELS: tuple[Channel, ...] = (WebChannel(),)


async def make_app(
    settings: GatewaySettings, channels: ChannelSettings | None = None, mail: MailSettings | None = None
) -> web.Application:
    """The gateway as an aiohttp application. Raises TextsError for wrong texts, KeysError without a key."""
    app = web.Application(
        middlewares=[
            requests.request_middleware,
            tracing_middleware(trusts_callers=False),
            scrape.metrics_middleware,
            errors_middleware,
            security.guard_middleware,
        ],
        client_max_size=LONGEST_BODY,
    )
    app[SETTINGS] = settings
    app[NOTICES] = read_notices(settings.data)
    app[ORGANISATIONS] = read_organisations(settings.data, settings.organisations)
    app[LIMITS] = Limits(settings)
    app[DOORKEEPER] = Doorkeeper(settings.head_seconds)
    app[BELL] = Bell()
    app[DATABASE] = Database(settings.database)
    app[CLAIMS] = claims_for(settings.database)
    app[SESSION] = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
    app[READINESS] = Readiness(app[SESSION], settings.readiness_urls)
    engines = _engines(app)
    app[CANARIES] = Canaries(engines, read_canaries(settings.data))
    app[TURNS] = _turns(app, engines)
    purposes = read_purposes(settings.data)
    app[DESK] = Desk(
        app[DATABASE],
        app[TURNS],
        app[BELL],
        read_welcome(settings.data),
        outreach.opening(settings.data),
        belonging(app[ORGANISATIONS]),
        followup.buttons(
            settings.data, purposes[FOLLOW_UP], settings.public_base_url, app[ORGANISATIONS].support
        ),
    )
    app[COUNSELLING] = Counselling(app[DATABASE], app[TURNS], app[BELL], app[NOTICES].counsellor)
    app[PRIVACY] = Privacy(app[DATABASE], app[BELL], purposes, vault_of(settings), app[NOTICES].privacy)
    app[SCHEDULER] = Scheduler(app[DATABASE])
    nightly.register(app[SCHEDULER], purposes, app[DATABASE].overwrite_deleted)
    followup.register(app[SCHEDULER], app[BELL], settings.data, purposes[FOLLOW_UP], wanting.question_asked)
    app[TURNS].on_shown = note_shown
    app[PRIVACY].on_kept = (wanting.contact_kept, followup.contact_kept(settings.data))
    rounds = round_texts(settings.data)
    reminders.register(app[SCHEDULER], app[BELL], app[NOTICES].reminder, rounds, wanting.reminder_said)
    app[IMPACT] = Impact(app[DATABASE], settings.data)
    app[OUTLOOKS] = OutlooksClient(f"http://127.0.0.1:{settings.backends_port}")
    app.on_cleanup.append(_close_outlooks)
    impact.register(app[SCHEDULER], settings.data)
    app.on_response_prepare.append(security.add_headers)
    app.on_shutdown.append(_let_go)
    app.cleanup_ctx.append(_conversations)
    add_looking(app)
    for channel in CHANNELS:
        channel.add_routes(app)
    plan_http.add_routes(app)
    referrals.add_routes(app)
    outreach.add_routes(app)
    surveys.add_routes(app)
    employers.add_routes(app)
    privacy_http.add_routes(app)
    guided_api.add_routes(app)
    add_knowledge(app)
    add_console(app)
    channels = channels or ChannelSettings.read()
    on = add_channels(app, channels)
    add_letters(app, mail or MailSettings.read(), on.get("sms"), channels.channel_share)
    app[POST].to_others[referral_mail.WHAT] = referral_mail.letters(app)
    health.add_routes(app)
    scrape.add_routes(app)
    return app


def _engines(app: web.Application) -> dict[str, EngineClient]:
    settings = app[SETTINGS]
    return {
        name: EngineClient(app[SESSION], url, settings.engine_timeout, settings.engine_parallel)
        for name, url in settings.engine_addresses.items()
    }


def _turns(app: web.Application, engines: Mapping[str, EngineClient]) -> Turns:
    settings = app[SETTINGS]
    watches = WaitingNotices(app[DATABASE], app[BELL], app[NOTICES], settings.notice_after)
    return Turns(
        app[DATABASE],
        Shards(engines),
        app[READINESS],
        app[BELL],
        app[NOTICES],
        watches,
        app[CLAIMS],
        settings.retry_pause,
        settings.public_base_url,
    )


async def _let_go(app: web.Application) -> None:
    """End long polls and streams, so that stopping does not wait for them."""
    app[BELL].close()


async def _close_outlooks(app: web.Application) -> None:
    await app[OUTLOOKS].close()


async def _conversations(app: web.Application) -> AsyncIterator[None]:
    url = app[DATABASE].url
    news = News(url, app[BELL]) if url.startswith("postgresql") else None
    try:
        await app[DATABASE].migrate()
        if news:
            await news.start()
        await app[TURNS].resume()
        await app[SCHEDULER].start()
        yield
        await app[SCHEDULER].stop(STOP_GRACE / 2)
        await app[TURNS].stop(STOP_GRACE)
    finally:
        if news:
            await news.stop()
        await app[SESSION].close()
        await app[CLAIMS].close()
        await app[DATABASE].close()
