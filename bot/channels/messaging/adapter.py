"""What a messaging channel must be able to do. The shared parts know a channel by this interface alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.channels.messaging.events import Pressed, Told
from bot.channels.messaging.pacing import Paces
from bot.channels.messaging.rendering import Part


class Order(StrEnum):
    """What the places of a channel's events say."""

    NONE = "none"  # the provider gives no order
    COUNTED = "counted"  # an event of the channel has the number after the one before
    TIMED = "timed"  # the moments at which each person did something


class UnreadableError(ValueError):
    """What came in is torn or no payload of this provider."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """The provider has taken the message; `id` is by what it names the message later."""

    id: str | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """The provider is away or wants a pause; `seconds` where it said how long."""

    reason: str
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """The provider will never take this message."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The person has blocked us or opted out: nothing more may be sent."""

    reason: str


@dataclass(frozen=True, slots=True)
class Closed:
    """The provider's time for answers is over; it opens when the person writes again."""

    reason: str


Outcome = Delivered | Later | Refused | Unreachable | Closed


@dataclass(frozen=True, slots=True)
class Request:
    """A webhook call: `url` as the provider knows it, headers in any case, the raw body."""

    method: str
    url: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes


class Adapter(Protocol):
    """One messaging channel with its provider."""

    name: str
    longest_body: int
    answer_hours: float | None  # after so many hours of silence the provider takes no free text; None: always
    order: Order
    paces: Paces

    def knows_by_headers(self, headers: Mapping[str, str]) -> bool:
        """Whether the headers can be the provider's own; asked before the body is read."""

    def is_genuine(self, request: Request) -> bool:
        """Whether the provider sent this (signature or secret), compared in constant time."""

    def greets(self, request: Request) -> str | None:
        """What the provider's check of the address (a GET) is answered with; None refuses it."""

    def read(self, request: Request) -> Sequence[Told]:
        """What happened, in the provider's order. Raises UnreadableError."""

    def parts(self, message: Mapping[str, object]) -> list[Part]:
        """A message of the outbox (views.message_json) as the channel can show it."""

    async def send(self, address: str, part: Part) -> Outcome:
        """Bring one part to a person."""

    async def call_back(self, address: str) -> Outcome:
        """After the time for answers is over: say by an approved template that there is an answer."""

    async def confirm(self, pressed: Pressed) -> None:
        """Tell the provider that a press was heard, where it asks for that."""

    async def leave_group(self, address: str, text: str | None) -> None:
        """Leave a group that we were taken into, with a last word where there is one."""
