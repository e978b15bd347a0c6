"""The chat API: conversations, messages, long poll, export, deletion."""

import re
from typing import Any

import structlog
from aiohttp import web

from bot.channels.messaging.moving import carried
from bot.channels.web.access import opened_conversation, opens_still
from bot.channels.web.incoming import client_message_id, language_of, message_text, number, read_json, seconds
from bot.conversations.journal import Receipt
from bot.conversations.typing import ring_typing
from bot.errors import ApiError
from bot.keys import BELL, DESK, LIMITS, PRIVACY, SETTINGS
from bot.limits import address_of
from bot.texts import read_widget_texts

CHANNEL = "web"
BUTTON_ID = re.compile(r"[A-Za-z0-9_-]{1,16}")
LONGEST_WAIT = 25.0

Json = dict[str, Any]

log = structlog.get_logger()


def add_routes(app: web.Application) -> None:
    """Add the chat API's routes."""
    base = "/api/v1/conversations"
    app.router.add_post(base, create, name="create")
    app.router.add_post(f"{base}/{{id}}/messages", post_message, name="post_message")
    app.router.add_get(f"{base}/{{id}}/messages", get_messages, name="get_messages")
    app.router.add_get(f"{base}/{{id}}/export", export, name="export")
    app.router.add_delete(f"{base}/{{id}}", delete, name="delete")
    app.router.add_post(f"{base}/{{id}}/typing", typing, name="typing")
    app.router.add_get("/api/v1/texts", texts, name="texts")


async def create(request: web.Request) -> web.Response:
    """Begin a conversation and greet."""
    app = request.app
    app[LIMITS].count_new_conversation(address_of(request, app[SETTINGS].trusted_proxies))
    body = await read_json(request)
    if body.get("channel", CHANNEL) != CHANNEL:
        raise ApiError(422, "bad_channel")
    source = body.get("source")
    if source is not None and not isinstance(source, str):
        raise ApiError(422, "bad_request")
    language = language_of(body)
    if (brought := await carried(request, source)) is not None:
        return web.json_response(brought, status=201)
    opened = await app[DESK].begin(CHANNEL, source, language)
    return web.json_response(
        {
            "conversation_id": opened.conversation_id,
            "token": opened.token,
            "messages": opened.messages,
        },
        status=201,
    )


async def post_message(request: web.Request) -> web.Response:
    """Store a message, then acknowledge it: 202 when it is new, 200 when it was stored before."""
    conversation_id = await opened_conversation(request)
    app = request.app
    app[LIMITS].count_message(address_of(request, app[SETTINGS].trusted_proxies), conversation_id)
    body = await read_json(request)
    receipt = await _accept(request, conversation_id, body)
    log.info("message.stored", message_seq=receipt.seq, new=receipt.new)
    return web.json_response({"seq": receipt.seq}, status=202 if receipt.new else 200)


async def _accept(request: web.Request, conversation_id: str, body: Json) -> Receipt:
    desk, identifier = request.app[DESK], client_message_id(body)
    button = body.get("button")
    if button is None:
        return await desk.accept_text(conversation_id, identifier, message_text(body))
    if not isinstance(button, str) or body.get("text") is not None:
        raise ApiError(422, "bad_request")
    if not BUTTON_ID.fullmatch(button):
        raise ApiError(422, "unknown_button")
    return await desk.accept_button(conversation_id, identifier, button)


async def get_messages(request: web.Request) -> web.Response:
    """Long poll: answer at once when there is news, else when there is, at most after `wait` seconds."""
    conversation_id = await opened_conversation(request)
    after, wait = number(request, "after"), min(seconds(request, "wait"), LONGEST_WAIT)
    state = await request.app[DESK].news(conversation_id, after, wait)
    if wait and not await opens_still(request, conversation_id):
        raise ApiError(401, "unauthorized")
    return web.json_response({"messages": state.messages, "owner": state.owner, "pending": state.pending})


async def export(request: web.Request) -> web.Response:
    """The person's own data, masked as it is stored."""
    conversation_id = await opened_conversation(request)
    kept = await request.app[DESK].export(conversation_id)
    body = {**kept, **await request.app[PRIVACY].export(conversation_id)}
    return web.json_response(body, headers={"Content-Disposition": 'attachment; filename="suunta.json"'})


async def delete(request: web.Request) -> web.Response:
    """Delete everything of the conversation."""
    await request.app[DESK].erase(await opened_conversation(request))
    return web.Response(status=204)


async def typing(request: web.Request) -> web.Response:
    """Let a counsellor who has the conversation know that the learner types; nothing is kept of it."""
    conversation_id = await opened_conversation(request)
    address = address_of(request, request.app[SETTINGS].trusted_proxies)
    request.app[LIMITS].count_message(address, conversation_id)
    ring_typing(request.app[BELL], conversation_id, "learner")
    return web.Response(status=204)


async def texts(request: web.Request) -> web.Response:
    """The widget's own texts."""
    found = read_widget_texts(request.app[SETTINGS].data, request.query.get("language", "fi"))
    return web.json_response(dict(found), headers={"Cache-Control": "public, max-age=300"})
