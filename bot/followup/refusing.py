"""STOP from a telephone number: it is taken back wherever that number was given, in whatever conversation.

Text messages of a widget's conversation go to a number whose own messages begin another conversation, so the
word stop reaches us there. Numbers are kept encrypted, each differently, so all that are kept are opened.
"""

import asyncio
from collections.abc import Sequence

import structlog
from sqlalchemy import select

from bot.conversations import journal
from bot.conversations.database import Database
from bot.conversations.privacy_tables import Contact
from bot.privacy import consents, contacts
from bot.privacy.purposes import Purposes
from bot.privacy.reach import read_phone
from bot.privacy.vault import UnreadableError, Vault

BY_NUMBER = frozenset({"sms", "whatsapp"})  # channels whose addresses are telephone numbers
PHONE = "phone"
Given = tuple[str, str]  # conversation, purpose

log = structlog.get_logger()


class Refusing:
    """Takes back what was given for a number."""

    def __init__(self, database: Database, vault: Vault, purposes: Purposes) -> None:
        self._database = database
        self._vault = vault
        self._purposes = purposes

    async def refuse(self, channel: str, address: str) -> None:
        """Delete this number wherever it was given, and take back the consents that then reach nobody.

        Doing it twice changes nothing.
        """
        number = read_phone(f"+{address.removeprefix('+')}") if channel in BY_NUMBER else None
        if number is None:
            return
        async with self._database.reading() as session:
            kept = list(await session.scalars(select(Contact).where(Contact.kind == PHONE)))
        for conversation_id, purpose_id in await asyncio.to_thread(self._given, kept, number):
            await self._take_back(conversation_id, purpose_id)

    def _given(self, kept: Sequence[Contact], number: str) -> list[Given]:
        found: list[Given] = []
        for row in kept:
            try:
                if contacts.value_of(row, self._vault) == number:
                    found.append((row.conversation_id, row.purpose))
            except UnreadableError:
                continue
        return found

    async def _take_back(self, conversation_id: str, purpose_id: str) -> None:
        async with self._database.writing() as session:
            conversation = await journal.lock(session, conversation_id)
            if conversation is None:
                return
            await contacts.remove(session, conversation_id, purpose_id, PHONE)
            rest = [row for row in await contacts.kept(session, conversation_id) if row.purpose == purpose_id]
            purpose = self._purposes.find(purpose_id)
            if purpose is not None and not rest:
                await consents.record(session, conversation, purpose, purpose.version, granted=False)
        log.info("contact.refused", purpose=purpose_id)
