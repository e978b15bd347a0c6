"""`suunta channels`: which messaging channels are on, the webhook of Telegram, and dead letters."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from typing import Annotated

import aiohttp
import typer

from bot.channels.messaging import letters
from bot.channels.messaging.texts import read_channel_texts
from bot.channels.settings import ChannelSettings
from bot.channels.setup import adapters_of
from bot.channels.telegram import TelegramAdapter
from bot.conversations.database import Database
from bot.settings import GatewaySettings, read_settings
from cli.gateway_database import run_with, stop

app = typer.Typer(no_args_is_help=True)


@app.command("list")
def list_channels() -> None:
    """The channels that are on, with the address that the provider must be told."""
    settings = read_settings()
    for name in asyncio.run(_names(settings, ChannelSettings.read())):
        typer.echo(f"{name}\t{settings.public_base_url}/webhooks/{name}")


async def _names(settings: GatewaySettings, channels: ChannelSettings) -> list[str]:
    async with aiohttp.ClientSession() as session:
        texts = read_channel_texts(settings.data)
        return list(adapters_of(channels, session, settings.public_base_url, texts))


@app.command()
def webhook() -> None:
    """Tell Telegram where to call. The others are told on their own pages (docs/channels.md)."""
    settings, channels = read_settings(), ChannelSettings.read()
    if problem := asyncio.run(_set_webhook(settings, channels)):
        stop("channels webhook", problem, 1)
    typer.echo("Telegram calls us from now on.", err=True)


async def _set_webhook(settings: GatewaySettings, channels: ChannelSettings) -> str | None:
    if settings.public_url is None or not settings.public_url.startswith("https://"):
        return "set SUUNTA_PUBLIC_URL to our https address; Telegram calls no other"
    async with aiohttp.ClientSession() as session:
        texts = read_channel_texts(settings.data)
        adapter = adapters_of(channels, session, settings.public_base_url, texts).get("telegram")
        if not isinstance(adapter, TelegramAdapter):
            return "set SUUNTA_TELEGRAM_TOKEN and SUUNTA_TELEGRAM_SECRET first (docs/channels.md)"
        try:
            return await adapter.set_webhook(settings.public_base_url)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return f"Telegram does not answer ({type(error).__name__})"


@app.command()
def dead() -> None:
    """Messages that a channel never took, one JSON object a line: no addresses, no words."""

    async def read(database: Database) -> list[letters.Letter]:
        async with database.reading() as session:
            return await letters.unsettled(session)

    for one in run_with("channels dead", read_settings(), read):
        found = {"id": one.id, "channel": one.channel, "at": one.at.isoformat(), "reason": one.reason}
        typer.echo(json.dumps(found))


@app.command()
def retry(letter: Annotated[int, typer.Argument(help="Its id, from `suunta channels dead`.")]) -> None:
    """Send a dead letter's message once more, with what came after it."""
    _with_letter("channels retry", letter, letters.send_again)


@app.command()
def settle(letter: Annotated[int, typer.Argument(help="Its id, from `suunta channels dead`.")]) -> None:
    """Take a dead letter off the list."""
    _with_letter("channels settle", letter, letters.settle)


def _with_letter(command: str, letter: int, work: letters.Work) -> None:
    async def done(database: Database) -> bool:
        async with database.writing() as session:
            return await work(session, letter, datetime.now(UTC))

    if not run_with(command, read_settings(), done):
        stop(command, f"there is no letter {letter} to do this with", 1)
