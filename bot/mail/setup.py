"""Puts the letters together: by e-mail where a server is set, by text message where Twilio is."""

from collections.abc import AsyncIterator, Mapping
from functools import partial

import structlog
from aiohttp import web

from bot.channels.messaging.adapter import Adapter, Later, Outcome
from bot.channels.messaging.pacing import Pacer
from bot.channels.messaging.rendering import Part
from bot.channels.sms.segments import plainer
from bot.keys import DATABASE, PRIVACY, SETTINGS
from bot.mail import answering, smtp, stopping
from bot.mail.keys import MAIL_TEXTS, POST
from bot.mail.post import Post, Ready, Way
from bot.mail.settings import MailSettings
from bot.mail.texts import MailTexts, read_mail_texts
from bot.plan.pdf import PdfError, make_pdf
from bot.scheduler.runner import utc_now

STOP_GRACE = 4.0

log = structlog.get_logger()


def add_letters(app: web.Application, mail: MailSettings, sms: Adapter | None, share: float = 1.0) -> None:
    """Add the letters to the gateway; `sms` is the channel of text messages, where it is on.

    `share` is the part of its pace that is this gateway's.
    """
    settings, privacy = app[SETTINGS], app[PRIVACY]
    app[MAIL_TEXTS] = texts = read_mail_texts(settings.data)
    app[POST] = Post(
        app[DATABASE],
        privacy.vault,
        privacy.purposes,
        texts,
        settings.data,
        settings.public_base_url,
        ways_of(mail, sms, texts, share),
        partial(stopping.stop_link, privacy.vault, settings.public_base_url),
    )
    stopping.add_routes(app)
    answering.add_routes(app)
    app.cleanup_ctx.append(_sending)


def ways_of(
    mail: MailSettings, sms: Adapter | None, texts: MailTexts, share: float = 1.0
) -> Mapping[str, Way]:
    """How each kind of contact data is reached here."""
    ways: dict[str, Way] = {}
    if mail.mail_host:
        ways["email"] = partial(by_mail, mail, texts)
    if sms is not None:
        ways["phone"] = partial(by_sms, sms, Pacer(sms.paces, share))
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
    footer = f"\n\n-- \n{texts.footer.format(stop=ready.stop)}\n" if ready.stop else "\n"
    message = smtp.compose(
        settings.mail_from,
        texts.sender,
        ready.to,
        written.subject,
        f"{written.text}{footer}",
        identifier=smtp.message_id(letter.conversation_id, letter.key, domain),
        stop=ready.stop,
        pdf=pdf,
        at=letter.at,
    )
    return await smtp.send(settings, message)


async def by_sms(sms: Adapter, pacer: Pacer, ready: Ready) -> Outcome:
    """Send a letter as a text message, no faster than the channel and one person are sent to."""
    if wait := pacer.person_waits(ready.to, utc_now()).total_seconds():
        return Later("paced", wait)
    await pacer.channel_turn()
    pacer.count_person(ready.to, utc_now())
    return await sms.send(ready.to, Part(plainer(ready.written.short)))


async def _sending(app: web.Application) -> AsyncIterator[None]:
    await app[POST].start()
    yield
    await app[POST].stop(STOP_GRACE)
