"""Takes in what people send by a messaging channel. Each event of a provider has its effect once.

Words and presses go the way of every message (Desk); what holds no words is answered kindly; commands (stop,
delete) are obeyed here and never reach the engine.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import takewhile

import structlog
from sqlalchemy.exc import IntegrityError

from bot.channels.messaging import codes, links
from bot.channels.messaging.adapter import Adapter
from bot.channels.messaging.addresses import Addresses
from bot.channels.messaging.events import (
    Arrived,
    Conversing,
    Event,
    Failed,
    Grouped,
    Ignored,
    Left,
    Pressed,
    Sent,
    Wrote,
)
from bot.channels.messaging.identifiers import event_key, name_of
from bot.channels.messaging.obeying import Obeying
from bot.channels.messaging.reading import Choices, Code, Command, meaning_of
from bot.channels.messaging.rendering import Choice, choices_of, numbered_of
from bot.channels.messaging.saying import Saying
from bot.channels.messaging.schema import ChannelLink
from bot.channels.messaging.texts import ChannelTexts, ChannelWords
from bot.channels.messaging.trouble import Trouble, Withdraw
from bot.channels.web.incoming import LONGEST_TEXT, clean
from bot.conversations import journal
from bot.conversations.database import Database
from bot.conversations.desk import Desk
from bot.conversations.refusals import UnknownButtonError
from bot.conversations.views import message_json
from bot.conversations.wake import Bell
from bot.limits import Limits, RateLimitedError
from bot.metrics import CHANNEL_EVENTS

Linked = tuple[ChannelLink | None, bool]  # with whether a conversation was begun for it

log = structlog.get_logger()


class Inbox:
    """What comes in by all messaging channels of this gateway."""

    def __init__(
        self,
        database: Database,
        desk: Desk,
        bell: Bell,
        addresses: Addresses,
        texts: ChannelTexts,
        words: ChannelWords,
        limits: Limits,
        withdraw: Withdraw,
        obeying: Obeying,
        trouble: Trouble,
    ) -> None:
        self._database = database
        self._desk = desk
        self._bell = bell
        self._addresses = addresses
        self._texts = texts
        self._words = words
        self._limits = limits
        self._obeying = obeying
        self._say_once = Saying(database, bell, withdraw).once
        self._trouble = trouble

    async def take(self, adapter: Adapter, event: Event) -> None:
        """Give an event its effect. Raises what the database raises: the provider then delivers again."""
        why = event.why if isinstance(event, Ignored) else type(event).__name__.lower()
        CHANNEL_EVENTS.labels(adapter.name, why).inc()
        match event:
            case Ignored():
                return
            case Failed():
                await self._trouble.failed(adapter.name, event)
            case Left():
                await self._trouble.left(adapter.name, self._keys(adapter.name, event.address), event)
            case Grouped():
                await self._leave(adapter, event)
            case Wrote() | Pressed() | Arrived() | Sent():
                await self._converse(adapter, event)

    def line_of(self, channel: str, event: Event) -> str:
        """Within what an event has its order: the key of its person."""
        return "" if isinstance(event, Failed | Ignored) else self._keys(channel, event.address)[0]

    def _keys(self, channel: str, address: str) -> list[str]:
        return self._addresses.keys_of(channel, address)

    async def _converse(self, adapter: Adapter, event: Conversing) -> None:
        keys = self._keys(adapter.name, event.address)
        try:
            self._limits.count_conversation(keys[0])
        except RateLimitedError:
            CHANNEL_EVENTS.labels(adapter.name, "flood").inc()
            return
        link, begun = await self._link(adapter.name, keys, event)
        if link is not None:
            await self._answer(adapter, link, event, begun)
        if isinstance(event, Pressed):
            await adapter.confirm(event)

    async def _leave(self, adapter: Adapter, event: Grouped) -> None:
        """Say once in a group that we talk with one person at a time, and leave it."""
        key = event_key(f"group {event.address}")
        async with self._database.writing() as session:
            first = await links.first_time(session, adapter.name, key, datetime.now(UTC))
        await adapter.leave_group(event.address, self._texts.group if first else None)

    async def _answer(self, adapter: Adapter, link: ChannelLink, event: Event, begun: bool) -> None:
        match event:
            case Wrote():
                await self._heard(adapter, link, event)
            case Pressed(id=event_id, button=button):
                await self._press(link, event_id, button)
            case Arrived(id=event_id, code=str(code)) if codes.is_code(code):
                await self._obeying.join(link, event_id, code)
            case Arrived(id=event_id) if not begun:
                await self._say_once(link, event_id, self._texts.resumed)
            case Sent(id=event_id, what=what):
                await self._say_once(link, event_id, getattr(self._texts.others, what.value))

    async def _heard(self, adapter: Adapter, link: ChannelLink, event: Wrote) -> None:
        text = clean(event.text)
        if not text:
            await self._say_once(link, event.id, self._texts.others.unknown)
            return
        match meaning_of(text, self._words, await self._choices(adapter, link)):
            case Command() as command:
                await self._obeying.obey(adapter, link, event, command)
            case Code(code):
                await self._obeying.join(link, event.id, code)
            case Choice(id=button):
                await self._press(link, event.id, button)
            case words:
                await self._words_of(link, event.id, words)

    async def _words_of(self, link: ChannelLink, event_id: str, words: str) -> None:
        name = name_of(link.channel, event_id)
        await self._desk.accept_text(link.conversation_id, name, words[:LONGEST_TEXT])
        if len(words) > LONGEST_TEXT:
            await self._say_once(link, f"{event_id} cut", self._texts.cut)

    async def _press(self, link: ChannelLink, event_id: str, button: str) -> None:
        try:
            await self._desk.accept_button(link.conversation_id, name_of(link.channel, event_id), button)
        except UnknownButtonError:
            await self._say_once(link, event_id, self._texts.old_button)

    async def _choices(self, adapter: Adapter, link: ChannelLink) -> Choices:
        """The buttons that the person has before them: the latest since they last wrote.

        A number picks one only where our last message ended with a numbered list.
        """
        async with self._database.reading() as session:
            latest = await journal.latest(session, link.conversation_id)
        since = list(takewhile(lambda one: one.sender != journal.LEARNER, latest))
        titled = choices_of({"buttons": next((one.buttons for one in since if one.buttons), [])})
        if not since:
            return Choices(titled, ())
        last = message_json(since[0])
        return Choices(titled, numbered_of(last, adapter.parts(last)))

    async def _link(self, channel: str, keys: Sequence[str], event: Conversing) -> Linked:
        """The sender's link, with a new conversation where there is none; None for an event seen before it.

        Of two first messages at once one begins, the other finds what was begun.
        """
        with suppress(IntegrityError):
            return await self._linked(channel, keys, event)
        return await self._linked(channel, keys, event)

    async def _linked(self, channel: str, keys: Sequence[str], event: Conversing) -> Linked:
        now = datetime.now(UTC)
        key = (channel, keys[0])
        begun: str | None = None
        async with self._database.writing() as session:
            link = await links.find(session, channel, keys)
            if link is None:
                if await links.was_seen(session, channel, event_key(event.id)):
                    return None, False
                arrived_by = event.code if isinstance(event, Arrived) else None
                source = None if arrived_by and codes.is_code(arrived_by) else arrived_by
                begun, _ = await self._desk.begin_in(
                    session, channel, source, "fi", has_spoken=isinstance(event, Wrote)
                )
                await links.begin(session, key, self._addresses.seal(channel, event.address), begun, now)
                link = await links.find(session, channel, keys)
            else:
                await links.note_heard(session, (channel, link.address_key), now)
        if begun:
            self._bell.ring(begun)
        return link, begun is not None
