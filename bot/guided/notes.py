"""What counsellors write down. Every function works in the transaction of the session that it gets."""

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.schema import Note
from bot.conversations.views import Json, moment


async def add_note(
    session: AsyncSession, conversation_id: str, who: str, external_id: str, text: str
) -> tuple[Note, bool]:
    """Write a note down once; the same external id again changes nothing. Says whether it was new."""
    earlier: Note | None = await session.scalar(
        select(Note).where(Note.conversation_id == conversation_id, Note.external_id == external_id)
    )
    if earlier is not None:
        return earlier, False
    note = Note(
        conversation_id=conversation_id, external_id=external_id, at=datetime.now(UTC), who=who, text=text
    )
    session.add(note)
    await session.flush()
    return note, True


async def read_notes(session: AsyncSession, conversation_id: str) -> list[Note]:
    """The notes of a conversation, in their order."""
    rows = await session.scalars(
        select(Note).where(Note.conversation_id == conversation_id).order_by(Note.id)
    )
    return list(rows)


def note_json(note: Note) -> Json:
    """A note as counsellors and the person's export see it."""
    return {"id": note.id, "at": moment(note.at), "who": note.who, "text": note.text}
