"""The chat API: conversations, messages, long poll, export, deletion."""

import asyncio
import time
from datetime import UTC, datetime
from typing import Any

import structlog
from aiohttp import web

from bot.channels.web.access import conversation_of
from bot.channels.web.incoming import client_message_id, message_text, number, read_json
from bot.conversations import journal
from bot.conversations.answers import BotMessage
from bot.conversations.journal import Incoming, Receipt
from bot.conversations.owners import move_owner
from bot.conversations.ownership import Move, Owner
from bot.conversations.profile import read_consents, read_profile
from bot.conversations.schema import Conversation
from bot.conversations.views import message_json, moment
from bot.errors import ApiError
from bot.keys import BELL, DATABASE, LIMITS, SETTINGS, TURNS, WELCOME
from bot.limits import address_of
from bot.texts import read_widget_texts
from privacy.masking import mask

CHANNELS = {"web"}
LONGEST_WAIT = 25
RECHECK_SECONDS = 2.0  # another gateway process may have answered
MOST_SEQ = 2**31 - 1

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
    app.router.add_get("/api/v1/texts", texts, name="texts")


async def create(request: web.Request) -> web.Response:
    """Begin a conversation and greet."""
    app = request.app
    app[LIMITS].count_new_conversation(address_of(request, app[SETTINGS].trusted_proxies))
    body = await read_json(request)
    channel, source, language = body.get("channel", "web"), body.get("source"), body.get("language", "fi")
    if channel not in CHANNELS:
        raise ApiError(400, "bad_channel")
    known = source if isinstance(source, str) and source in app[WELCOME].sources else None
    language = language if isinstance(language, str) and language.isalpha() and len(language) <= 8 else "fi"
    async with app[DATABASE].writing() as session:
        conversation, token = await journal.begin(session, channel, known, language)
        for text in app[WELCOME].for_source(known):
            buttons = [{"title": button.title, "payload": button.payload} for button in text.buttons]
            await journal.send(session, conversation.id, journal.BOT, BotMessage(text.text, buttons))
        await session.flush()
        messages = await journal.messages_after(session, conversation.id, 0)
    return web.json_response(
        {
            "conversation_id": conversation.id,
            "token": token,
            "messages": [message_json(message) for message in messages],
        },
        status=201,
    )


async def post_message(request: web.Request) -> web.Response:
    """Store a message, then acknowledge it: 202 when it is new, 200 when it was stored before."""
    conversation = await conversation_of(request)
    app = request.app
    app[LIMITS].count_message(address_of(request, app[SETTINGS].trusted_proxies), conversation.id)
    body = await read_json(request)
    receipt = await _store(request, conversation, body)
    if receipt.new:
        app[TURNS].kick(conversation.id)
        app[BELL].ring(conversation.id)
    return web.json_response({"seq": receipt.seq}, status=202 if receipt.new else 200)


async def _store(request: web.Request, conversation: Conversation, body: Json) -> Receipt:
    identifier = client_message_id(body)
    button_id = body.get("button")
    # Masking comes before anything is stored; when it fails, the message is refused.
    text = "" if button_id is not None else _masked(message_text(body))
    async with request.app[DATABASE].writing() as session:
        fresh = await journal.find(session, conversation.id)
        if fresh is None or fresh.deleted_at is not None:
            raise ApiError(410, "deleted")
        payload = None
        if button_id is not None:
            button = (
                await journal.button_of(session, fresh.id, button_id) if isinstance(button_id, str) else None
            )
            if button is None:
                raise ApiError(400, "unknown_button")
            text, payload = button.title, button.payload
        receipt = await journal.record(session, fresh, Incoming(identifier, text, payload))
        if receipt.new and fresh.owner == Owner.CLOSED:
            await move_owner(session, fresh, Move.REOPEN, who="learner", why="wrote again")
        return receipt


def _masked(text: str) -> str:
    try:
        return mask(text).text
    except Exception as error:  # whatever fails in the filter, the text must not be kept
        log.error("privacy.filter_failed", error=type(error).__name__)
        raise ApiError(503, "unavailable") from error


async def get_messages(request: web.Request) -> web.Response:
    """Long poll: answer at once when there is news, else when there is, at most after `wait` seconds."""
    conversation = await conversation_of(request)
    after = number(request, "after", MOST_SEQ)
    deadline = time.monotonic() + number(request, "wait", LONGEST_WAIT)
    while True:
        with request.app[BELL].listening(conversation.id) as rung:
            state = await read_state(request.app, conversation.id, after)
            left = deadline - time.monotonic()
            if state["messages"] or left <= 0:
                return web.json_response(state)
            try:
                await asyncio.wait_for(rung.wait(), min(left, RECHECK_SECONDS))
            except TimeoutError:
                continue


async def read_state(app: web.Application, conversation_id: str, after: int) -> Json:
    """The messages behind `after`, who owns the conversation, and whether an answer is owed."""
    async with app[DATABASE].reading() as session:
        conversation = await journal.find(session, conversation_id)
        if conversation is None or conversation.deleted_at is not None:
            raise ApiError(410, "deleted")
        messages = await journal.messages_after(session, conversation_id, after)
        pending = await journal.is_pending(session, conversation_id)
    return {
        "messages": [message_json(message) for message in messages],
        "owner": conversation.owner,
        "pending": pending,
    }


async def export(request: web.Request) -> web.Response:
    """The person's own data, masked as it is stored."""
    conversation = await conversation_of(request)
    async with request.app[DATABASE].reading() as session:
        messages = await journal.messages_after(session, conversation.id, 0)
        profile = await read_profile(session, conversation.id)
        consents = await read_consents(session, conversation.id)
    body = {
        "exported_at": moment(datetime.now(UTC)),
        "conversation_id": conversation.id,
        "started_at": moment(conversation.created_at),
        "channel": conversation.channel,
        "source": conversation.source,
        "owner": conversation.owner,
        "messages": [message_json(message) for message in messages],
        "profile": profile,
        "consents": consents,
    }
    disposition = {"Content-Disposition": 'attachment; filename="suunta.json"'}
    return web.json_response(body, headers=disposition)


async def delete(request: web.Request) -> web.Response:
    """Delete everything of the conversation."""
    conversation = await conversation_of(request)
    async with request.app[DATABASE].writing() as session:
        await journal.erase(session, conversation.id)
    request.app[BELL].ring(conversation.id)
    log.info("conversation.deleted", conversation=conversation.engine_id)
    return web.Response(status=204)


async def texts(request: web.Request) -> web.Response:
    """The widget's own texts."""
    found = await asyncio.to_thread(
        read_widget_texts, request.app[SETTINGS].data, request.query.get("language", "fi")
    )
    return web.json_response(found, headers={"Cache-Control": "public, max-age=300"})
