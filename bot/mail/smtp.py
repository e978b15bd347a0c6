"""E-mail by SMTP (RFC 5321), through the operator's own server."""

import hashlib
import ssl
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

import aiosmtplib

from bot.channels.messaging.adapter import Delivered, Later, Outcome, Refused
from bot.mail.settings import MailSettings

SECONDS = 20.0
OURS_TO_MEND = frozenset({530, 534, 535, 538})  # signing in; a person puts it right


def message_id(conversation_id: str, key: str, domain: str) -> str:
    """An id that is the same however often a letter is sent, so that a doubled one is known as such."""
    digest = hashlib.sha256(f"{conversation_id} {key}".encode()).hexdigest()[:32]
    return f"<{digest}@{domain}>"


def compose(
    sender: str,
    name: str,
    to: str,
    subject: str,
    text: str,
    *,
    identifier: str,
    stop: str | None,
    pdf: tuple[str, bytes] | None = None,
    at: datetime | None = None,
) -> EmailMessage:
    """An e-mail with its headers; `stop` is where one click ends such letters (RFC 8058)."""
    message = EmailMessage(policy=SMTP)
    user, _, domain = sender.rpartition("@")
    message["From"] = Address(name, user, domain)
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = format_datetime(at or datetime.now(UTC))
    message["Message-ID"] = identifier
    message["Content-Language"] = "fi"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    if stop is not None:
        message["List-Unsubscribe"] = f"<{stop}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(text, charset="utf-8", cte="quoted-printable")
    if pdf is not None:
        message.add_attachment(pdf[1], maintype="application", subtype="pdf", filename=pdf[0])
    return message


async def send(settings: MailSettings, message: EmailMessage) -> Outcome:
    """Give an e-mail to the server: a typed result, never an exception of its own."""
    try:
        await aiosmtplib.send(
            message,
            hostname=settings.mail_host,
            port=settings.mail_port,
            username=settings.mail_user,
            password=settings.mail_password,
            use_tls=settings.mail_security == "tls",
            start_tls=settings.mail_security == "starttls",
            timeout=SECONDS,
        )
    except aiosmtplib.SMTPRecipientsRefused as error:
        return _refused(error.recipients[0].code if error.recipients else 550)
    except aiosmtplib.SMTPAuthenticationError as error:
        return Later(f"smtp {error.code}")
    except aiosmtplib.SMTPResponseException as error:
        return _refused(error.code)
    except (aiosmtplib.SMTPException, ssl.SSLError, TimeoutError, OSError) as error:
        return Later(type(error).__name__)
    return Delivered()


def _refused(code: int) -> Outcome:
    """4xx is for now, 5xx for good, unless it is about us (RFC 5321, 4.2.1)."""
    if 500 <= code < 600 and code not in OURS_TO_MEND:
        return Refused(f"smtp {code}")
    return Later(f"smtp {code}")
