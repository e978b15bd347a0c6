"""Rate limits, by address and by conversation (library `limits`, moving windows in memory).

They are generous for an address, because a library or a school is one address.
"""

import ipaddress
import math
import time

from aiohttp import web
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from bot.settings import GatewaySettings

CODES = parse("10/hour")  # guesses of a one-time code by one address; a code has 27^8 forms


class RateLimitedError(Exception):
    """Too much was asked; `retry_after` says in how many seconds it may be asked again."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"retry after {retry_after} s")
        self.retry_after = retry_after


class Limits:
    """Counts what addresses and conversations ask."""

    def __init__(self, settings: GatewaySettings) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._requests = parse(settings.rate_requests)
        self._messages = parse(settings.rate_messages)
        self._conversations = parse(settings.rate_conversations)
        self._conversation = parse(settings.rate_conversation)

    def count_request(self, address: str) -> None:
        """Count one request of an address. Raises RateLimitedError, as all of these."""
        self._hit(self._requests, "request", address)

    def count_message(self, address: str, conversation_id: str) -> None:
        """Count one message of an address and of its conversation."""
        self._hit(self._messages, "message", address)
        self._hit(self._conversation, "conversation", conversation_id)

    def count_conversation(self, key: str) -> None:
        """Count one message of a messaging channel's address; providers share one network address."""
        self._hit(self._conversation, "conversation", key)

    def count_code(self, key: str) -> None:
        """Count one try of a one-time code."""
        self._hit(CODES, "code", key)

    def count_new_conversation(self, address: str) -> None:
        """Count one new conversation of an address."""
        self._hit(self._conversations, "new", address)

    def _hit(self, limit: RateLimitItem, kind: str, key: str) -> None:
        if self._limiter.hit(limit, kind, key):
            return
        reset = self._limiter.get_window_stats(limit, kind, key).reset_time
        raise RateLimitedError(max(1, math.ceil(reset - time.time())))


def address_of(request: web.Request, trusted_proxies: int) -> str:
    """The learner's address: the connection's, or what the last trusted proxy says of it.

    Of an IPv6 address the network counts: one subscriber has a whole /64.
    """
    if trusted_proxies:
        lines = ",".join(request.headers.getall("X-Forwarded-For", []))  # a proxy may add a line of its own
        chain = [part.strip() for part in lines.split(",") if part.strip()]
        if len(chain) >= trusted_proxies:
            return _network(chain[-trusted_proxies])
    return _network(request.remote or "unknown")


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if parsed.version == 4:
        return str(parsed)
    return str(parsed.ipv4_mapped or ipaddress.ip_network((parsed, 64), strict=False))
