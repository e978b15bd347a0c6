"""The one event stream of a page: what is new, as parts of the page.

`queue` is the board, `tabs` one's own conversations beside an open one. Of the open conversation `append`
brings messages (the event has the id of the last), `standing` whose it is, `typing` whether the learner
types, `panel` what is known of them. The stream ends when the session does.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiohttp import web

from bot.channels.web.incoming import MOST_SEQ, SEQ
from bot.channels.web.stream import HEADERS as STREAM_HEADERS
from bot.channels.web.stream import HEARTBEAT, HEARTBEAT_SECONDS, LONGEST_STREAM_SECONDS
from bot.console import cookies
from bot.console.case import Case, case_of, conversation_in
from bot.console.guard import Route
from bot.console.keys import MEMBERS, member_of
from bot.console.permissions import Action
from bot.console.rendering import HEADERS, rendered
from bot.console.waiting import Board, board_for, colleagues_for
from bot.conversations.refusals import GoneError
from bot.conversations.typing import Typist, any_within, watching
from bot.conversations.wake import QUEUE, desk_of
from bot.guided.queue import Entry
from bot.guided.service import NotFoundError
from bot.keys import BELL

MEMBER_RECHECK_SECONDS = 20.0
LOOK_AGAIN_SECONDS = 10.0  # a ring of another process may be lost


@dataclass(frozen=True, slots=True)
class Rung:
    """What may be new: the board (who waits, who is there), what one has, the open conversation."""

    board: bool
    mine: bool
    conversation: bool


@dataclass(slots=True)
class Told:
    """What the page has been told: by event its last content, and the number of the last message.

    `rung` is what has rung since; with fifty open pages most rings are for the board of others, so `mine`,
    what one has, is remembered, and `made_of` says of what each part was made: the same makes the same.
    """

    after: int
    looked_at: float = 0.0
    events: dict[str, str] = field(default_factory=dict)
    made_of: dict[str, object] = field(default_factory=dict)
    mine: list[Entry] | None = None
    rung: "Rung" = field(default_factory=lambda: Rung(board=True, mine=True, conversation=True))

    def differs(self, name: str, made_of: object) -> bool:
        """Whether a part would be made of something else than before."""
        if name in self.made_of and self.made_of[name] == made_of:
            return False
        self.made_of[name] = made_of
        return True

    def news(self, name: str, html: str) -> str:
        """The event, where its content is another than before."""
        if self.events.get(name) == html:
            return ""
        self.events[name] = html
        return event(name, html)


def event(name: str, html: str, number: int | None = None) -> str:
    """One server-sent event."""
    lines = "".join(f"data: {line}\n" for line in html.strip().splitlines() or [""])
    head = f"id: {number}\n" if number is not None else ""
    return f"{head}event: {name}\n{lines}\n"


type Changes = Callable[[Told], AsyncIterator[str]]


async def of_queue(request: web.Request) -> web.StreamResponse:
    """The stream of the queue's page."""

    async def changes(told: Told) -> AsyncIterator[str]:
        board = await _board(request, told)
        yield told.news("queue", rendered(request, "parts/board.html", **board.values()))

    return await _streamed(request, changes, None)


async def of_conversation(request: web.Request) -> web.StreamResponse:
    """The stream of a conversation's page."""
    conversation_id = conversation_in(request)
    await case_of(request, conversation_id)  # refused before the stream has begun
    with watching(request.app[BELL], conversation_id, "learner") as learner:
        seen: Case | None = None

        async def changes(told: Told) -> AsyncIterator[str]:
            nonlocal seen
            if told.rung.conversation or seen is None:
                seen = await case_of(request, conversation_id, after=told.after)
                yield _messages(request, seen, told, learner)
                yield told.news("panel", rendered(request, "parts/panel.html", case=seen))
            colleagues = await colleagues_for(request)
            whose = (seen.owner, seen.conversation.counsellor, [one.handle for one in colleagues])
            if told.differs("standing", whose):
                standing = rendered(request, "parts/standing.html", case=seen, colleagues=colleagues)
                yield told.news("standing", standing)
            if told.differs("typing", learner.types):
                yield told.news("typing", rendered(request, "parts/typing.html", types=learner.types))
            if told.rung.board or told.rung.mine:
                board = await _board(request, told)
                if told.differs("tabs", (len(board.waiting), board.mine)):
                    tabs = rendered(request, "parts/tabs.html", open=conversation_id, **board.values())
                    yield told.news("tabs", tabs)

        return await _streamed(request, changes, conversation_id, learner)


