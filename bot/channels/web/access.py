"""Who may open a conversation: the one who holds its token, and nobody else."""

from aiohttp import web

from bot.conversations import journal
from bot.conversations.schema import Conversation
from bot.errors import ApiError
from bot.keys import DATABASE


async def conversation_of(request: web.Request) -> Conversation:
    """Return the conversation of the address, if the token opens it.

    Raises ApiError: 404 for an unknown one, 401 for a missing or foreign token, 410 after deletion.
    """
    async with request.app[DATABASE].reading() as session:
        conversation = await journal.find(session, request.match_info["id"])
    if conversation is None:
        raise ApiError(404, "unknown_conversation")
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not journal.opens(conversation, token):
        raise ApiError(401, "unauthorized")
    if conversation.deleted_at is not None:
        raise ApiError(410, "deleted")
    return conversation
