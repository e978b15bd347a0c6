"""What comes in by a messaging channel, read from the provider's own form.

`id` is the provider's id of the event, so that a second delivery is known; `address` is the sender's (a chat
id, a phone number, a page-scoped id).
"""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Wrote:
    """A person wrote words."""

    id: str
    address: str
    text: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A person pressed a button; `button` is the opaque id that we gave it.

    `ask` is what the provider wants confirmed (Telegram's callback query), else None.
    """

    id: str
    address: str
    button: str
    ask: str | None = None


@dataclass(frozen=True, slots=True)
class Arrived:
    """A person opened the chat; `code` came with the link that led there."""

    id: str
    address: str
    code: str | None = None


class Other(StrEnum):
    """What a person sent that holds no words for us; each has a kind answer in data/channels/texts.yml."""

    MEDIA = "media"
    VOICE = "voice"
    STICKER = "sticker"
    CONTACT = "contact"
    LOCATION = "location"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Sent:
    """A person sent something else than words."""

    id: str
    address: str
    what: Other


@dataclass(frozen=True, slots=True)
class Left:
    """A person blocked us or opted out at the provider: nothing more may be sent, and nothing is answered."""

    id: str
    address: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The provider says later that it could not deliver the message that it gave the id `message`.

    `reason` is its own short code.
    """

    id: str
    message: str
    reason: str


@dataclass(frozen=True, slots=True)
class Grouped:
    """Somebody wrote in a group where we are, or took us into one; `address` is the group's."""

    id: str
    address: str


@dataclass(frozen=True, slots=True)
class Ignored:
    """What needs nothing of us (an edit, a receipt); `why` is for the count."""

    why: str


Conversing = Wrote | Pressed | Arrived | Sent
Event = Conversing | Left | Failed | Grouped | Ignored


@dataclass(frozen=True, slots=True)
class Told:
    """An event, and its place in the provider's own order (adapter.Order); None where it has none."""

    event: Event
    place: int | None = None
