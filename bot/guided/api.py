"""The counsellors' API, under /api/v1/counsellor: what the console and an organisation's own systems use."""

import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.channels.web.access import CONVERSATION_ID
from bot.channels.web.incoming import clean, client_message_id, message_text, number, read_json, seconds
from bot.conversations.views import Json, moment
from bot.conversations.wake import QUEUE, RECHECK_SECONDS, rung_within
from bot.conversations.wall import within
from bot.errors import ApiError
from bot.guided.access import counsellor_of, is_colleague
from bot.guided.queue import Entry
from bot.guided.service import Actor, Counselling, Standing
from bot.keys import BELL, COUNSELLING, DESK
from datafiles import read_yaml

DESCRIPTION = Path(__file__).parent / "openapi.yml"
LONGEST_WAIT = 25.0
LONGEST_WHY = 200

Handler = Callable[[web.Request], Awaitable[web.Response]]
Act = Callable[[Counselling, str, Actor, Json], Awaitable[Standing]]


def add_routes(app: web.Application) -> None:
    """Add the API's routes."""
    base = "/api/v1/counsellor"
    one = f"{base}/conversations/{{id}}"
    description = read_yaml(DESCRIPTION)

    async def openapi(request: web.Request) -> web.Response:
        return web.json_response(description)

    app.router.add_get(f"{base}/openapi.json", openapi, name="counsellor_openapi")
    app.router.add_get(f"{base}/queue", _walled(get_queue), name="counsellor_queue")
    app.router.add_get(one, _walled(look), name="counsellor_look")
    app.router.add_get(f"{one}/messages", _walled(get_messages), name="counsellor_messages")
    app.router.add_post(f"{one}/messages", _walled(reply), name="counsellor_reply")
    app.router.add_post(f"{one}/notes", _walled(note), name="counsellor_note")
    for name, act in MOVES.items():
        app.router.add_post(f"{one}/{name}", _walled(_move(act)), name=f"counsellor_{name}")


def _walled(handler: Handler) -> Handler:
    """The handler within the organisation of who asks."""

    async def handle(request: web.Request) -> web.Response:
        with within(counsellor_of(request).organisation):
            return await handler(request)

    return handle


async def get_queue(request: web.Request) -> web.Response:
    """Who waits, longest first, and the counsellor's own conversations; `wait` seconds for a change."""
    who = counsellor_of(request)
    deadline = time.monotonic() + min(seconds(request, "wait"), LONGEST_WAIT)
    first: list[Any] | None = None
    while True:
        with request.app[BELL].listening(QUEUE) as rung:
            waiting = await request.app[COUNSELLING].waiting(who.organisation)
            mine = await request.app[COUNSELLING].mine(who)
            now = [(entry.conversation_id, entry.since, entry.held) for entry in (*waiting, *mine)]
            first = now if first is None else first
            left = deadline - time.monotonic()
            if now != first or left <= 0 or request.app[BELL].closed:
                return web.json_response(
                    {
                        "waiting": [_entry_json(entry) for entry in waiting],
                        "mine": [_entry_json(entry) for entry in mine],
                    }
                )
            await rung_within(rung, min(left, RECHECK_SECONDS))


async def look(request: web.Request) -> web.Response:
    """All that a counsellor needs to know of a conversation."""
    who = counsellor_of(request)
    return web.json_response(await request.app[COUNSELLING].look(_conversation(request), who))


async def get_messages(request: web.Request) -> web.Response:
    """Long poll, as the learner's own."""
    who = counsellor_of(request)
    conversation_id, after = _conversation(request), number(request, "after")
    await request.app[COUNSELLING].permit(conversation_id, who)
    state = await request.app[DESK].news(conversation_id, after, min(seconds(request, "wait"), LONGEST_WAIT))
    return web.json_response({"messages": state.messages, "owner": state.owner, "pending": state.pending})


async def reply(request: web.Request) -> web.Response:
    """Answer the learner: 202 when it is new, 200 when it was stored before."""
    who, conversation_id = counsellor_of(request), _conversation(request)
    body = await read_json(request)
    receipt = await request.app[COUNSELLING].reply(
        conversation_id, who, client_message_id(body), message_text(body)
    )
    return web.json_response({"seq": receipt.seq}, status=202 if receipt.new else 200)


async def note(request: web.Request) -> web.Response:
    """Write a note down: 201 when it is new, 200 when it was stored before."""
    who, conversation_id = counsellor_of(request), _conversation(request)
    body = await read_json(request)
    stored, new = await request.app[COUNSELLING].note(
        conversation_id, who, client_message_id(body), message_text(body)
    )
    return web.json_response(stored, status=201 if new else 200)


async def _claim(desk: Counselling, conversation_id: str, who: Actor, body: Json) -> Standing:
    return await desk.claim(conversation_id, who, _why(body))


async def _release(desk: Counselling, conversation_id: str, who: Actor, body: Json) -> Standing:
    return await desk.release(conversation_id, who, _why(body))


async def _hand_back(desk: Counselling, conversation_id: str, who: Actor, body: Json) -> Standing:
    return await desk.hand_back(conversation_id, who, _why(body))


async def _close(desk: Counselling, conversation_id: str, who: Actor, body: Json) -> Standing:
    return await desk.close(conversation_id, who, _why(body))


async def _transfer(desk: Counselling, conversation_id: str, who: Actor, body: Json) -> Standing:
    return await desk.transfer(conversation_id, who, str(body["to"]), _why(body))


MOVES: dict[str, Act] = {
    "claim": _claim,
    "release": _release,
    "hand-back": _hand_back,
    "close": _close,
    "transfer": _transfer,
}


def _move(act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def moved(request: web.Request) -> web.Response:
        who, conversation_id = counsellor_of(request), _conversation(request)
        body = await read_json(request)
        if act is _transfer and not await is_colleague(request, who, str(body.get("to"))):
            raise ApiError(422, "bad_request")  # nobody would ever answer
        standing = await act(request.app[COUNSELLING], conversation_id, who, body)
        return web.json_response({"owner": standing.owner, "counsellor": standing.counsellor})

    return moved


def _conversation(request: web.Request) -> str:
    conversation_id = request.match_info["id"]
    if not CONVERSATION_ID.fullmatch(conversation_id):
        raise ApiError(404, "unknown_conversation")
    return conversation_id


def _why(body: Json) -> str:
    """Why a conversation changes hands: one line, always said. Raises ApiError."""
    why = body.get("why")
    if not isinstance(why, str) or len(why) > LONGEST_WHY:
        raise ApiError(422, "bad_request")
    if not (cleaned := clean(why)):
        raise ApiError(422, "empty_text")
    return cleaned


def _entry_json(entry: Entry) -> Json:
    return {
        "conversation_id": entry.conversation_id,
        "owner": entry.owner,
        "counsellor": entry.counsellor,
        "since": moment(entry.since),
        "waited_seconds": entry.waited,
        "why": entry.why,
        "summary": entry.summary,
        "channel": entry.channel,
        "source": entry.source,
        "language": entry.language,
        "last_written_at": moment(entry.last_written_at) if entry.last_written_at else None,
        "unanswered": entry.held,
    }
