"""`suunta mail`: try the e-mail server, look at letters that could not be sent."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.channels.messaging.adapter import Delivered, Outcome
from bot.conversations.database import Database
from bot.mail import outbox, smtp
from bot.mail.schema import Letter
from bot.mail.settings import MailSettings
from bot.mail.texts import read_mail_texts
from bot.privacy.reach import read_email
from bot.settings import read_settings
from cli.gateway_database import run_with, stop

app = typer.Typer(no_args_is_help=True)


@app.command("try")
def try_out(address: Annotated[str, typer.Argument(help="Your own e-mail address.")]) -> None:
    """Send an e-mail to yourself, to see that the server takes it."""
    settings, mail = read_settings(), MailSettings.read()
    to = read_email(address)
    if to is None:
        stop("mail try", f"{address!r} is no e-mail address", 2)
    if mail.mail_host is None:
        stop("mail try", "set SUUNTA_MAIL_HOST first (docs/channels.md)", 1)
    outcome = asyncio.run(_trial(mail, to, read_mail_texts(settings.data).sender))
    if not isinstance(outcome, Delivered):
        stop("mail try", f"{mail.mail_host}:{mail.mail_port} did not take it: {outcome}", 1)
    typer.echo(f"{mail.mail_host} has taken it; look into {to}.", err=True)


async def _trial(mail: MailSettings, to: str, name: str) -> Outcome:
    now = datetime.now(UTC)
    domain = mail.mail_from.rpartition("@")[2]
    message = smtp.compose(
        mail.mail_from,
        name,
        to,
        name,
        f"{name}: {now:%Y-%m-%d %H:%M} UTC\n",
        identifier=smtp.message_id("trial", now.isoformat(), domain),
        stop=f"mailto:{mail.mail_from}",
        at=now,
    )
    return await smtp.send(mail, message)


@app.command()
def dead() -> None:
    """Letters that could not be sent, one JSON object a line: no addresses, no words."""

    async def read(database: Database) -> list[Letter]:
        async with database.reading() as session:
            return await outbox.dead(session)

    for one in run_with("mail dead", read_settings(), read):
        found = {"what": one.what, "kind": one.kind, "at": one.at.isoformat(), "reason": one.reason}
        typer.echo(json.dumps(found))


@app.command()
def retry() -> None:
    """Try all of them again, to the contact data as it is now and only where consent still holds."""

    async def again(database: Database) -> int:
        async with database.writing() as session:
            return await outbox.revive(session, datetime.now(UTC))

    count = run_with("mail retry", read_settings(), again)
    typer.echo(f"{count} on their way again.", err=True)
