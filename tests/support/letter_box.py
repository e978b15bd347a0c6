"""A real SMTP server (aiosmtpd) that keeps what it takes, and refuses what it is told to."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller

from bot.mail.settings import MailSettings
from tests.support.assistant import free_ports


@dataclass(slots=True)
class LetterBox:
    """What came; `answers` are replies to the next recipients in the place of taking them."""

    port: int
    letters: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    tries: int = 0

    def settings(self) -> MailSettings:
        """The gateway's settings that lead here."""
        return MailSettings(
            mail_host="127.0.0.1",
            mail_port=self.port,
            mail_security="none",
            mail_from="suunta@kunta.example.fi",
        )

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Take a recipient, or answer what was told."""
        self.tries += 1
        if self.answers:
            return self.answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Keep a letter."""
        letter = message_from_bytes(envelope.content, policy=default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        self.recipients += envelope.rcpt_tos
        return "250 OK"


@contextmanager
def letter_box() -> Iterator[LetterBox]:
    """A listening server."""
    (port,) = free_ports(1)
    box = LetterBox(port)
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
