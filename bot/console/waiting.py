"""What the queue shows: who waits, what one has, who is there, whether one is open."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from bot.console.keys import MEMBERS, member_of
from bot.console.members import Member
from bot.console.permissions import Action
from bot.guided.queue import Entry
from bot.guided.service import Actor
from bot.keys import COUNSELLING

LONG_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Board:
    """All that the page of the queue shows at a moment."""

    waiting: list[Entry]
    mine: list[Entry]
    here: list[Member]
    is_open: bool
    me: str

    def values(self) -> dict[str, Any]:
        """The same for templates."""
        return {
            "waiting": self.waiting,
            "mine": self.mine,
            "here": self.here,
            "is_open": self.is_open,
            "unanswered": sum(entry.held for entry in self.mine),
            "long": LONG_SECONDS,
            "colleagues": [one for one in self.here if one.available and one.handle != self.me],
        }


async def board_for(request: web.Request) -> Board:
    """The board of whoever asks."""
    member = member_of(request)
    desk = request.app[COUNSELLING]
    here = await request.app[MEMBERS].here(member.organisation.id)
    return Board(
        waiting=await desk.waiting(member.organisation.id),
        mine=await desk.mine(actor_of(member)),
        here=[one for one in here if one.may(Action.CONVERSATION_TAKE)],
        is_open=member.organisation.is_open(datetime.now(UTC)),
        me=member.handle,
    )


def actor_of(member: Member) -> Actor:
    """The member as one who acts on conversations."""
    return Actor(member.handle, member.organisation.id)
