"""What a channel is. The gateway knows channels by this interface alone."""

from typing import Protocol

from aiohttp import web


class Channel(Protocol):
    """A way by which learners come.

    A channel proves where a message comes from, hands it to the desk with the channel's own message id, and
    brings the outbox's messages to the learner. Everything between the two is the same for all channels.
    """

    name: str

    def add_routes(self, app: web.Application) -> None:
        """Add the channel's addresses to the gateway."""
