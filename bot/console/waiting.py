"""What the queue shows: who waits, what one has, who is there, whether one is open."""

import asyncio
import time
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from bot.console.keys import COMMON, member_of
from bot.console.members import Member, Members
from bot.console.permissions import Action
from bot.conversations.wake import Bell
from bot.guided.queue import Entry
from bot.guided.service import Actor, Counselling
from bot.keys import COUNSELLING

LONG_SECONDS = 600
KEEPS_SECONDS = 5.0
MOST_SHOWN = 25


class Common:
    """What all boards of an organisation have in common, read once for all that look at the same time.

    It is read again when the queue has rung since, and after a while: presence changes without a ring.
    """

    def __init__(self, counselling: Counselling, members: Members, bell: Bell) -> None:
        self._counselling = counselling
        self._members = members
        self._bell = bell
        self._read: dict[str, tuple[int, float, list[Entry], list[Member]]] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def of(self, organisation: str) -> tuple[list[Entry], list[Member]]:
        """Who waits, and the colleagues who could take them."""
        async with self._locks[organisation]:
            rings, now = self._bell.queue_rings, time.monotonic()
            read = self._read.get(organisation)
            if read is None or read[0] != rings or now - read[1] > KEEPS_SECONDS:
                waiting = await self._counselling.waiting(organisation)
                here = await self._members.here(organisation)
                takers = [one for one in here if one.may(Action.CONVERSATION_TAKE)]
                read = self._read[organisation] = (rings, now, waiting, takers)
            return read[2], read[3]


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
            "shown": MOST_SHOWN,
            "colleagues": _colleagues(self.here, self.me),
        }


async def board_for(request: web.Request, mine: list[Entry] | None = None) -> Board:
    """The board of whoever asks; `mine` is what they have, where that is known."""
    member = member_of(request)
    waiting, here = await request.app[COMMON].of(member.organisation.id)
    return Board(
        waiting=waiting,
        mine=await request.app[COUNSELLING].mine(actor_of(member)) if mine is None else mine,
        here=here,
        is_open=member.organisation.is_open(datetime.now(UTC)),
        me=member.handle,
    )


async def colleagues_for(request: web.Request) -> list[Member]:
    """Who could take a conversation over from whoever asks."""
    member = member_of(request)
    _, here = await request.app[COMMON].of(member.organisation.id)
    return _colleagues(here, member.handle)


def _colleagues(here: list[Member], me: str) -> list[Member]:
    return [one for one in here if one.available and one.handle != me]


def actor_of(member: Member) -> Actor:
    """The member as one who acts on conversations."""
    return Actor(member.handle, member.organisation.id)
