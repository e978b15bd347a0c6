"""Who may open a conversation: the one who holds its token, and nobody else."""

import re

import structlog
from aiohttp import web

from bot.errors import ApiError
from bot.keys import DESK

CONVERSATION_ID = re.compile(r"[A-Za-z0-9_-]{1,43}")


async def opened_conversation(request: web.Request) -> str:
    """Return the id of the conversation in the address, if the token opens it.

    Raises ApiError: 404 for an unknown one, 401 for a missing or foreign token, 410 after deletion.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise ApiError(401, "unauthorized")
    conversation_id = request.match_info["id"]
    known = CONVERSATION_ID.fullmatch(conversation_id)
    lock = await request.app[DESK].lock_of(conversation_id) if known else None
    if lock is None:
        raise ApiError(404, "unknown_conversation")
    if not lock.opens_with(token.strip()):
        # The conversation may have been carried to another browser, which gave it a new token.
        lock = await request.app[DESK].lock_of(conversation_id, fresh=True)
        if lock is None or not lock.opens_with(token.strip()):
            raise ApiError(401, "unauthorized")
    if lock.deleted:
        raise ApiError(410, "deleted")
    structlog.contextvars.bind_contextvars(conversation=lock.pseudonym)
    return conversation_id
