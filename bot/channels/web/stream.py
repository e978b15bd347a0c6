"""The event stream: the same messages as server-sent events, read with fetch."""

import asyncio
import json
from dataclasses import replace

from aiohttp import web

from bot.channels.web.access import opened_conversation, opens_still
from bot.channels.web.incoming import MOST_SEQ, SEQ, number
from bot.conversations.desk import State
from bot.conversations.refusals import GoneError
from bot.conversations.typing import Typist, any_within, watching
from bot.conversations.wake import RECHECK_SECONDS
from bot.keys import BELL, DESK

HEARTBEAT_SECONDS = 15.0
LONGEST_STREAM_SECONDS = 3600.0
HEADERS = {"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
HEARTBEAT = ": still here\n\n"


def add_routes(app: web.Application) -> None:
    """Add the stream's route."""
    app.router.add_get("/api/v1/conversations/{id}/stream", stream, name="stream")


async def stream(request: web.Request) -> web.StreamResponse:
    """Send messages as they come; with `state=1` also `{owner, pending}`, first and whenever it changes.

    `Last-Event-ID`, where a client sends it, wins over `after`. A comment each 15 s keeps proxies awake.
    """
    conversation_id = await opened_conversation(request)
    after = number(request, "after")
    last_id = request.headers.get("Last-Event-ID", "")
    if SEQ.fullmatch(last_id):
        after = min(int(last_id), MOST_SEQ)
    await request.app[DESK].state(conversation_id, MOST_SEQ)  # refused before the stream has begun
    response = web.StreamResponse(headers=HEADERS)
    await response.prepare(request)
    try:
        async with asyncio.timeout(LONGEST_STREAM_SECONDS):
            await _feed(request, response, conversation_id, after)
    except (TimeoutError, GoneError, ConnectionError):
        pass  # an hour is over, the conversation was deleted, or the learner is gone
    return response


async def _feed(request: web.Request, response: web.StreamResponse, conversation_id: str, after: int) -> None:
    bell, clock = request.app[BELL], asyncio.get_running_loop().time
    with_state = request.query.get("state") == "1"
    told: tuple[str, bool] | None = None
    written_at = clock()
    with watching(bell, conversation_id, "counsellor") as counsellor:
        while not bell.closed and await opens_still(request, conversation_id):
            with bell.listening(conversation_id) as rung:
                state = await request.app[DESK].state(conversation_id, after)
                state = _with_typing(state, counsellor)
                events = _events(state) + (_change(state, told) if with_state else "")
                if not events and clock() - written_at >= HEARTBEAT_SECONDS:
                    events = HEARTBEAT
                if events:
                    await response.write(events.encode())
                    written_at, told = clock(), (state.owner, state.pending)
                    after = max([after, *(message["seq"] for message in state.messages)])
                await any_within([rung, counsellor.event], counsellor.seconds_left or RECHECK_SECONDS)


def _with_typing(state: State, counsellor: Typist) -> State:
    """While a counsellor types an answer is on its way, as when the bot owes one."""
    if any(message["from"] == "counsellor" for message in state.messages):
        counsellor.stops()
    return replace(state, pending=state.pending or counsellor.types)


def _events(state: State) -> str:
    """The messages."""
    return "".join(f"id: {message['seq']}\ndata: {json.dumps(message)}\n\n" for message in state.messages)


def _change(state: State, told: tuple[str, bool] | None) -> str:
    """The status where it changed; it has no id, as it is no message."""
    if (state.owner, state.pending) == told:
        return ""
    return f"data: {json.dumps({'owner': state.owner, 'pending': state.pending})}\n\n"
