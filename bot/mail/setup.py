"""Puts the letters together: by e-mail where a server is set, by text message where Twilio is."""

from collections.abc import AsyncIterator, Mapping
from functools import partial

import structlog
from aiohttp import web

from bot.channels.messaging.adapter import Adapter, Outcome
from bot.channels.messaging.rendering import Part
from bot.keys import DATABASE, PRIVACY, SETTINGS
from bot.mail import smtp, stopping, wanting
from bot.mail.keys import MAIL_TEXTS, POST
from bot.mail.post import Post, Ready, Way
from bot.mail.settings import MailSettings
from bot.mail.texts import MailTexts, read_mail_texts
from bot.plan.pdf import PdfError, make_pdf

STOP_GRACE = 4.0

log = structlog.get_logger()


def add_letters(app: web.Application, mail: MailSettings, sms: Adapter | None) -> None:
    """Add the letters to the gateway; `sms` is the channel of text messages, where it is on."""
    settings, privacy = app[SETTINGS], app[PRIVACY]
    app[MAIL_TEXTS] = texts = read_mail_texts(settings.data)
    app[POST] = Post(
        app[DATABASE],
        privacy.vault,
        privacy.purposes,
        texts,
        settings.data,
        settings.public_base_url,
        ways_of(mail, sms, texts),
        partial(stopping.stop_link, privacy.vault, settings.public_base_url),
    )
    privacy.on_kept = wanting.contact_kept
    stopping.add_routes(app)
    app.cleanup_ctx.append(_sending)


def ways_of(mail: MailSettings, sms: Adapter | None, texts: MailTexts) -> Mapping[str, Way]:
    """How each kind of contact data is reached here."""
    ways: dict[str, Way] = {}
    if mail.mail_host:
        ways["email"] = partial(by_mail, mail, texts)
    if sms is not None:
        ways["phone"] = partial(by_sms, sms)
    return ways


async def by_mail(settings: MailSettings, texts: MailTexts, ready: Ready) -> Outcome:
    """Send a letter as an e-mail; without its PDF, where that could not be made."""
    letter, written = ready.letter, ready.written
    pdf: tuple[str, bytes] | None = None
    if written.attachment is not None:
        try:
            pdf = (written.attachment[0], await make_pdf(written.attachment[1]))
        except PdfError as error:
            log.error("letter.pdf_failed", reason=str(error))
    domain = settings.mail_from.rpartition("@")[2]
    message = smtp.compose(
        settings.mail_from,
        texts.sender,
        ready.to,
        written.subject,
        f"{written.text}\n\n-- \n{texts.footer.format(stop=ready.stop)}\n",
        identifier=smtp.message_id(letter.conversation_id, letter.key, domain),
        stop=ready.stop,
        pdf=pdf,
        at=letter.at,
    )
    return await smtp.send(settings, message)


async def by_sms(sms: Adapter, ready: Ready) -> Outcome:
    """Send a letter as a text message."""
    return await sms.send(ready.to, Part(ready.written.short))


async def _sending(app: web.Application) -> AsyncIterator[None]:
    await app[POST].start()
    yield
    await app[POST].stop(STOP_GRACE)
