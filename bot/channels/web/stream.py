"""The event stream: the same messages as server-sent events, read with fetch."""

import asyncio
import json

from aiohttp import web

from bot.channels.web.access import conversation_of
from bot.channels.web.api import MOST_SEQ, RECHECK_SECONDS, read_state
from bot.channels.web.incoming import number
from bot.errors import ApiError
from bot.keys import BELL

HEARTBEAT_SECONDS = 15.0
LONGEST_STREAM_SECONDS = 3600.0


async def stream(request: web.Request) -> web.StreamResponse:
    """Send messages as they come, and the state (owner, pending) when it changes.

    `Last-Event-ID`, where a client sends it, wins over `after`.
    """
    conversation = await conversation_of(request)
    last_id = request.headers.get("Last-Event-ID", "")
    after = int(last_id) if last_id.isascii() and last_id.isdigit() and len(last_id) < 10 else None
    after = number(request, "after", MOST_SEQ) if after is None else after
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    )
    await response.prepare(request)
    try:
        await asyncio.wait_for(_feed(request, response, conversation.id, after), LONGEST_STREAM_SECONDS)
    except (TimeoutError, ApiError, ConnectionError):
        pass  # an hour is over, the conversation was deleted, or the learner is gone
    return response


async def _feed(request: web.Request, response: web.StreamResponse, conversation_id: str, after: int) -> None:
    loop = asyncio.get_running_loop()
    told: dict[str, object] = {}
    silent_since = loop.time()
    while True:
        with request.app[BELL].listening(conversation_id) as rung:
            state = await read_state(request.app, conversation_id, after)
            events = [f"id: {message['seq']}\ndata: {json.dumps(message)}\n\n" for message in state["messages"]]
            status = {"owner": state["owner"], "pending": state["pending"]}
            if events or status != told:
                events.append(f"data: {json.dumps(status)}\n\n")
            elif loop.time() - silent_since >= HEARTBEAT_SECONDS:
                events.append(": still here\n\n")
            if events:
                await response.write("".join(events).encode())
                silent_since, told = loop.time(), status
                after = max([after, *(message["seq"] for message in state["messages"])])
            try:
                await asyncio.wait_for(rung.wait(), RECHECK_SECONDS)
            except TimeoutError:
                continue
