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
    token = _token(request)
    if not token:
        raise ApiError(401, "unauthorized")
    conversation_id = request.match_info["id"]
    known = CONVERSATION_ID.fullmatch(conversation_id)
    lock = await request.app[DESK].locks.of(conversation_id) if known else None
    if lock is None:
        raise ApiError(404, "unknown_conversation")
    if not lock.opens_with(token):
        # The conversation may have been carried to another browser, which gave it a new token.
        lock = await request.app[DESK].locks.of(conversation_id, fresh=True)
        if lock is None or not lock.opens_with(token):
            raise ApiError(401, "unauthorized")
    if lock.deleted:
        raise ApiError(410, "deleted")
    structlog.contextvars.bind_contextvars(conversation=lock.pseudonym)
    return conversation_id


async def opens_still(request: web.Request, conversation_id: str) -> bool:
    """Whether the token that opened a conversation is still its own: it may have been carried elsewhere."""
    lock = await request.app[DESK].locks.of(conversation_id)
    return lock is not None and lock.opens_with(_token(request))


def _token(request: web.Request) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""