async def _board(request: web.Request, told: Told) -> Board:
    """The board; what one has is read again only when that may be new."""
    board = await board_for(request, None if told.rung.mine else told.mine)
    told.mine = board.mine
    return board


def _messages(request: web.Request, case: Case, told: Told, learner: Typist) -> str:
    if not case.messages:
        return ""
    if any(message.sender == "learner" for message in case.messages):
        learner.stops()
    told.after = case.messages[-1].seq
    return event("append", rendered(request, "parts/messages.html", case=case), told.after)


async def _streamed(
    request: web.Request, changes: Changes, conversation_id: str | None, learner: Typist | None = None
) -> web.StreamResponse:
    response = web.StreamResponse(headers={**HEADERS, **STREAM_HEADERS})
    await response.prepare(request)
    told = Told(_after(request))
    try:
        async with asyncio.timeout(LONGEST_STREAM_SECONDS):
            await _feed(request, response, changes, told, conversation_id, learner)
    except (GoneError, NotFoundError):
        await response.write(event("gone", "").encode())
    except (TimeoutError, ConnectionError):
        pass  # an hour is over, or the page was left
    return response


async def _feed(
    request: web.Request,
    response: web.StreamResponse,
    changes: Changes,
    told: Told,
    conversation_id: str | None,
    learner: Typist | None,
) -> None:
    clock = asyncio.get_running_loop().time
    written_at = checked_at = clock()
    while not request.app[BELL].closed:
        with _listening(request, conversation_id) as rung:
            written = "".join([part async for part in changes(told)])
            if not written and clock() - written_at >= HEARTBEAT_SECONDS:
                written = HEARTBEAT
            if written:
                await response.write(written.encode())
                written_at = clock()
            if clock() - checked_at >= MEMBER_RECHECK_SECONDS:
                if not await _is_still_in(request):
                    await response.write(event("gone", "").encode())
                    return
                checked_at = clock()
            events = [*rung, *([learner.event] if learner else [])]
            await any_within(events, (learner.seconds_left if learner else None) or LOOK_AGAIN_SECONDS)
            told.rung = _rung(events, told, clock())


def _rung(events: list[asyncio.Event], told: Told, now: float) -> Rung:
    """What to look at again: what has rung, and after a while all of it."""
    queue, desk, conversation, *_ = (event.is_set() for event in events)
    if now - told.looked_at >= LOOK_AGAIN_SECONDS:
        told.looked_at = now
        return Rung(board=True, mine=True, conversation=True)
    return Rung(board=queue, mine=desk, conversation=conversation)


@contextmanager
def _listening(request: web.Request, conversation_id: str | None) -> Iterator[list[asyncio.Event]]:
    bell = request.app[BELL]
    own = desk_of(member_of(request).handle)
    with (
        bell.listening(QUEUE) as queue,
        bell.listening(own) as desk,
        bell.listening(conversation_id or QUEUE) as conversation,
    ):
        yield [queue, desk, conversation]


async def _is_still_in(request: web.Request) -> bool:
    """Whether the session lasts; an open page keeps it from falling asleep only while it is used."""
    member = await request.app[MEMBERS].member_of(cookies.read(request, cookies.SESSION), asked=False)
    return member is not None and member.roles == member_of(request).roles


def _after(request: web.Request) -> int:
    last = request.headers.get("Last-Event-ID", "") or request.query.get("after", "0")
    return min(int(last), MOST_SEQ) if SEQ.fullmatch(last) else 0


ROUTES = (
    Route("GET", "/console/queue/live", "console_queue_live", of_queue, Action.QUEUE_SEE, quiet=True),
    Route(
        "GET",
        "/console/conversations/{id}/live",
        "console_conversation_live",
        of_conversation,
        Action.CONVERSATION_SEE,
        quiet=True,
    ),
)
