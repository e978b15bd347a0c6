"""Obeys the commands and codes that a person writes: stop, start, delete, on to the browser and back."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

from bot.channels.messaging import codes, links
from bot.channels.messaging.adapter import Adapter
from bot.channels.messaging.events import Wrote
from bot.channels.messaging.identifiers import event_key
from bot.channels.messaging.reading import Command
from bot.channels.messaging.rendering import Part
from bot.channels.messaging.saying import Saying
from bot.channels.messaging.schema import ChannelLink
from bot.channels.messaging.texts import ChannelTexts
from bot.channels.messaging.trouble import Refuse
from bot.conversations import journal
from bot.conversations.answers import BotMessage
from bot.conversations.database import Database
from bot.conversations.desk import Desk
from bot.conversations.refusals import GoneError
from bot.conversations.wake import Bell
from bot.limits import Limits, RateLimitedError


class Obeying:
    """Commands and codes of all channels; none of them reaches the engine."""

    def __init__(
        self,
        database: Database,
        desk: Desk,
        bell: Bell,
        saying: Saying,
        texts: ChannelTexts,
        limits: Limits,
        web_link: Callable[[str], str],
        refuse: Refuse,
    ) -> None:
        self._database = database
        self._desk = desk
        self._bell = bell
        self._say_once = saying.once
        self._texts = texts
        self._limits = limits
        self._web_link = web_link
        self._refuse = refuse

    async def obey(self, adapter: Adapter, link: ChannelLink, event: Wrote, command: Command) -> None:
        """Do what a word alone orders."""
        match command:
            case Command.STOP:
                await self._refuse(adapter.name, event.address)
                await self._say_once(link, event.id, self._texts.stopped, stop=True)
            case Command.START:
                await self._say_once(link, event.id, self._texts.resumed)
            case Command.DELETE:
                await self._say_once(link, event.id, self._texts.delete_sure)
            case Command.DELETE_SURE if await self._asked(link, self._texts.delete_sure):
                await self._erase(adapter, link, event)
            case Command.DELETE_SURE:
                await self._say_once(link, event.id, self._texts.delete_sure)
            case Command.WEB:
                await self._lead_to_web(link, event.id)

    async def join(self, link: ChannelLink, event_id: str, code: str) -> None:
        """Carry the conversation of a code to this address; a code that does not work is said to be so."""
        now = datetime.now(UTC)
        try:
            self._limits.count_code(link.address_key)
        except RateLimitedError:
            return
        key = (link.channel, link.address_key)
        async with self._database.writing() as session:
            if not await links.first_time(session, link.channel, event_key(event_id), now):
                return
            found = await codes.use(session, code, now)
            conversation = await journal.lock(session, found) if found else None
            if conversation is None:
                said_in, text = link.conversation_id, self._texts.code_wrong
            else:
                said_in, text = conversation.id, self._texts.joined
                if conversation.id != link.conversation_id:
                    await links.put(session, key, link.sealed, conversation.id, now, conversation.last_seq)
            await journal.send(session, said_in, journal.SYSTEM, BotMessage(text))
        self._bell.ring(said_in)

    async def _erase(self, adapter: Adapter, link: ChannelLink, event: Wrote) -> None:
        """Erase the conversation with its link. The last word goes out at once: no outbox is left for it."""
        async with self._database.writing() as session:
            await links.first_time(session, link.channel, event_key(event.id), datetime.now(UTC))
        with suppress(GoneError):
            await self._desk.erase(link.conversation_id)
        await adapter.send(event.address, Part(self._texts.deleted))

    async def _asked(self, link: ChannelLink, text: str) -> bool:
        """Whether a sentence of ours is among the latest: what it asks may be answered."""
        async with self._database.reading() as session:
            latest = await journal.latest(session, link.conversation_id)
        return any(one.sender == journal.SYSTEM and one.text == text for one in latest)

    async def _lead_to_web(self, link: ChannelLink, event_id: str) -> None:
        now = datetime.now(UTC)
        async with self._database.writing() as session:
            if not await links.first_time(session, link.channel, event_key(event_id), now):
                return
            code = await codes.make(session, link.conversation_id, now)
            text = self._texts.code_for_web.format(link=self._web_link(code))
            await journal.send(session, link.conversation_id, journal.SYSTEM, BotMessage(text))
        self._bell.ring(link.conversation_id)
