"""What proves Meta's calls, the same for WhatsApp and Messenger."""

from collections.abc import Mapping

from bot.channels.messaging.adapter import Order, Request
from bot.channels.messaging.events import Pressed
from bot.channels.meta.graph import ANSWER_HOURS, SIGNATURE_HEADER, challenge_of, is_signed


class SignedByMeta:
    """The half of an adapter that knows who calls. `secret` is the app's, the verify token ours."""

    answer_hours: float | None = ANSWER_HOURS
    order = Order.TIMED

    def __init__(self, secret: str, verify_token: str) -> None:
        self._secret = secret
        self._verify_token = verify_token

    def knows_by_headers(self, headers: Mapping[str, str]) -> bool:
        """A call has a signature; what it signs is known after the body."""
        return bool(headers.get(SIGNATURE_HEADER))

    def is_genuine(self, request: Request) -> bool:
        """Whether Meta signed the raw body."""
        return is_signed(self._secret, request)

    def greets(self, request: Request) -> str | None:
        """Meta's check of our address."""
        return challenge_of(self._verify_token, request)

    async def confirm(self, pressed: Pressed) -> None:
        """Meta asks for no confirmation of a press."""

    async def leave_group(self, address: str, text: str | None) -> None:
        """Nobody can take a business into a group."""
