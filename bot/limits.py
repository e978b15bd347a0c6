"""Rate limits, by address and by conversation: moving windows in memory.

They are generous for an address, because a library or a school is one address. The library `limits` reads
what "600/minute" means; its storage in memory starts a thread for nearly every request that it counts, so
the windows are our own.
"""

import ipaddress
import math
import time
from collections import deque
from collections.abc import Callable

from aiohttp import web
from limits import RateLimitItem, parse

from bot.settings import GatewaySettings

SWEEP_SECONDS = 60.0
CODES = parse("10/hour")  # guesses of a one-time code by one address; a code has 27^8 forms


class RateLimitedError(Exception):
    """Too much was asked; `retry_after` says in how many seconds it may be asked again."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"retry after {retry_after} s")
        self.retry_after = retry_after


class Windows:
    """When each key was counted within the last period of its limit; `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._hits: dict[tuple[str, str], tuple[float, deque[float]]] = {}
        self._swept_at = clock()

    def wait(self, limit: RateLimitItem, kind: str, key: str) -> float:
        """Count one and return 0, or count nothing and return in how many seconds one would fit."""
        now, period = self._clock(), float(limit.get_expiry())
        if now - self._swept_at >= SWEEP_SECONDS:
            self._sweep(now)
        _, hits = self._hits.setdefault((kind, key), (period, deque()))
        while hits and hits[0] <= now - period:
            hits.popleft()
        if len(hits) >= limit.amount:
            return hits[0] + period - now
        hits.append(now)
        return 0.0

    def __len__(self) -> int:
        """How many keys are remembered."""
        return len(self._hits)

    def _sweep(self, now: float) -> None:
        """Forget keys that nothing was counted for within their period."""
        self._swept_at = now
        self._hits = {
            name: (period, hits)
            for name, (period, hits) in self._hits.items()
            if hits and hits[-1] > now - period
        }


class Limits:
    """Counts what addresses and conversations ask."""

    def __init__(self, settings: GatewaySettings) -> None:
        self._windows = Windows()
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
        if wait := self._windows.wait(limit, kind, key):
            raise RateLimitedError(max(1, math.ceil(wait)))


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
