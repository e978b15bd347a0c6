"""What a person decides on their data: consents, contact data. Every method is one transaction."""

from collections.abc import Awaitable, Callable, Sequence

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations import journal
from bot.conversations.database import Database
from bot.conversations.notices import say
from bot.conversations.ownership import Owner
from bot.conversations.profile import forget
from bot.conversations.refusals import GoneError
from bot.conversations.schema import Conversation
from bot.conversations.views import Json
from bot.conversations.wake import Bell
from bot.guided.service import NotFoundError, RefusedError
from bot.privacy import consents, contacts
from bot.privacy.access import the_rest
from bot.privacy.contacts import Reach
from bot.privacy.errors import BadContactError, ConsentChangedError, UnknownPurposeError
from bot.privacy.purposes import Purpose, Purposes
from bot.privacy.reach import read_reach
from bot.privacy.vault import Vault
from bot.texts import PrivacyNotices

# What is done in the same transaction when contact data is kept, as sending the plan to it (bot/mail).
OnKept = Callable[[AsyncSession, str, Purpose, str], Awaitable[None]]
# What is done in the same transaction when the consent to a purpose is taken back (bot/referrals).
OnRevoked = Callable[[AsyncSession, str], Awaitable[None]]

log = structlog.get_logger()


class Privacy:
    """Purposes, consents and contact data of this gateway."""

    def __init__(
        self, database: Database, bell: Bell, purposes: Purposes, vault: Vault, notices: PrivacyNotices
    ) -> None:
        self._database = database
        self._bell = bell
        self._notices = notices
        self.purposes = purposes
        self.vault = vault
        self.on_kept: Sequence[OnKept] = ()
        self.on_revoked: dict[str, OnRevoked] = {}

    async def standing(self, conversation_id: str) -> list[Json]:
        """Every purpose, and whether the person consents to it."""
        async with self._database.reading() as session:
            rows = await consents.latest(session, conversation_id)
        return [consents.purpose_json(purpose, rows.get(purpose.id)) for purpose in self.purposes]

    async def give(self, conversation_id: str, purpose_id: str, version: str) -> Json:
        """Note a consent to the present text. Raises UnknownPurposeError, ConsentChangedError, GoneError."""
        purpose = self._asked(purpose_id, version)
        async with self._database.writing() as session:
            conversation = await _locked(session, conversation_id)
            new = await consents.record(session, conversation, purpose, version, granted=True)
            row = (await consents.latest(session, conversation_id))[purpose.id]
        log.info("consent.given", purpose=purpose.id, version=version, new=new)
        return consents.purpose_json(purpose, row)

    async def revoke(self, conversation_id: str, purpose_id: str) -> Json:
        """Take a consent back; the contact data and what else was kept for it go at once.

        Raises UnknownPurposeError, GoneError.
        """
        purpose = self._asked(purpose_id)
        async with self._database.writing() as session:
            conversation = await _locked(session, conversation_id)
            new = await consents.record(session, conversation, purpose, purpose.version, granted=False)
            await contacts.remove(session, conversation_id, purpose.id)
            for key in purpose.profile_keys:
                await forget(session, conversation_id, key)
            if purpose.id in self.on_revoked:
                await self.on_revoked[purpose.id](session, conversation_id)
            row = (await consents.latest(session, conversation_id)).get(purpose.id)
        log.info("consent.revoked", purpose=purpose.id, new=new)
        return consents.purpose_json(purpose, row)

    async def contacts(self, conversation_id: str) -> list[Json]:
        """What the person has given, masked."""
        async with self._database.reading() as session:
            return [
                contacts.contact_json(row, self.vault)
                for row in await contacts.kept(session, conversation_id)
            ]

    async def keep_contact(
        self, conversation_id: str, kind: str, value: str, purpose_id: str, version: str
    ) -> tuple[Json, bool]:
        """Keep contact data, encrypted, with the consent that came with it. Says whether it is new.

        Raises UnknownPurposeError, ConsentChangedError, BadContactError, GoneError; none holds the value.
        """
        purpose = self._asked(purpose_id, version)
        if kind not in purpose.contact:
            raise UnknownPurposeError
        usable = read_reach(kind, value)
        if usable is None:
            raise BadContactError
        async with self._database.writing() as session:
            conversation = await _locked(session, conversation_id)
            await consents.record(session, conversation, purpose, version, granted=True)
            row, new = await contacts.keep(
                session, self.vault, conversation_id, purpose, kind, usable, version
            )
            if new:
                await say(session, conversation_id, self._notices.contact_kept)
            for done in self.on_kept:
                await done(session, conversation_id, purpose, kind)
        self._bell.ring(conversation_id)
        log.info("contact.kept", purpose=purpose.id, kind=kind, new=new)
        return contacts.contact_json(row, self.vault), new

    async def remove_contact(
        self, conversation_id: str, purpose: str | None = None, kind: str | None = None
    ) -> None:
        """Delete contact data; that there is none is no error. Raises UnknownPurposeError, GoneError."""
        if purpose is not None and kind not in self._asked(purpose).contact:
            raise UnknownPurposeError
        async with self._database.writing() as session:
            await _locked(session, conversation_id)
            count = await contacts.remove(session, conversation_id, purpose, kind)
        log.info("contact.removed", count=count)

    async def reach_as_counsellor(self, conversation_id: str, who: str) -> list[tuple[Purpose, Reach]]:
        """What a counsellor who has the conversation may see in clear; it is written down that they did.

        Raises RefusedError, NotFoundError, GoneError, UnreadableError.
        """
        async with self._database.writing() as session:
            conversation = await journal.lock(session, conversation_id)
            if conversation is None:
                raise GoneError if await journal.find(session, conversation_id) else NotFoundError
            if conversation.owner != Owner.COUNSELLOR or conversation.counsellor != who:
                raise RefusedError(conversation.owner, conversation.counsellor)
            found = [
                (purpose, way)
                for purpose in self.purposes.asked
                if purpose.readers == "counsellor"
                for way in await contacts.reach(session, self.vault, conversation_id, purpose, who)
            ]
        log.info("contact.read", count=len(found))
        return found

    async def export(self, conversation_id: str) -> Json:
        """What belongs into the person's export: consents, contact data masked, its readers, the rest."""
        async with self._database.reading() as session:
            rows = await consents.history(session, conversation_id)
            return {
                "consent_history": [consents.consent_json(row) for row in rows],
                **await contacts.exported(session, self.vault, conversation_id),
                "other": await the_rest(session, conversation_id),
            }

    def _asked(self, purpose_id: str, version: str | None = None) -> Purpose:
        """The purpose that a person decides on. Raises UnknownPurposeError, ConsentChangedError."""
        purpose = self.purposes.find(purpose_id)
        if purpose is None or not purpose.revocable:
            raise UnknownPurposeError
        if version is not None and version != purpose.version:
            raise ConsentChangedError
        return purpose


async def _locked(session: AsyncSession, conversation_id: str) -> Conversation:
    conversation = await journal.lock(session, conversation_id)
    if conversation is None:
        raise GoneError
    return conversation
