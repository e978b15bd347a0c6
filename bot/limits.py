"""Rate limits, by address and by conversation (library `limits`, moving windows in memory).

They are generous for an address, because a library or a school is one address.
"""

import math
import time

from aiohttp import web
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from bot.settings import GatewaySettings


class RateLimitedError(Exception):
    """Too much was asked; `retry_after` says in how many seconds it may be asked again."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"retry after {retry_after} s")
        self.retry_after = retry_after


class LimitError(ValueError):
    """A limit is no limit; the message names its variable."""


class Limits:
    """Counts what addresses and conversations ask. A malformed limit raises LimitError at start."""

    def __init__(self, settings: GatewaySettings) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._requests = _limit(settings, "rate_requests")
        self._messages = _limit(settings, "rate_messages")
        self._conversations = _limit(settings, "rate_conversations")
        self._conversation = _limit(settings, "rate_conversation")

    def count_request(self, address: str) -> None:
        """Count one request of an address. Raises RateLimitedError, as all of these."""
        self._hit(self._requests, "request", address)

    def count_message(self, address: str, conversation_id: str) -> None:
        """Count one message of an address and of its conversation."""
        self._hit(self._messages, "message", address)
        self._hit(self._conversation, "conversation", conversation_id)

    def count_new_conversation(self, address: str) -> None:
        """Count one new conversation of an address."""
        self._hit(self._conversations, "new", address)

    def _hit(self, limit: RateLimitItem, kind: str, key: str) -> None:
        if self._limiter.hit(limit, kind, key):
            return
        reset = self._limiter.get_window_stats(limit, kind, key).reset_time
        raise RateLimitedError(max(1, math.ceil(reset - time.time())))


def _limit(settings: GatewaySettings, name: str) -> RateLimitItem:
    try:
        return parse(getattr(settings, name))
    except ValueError as error:
        raise LimitError(f"SUUNTA_{name.upper()}: {error}; write it like 25/second") from error


def address_of(request: web.Request, trusted_proxies: int) -> str:
    """The learner's address: the connection's, or what the last trusted proxy says of it."""
    if trusted_proxies:
        chain = [
            part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()
        ]
        if len(chain) >= trusted_proxies:
            return chain[-trusted_proxies]
    return request.remote or "unknown"
