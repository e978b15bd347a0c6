"""Puts the messaging channels together: those are on whose settings are there."""

from collections.abc import AsyncIterator
from functools import partial

import aiohttp
from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.messaging.adapter import Adapter
from bot.channels.messaging.addresses import Addresses
from bot.channels.messaging.codes import shown
from bot.channels.messaging.courier import Courier
from bot.channels.messaging.housekeeping import register
from bot.channels.messaging.inbox import Inbox
from bot.channels.messaging.moving import Moving, add_moving
from bot.channels.messaging.obeying import Obeying
from bot.channels.messaging.ordering import Ordering
from bot.channels.messaging.saying import Saying
from bot.channels.messaging.texts import ChannelTexts, read_channel_texts, read_channel_words
from bot.channels.messaging.trouble import Refuse, Trouble, Withdraw
from bot.channels.messaging.webhooks import Webhooks
from bot.channels.messenger import MessengerAdapter
from bot.channels.meta.graph import Graph
from bot.channels.settings import ChannelSettings
from bot.channels.sms import SmsAdapter
from bot.channels.telegram import TelegramAdapter
from bot.channels.whatsapp import WhatsAppAdapter
from bot.conversations import journal
from bot.followup.refusing import Refusing
from bot.followup.withdrawing import withdraw as withdraw_all
from bot.keys import BELL, DATABASE, DESK, LIMITS, PRIVACY, SCHEDULER, SESSION, SETTINGS
from bot.mail import outbox
from bot.privacy.keys import keys_of
from bot.privacy.purposes import Purposes
from bot.privacy.vault import Vault

STOP_GRACE = 4.0  # seconds that messages on their way get
COURIER = web.AppKey("courier", Courier)
ADAPTERS: web.AppKey[dict[str, Adapter]] = web.AppKey("channel_adapters")


def adapters_of(
    settings: ChannelSettings, session: aiohttp.ClientSession, public_url: str, texts: ChannelTexts
) -> dict[str, Adapter]:
    """The channels whose settings are there, by name."""
    one = settings
    found: list[Adapter] = []
    if one.telegram_token and one.telegram_secret:
        found.append(
            TelegramAdapter(session, one.telegram_url, one.telegram_token, one.telegram_secret, texts)
        )
    if one.twilio_account and one.twilio_token and one.twilio_from:
        found.append(
            SmsAdapter(
                session,
                one.twilio_url,
                one.twilio_account,
                one.twilio_token,
                one.twilio_from,
                public_url,
                texts,
            )
        )
    if one.meta_app_secret and one.meta_verify_token:
        found += _meta_adapters(one, session, texts, one.meta_app_secret, one.meta_verify_token)
    return {adapter.name: adapter for adapter in found}


def _meta_adapters(
    one: ChannelSettings, session: aiohttp.ClientSession, texts: ChannelTexts, secret: str, verify: str
) -> list[Adapter]:
    found: list[Adapter] = []
    if one.whatsapp_token and one.whatsapp_phone_id:
        graph = Graph(session, one.meta_url, one.whatsapp_token)
        found.append(
            WhatsAppAdapter(graph, one.whatsapp_phone_id, secret, verify, one.whatsapp_template, texts)
        )
    if one.messenger_token:
        graph = Graph(session, one.meta_url, one.messenger_token)
        found.append(MessengerAdapter(graph, secret, verify, texts))
    return found


def add_channels(app: web.Application, channels: ChannelSettings) -> dict[str, Adapter]:
    """Add the webhooks, the sending and the codes to the gateway; return the channels that are on."""
    settings = app[SETTINGS]
    texts, words = read_channel_texts(settings.data), read_channel_words(settings.data)
    keys = keys_of(settings)
    addresses = Addresses(Vault(keys), keys)
    public_url = settings.public_base_url
    adapters = adapters_of(channels, app[SESSION], public_url, texts)
    privacy = app[PRIVACY]
    withdraw = partial(_withdraw, privacy.purposes)
    refuse = Refusing(app[DATABASE], privacy.vault, privacy.purposes).refuse
    inbox = Inbox(
        app[DATABASE],
        app[DESK],
        app[BELL],
        addresses,
        texts,
        words,
        app[LIMITS],
        withdraw,
        _obeying(app, withdraw, texts, refuse),
        Trouble(app[DATABASE], withdraw, refuse, outbox.lose),
    )
    ordering = Ordering(app[DATABASE], channels.channel_hold)
    Webhooks(adapters, inbox, ordering, public_url).add_routes(app)
    add_moving(app, Moving(app[DATABASE], app[BELL], channels, frozenset(adapters), public_url))
    register(app[SCHEDULER])
    app[ADAPTERS] = adapters
    if adapters:  # a courier without channels would only gather rings
        app[COURIER] = Courier(app[DATABASE], app[BELL], addresses, adapters, share=channels.channel_share)
        app.cleanup_ctx.append(_sending)
    return adapters


def _obeying(app: web.Application, withdraw: Withdraw, texts: ChannelTexts, refuse: Refuse) -> Obeying:
    public_url = app[SETTINGS].public_base_url
    return Obeying(
        app[DATABASE],
        app[DESK],
        app[BELL],
        Saying(app[DATABASE], app[BELL], withdraw),
        texts,
        app[LIMITS],
        lambda code: f"{public_url}/chat#{shown(code)}",
        refuse,
    )


async def _withdraw(purposes: Purposes, session: AsyncSession, conversation_id: str) -> None:
    """What STOP takes back besides the sending."""
    if conversation := await journal.lock(session, conversation_id):
        await withdraw_all(session, conversation, purposes)


async def _sending(app: web.Application) -> AsyncIterator[None]:
    await app[COURIER].start()
    yield
    await app[COURIER].stop(STOP_GRACE)
