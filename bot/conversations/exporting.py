"""All that is kept of a conversation, for the person whose it is."""

from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations import journal
from bot.conversations.owners import owner_history
from bot.conversations.profile import read_consents, read_profile
from bot.conversations.schema import Conversation
from bot.conversations.views import Json, change_json, message_json, moment
from bot.followup.view import follow_ups_of
from bot.guided.notes import note_json, read_notes
from bot.plan.view import exported


async def export_of(session: AsyncSession, conversation: Conversation) -> Json:
    """Messages, profile, consents, plan, changes of owner, notes and surveys, masked as they are stored."""
    messages = await journal.messages_after(session, conversation.id, 0)
    profile = await read_profile(session, conversation.id)
    consents = await read_consents(session, conversation.id)
    kept = await exported(session, conversation.id)
    changes = await owner_history(session, conversation.id)
    notes = await read_notes(session, conversation.id)
    asked = await follow_ups_of(session, conversation.id)
    return {
        "exported_at": moment(datetime.now(UTC)),
        "conversation_id": conversation.id,
        "started_at": moment(conversation.created_at),
        "channel": conversation.channel,
        "source": conversation.source,
        "language": conversation.language,
        "owner": conversation.owner,
        "messages": [message_json(message) for message in messages],
        "profile": profile,
        "consents": consents,
        **kept,
        "owner_changes": [change_json(change) for change in changes],
        "notes": [note_json(note) for note in notes],
        "follow_ups": asked,
    }
