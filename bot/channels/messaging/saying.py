"""Answers to events that are no messages: each once, however often the provider tells of the event."""

from datetime import UTC, datetime

from bot.channels.messaging import links
from bot.channels.messaging.identifiers import event_key
from bot.channels.messaging.schema import ChannelLink
from bot.channels.messaging.trouble import Withdraw
from bot.conversations import journal
from bot.conversations.answers import BotMessage
from bot.conversations.database import Database
from bot.conversations.wake import Bell


class Saying:
    """Says sentences of the channels' own. `withdraw` is what STOP takes back besides the sending."""

    def __init__(self, database: Database, bell: Bell, withdraw: Withdraw) -> None:
        self._database = database
        self._bell = bell
        self._withdraw = withdraw

    async def once(self, link: ChannelLink, event_id: str, text: str, stop: bool = False) -> None:
        """Answer an event. With `stop` nothing goes out after the answer."""
        async with self._database.writing() as session:
            if not await links.first_time(session, link.channel, event_key(event_id), datetime.now(UTC)):
                return
            seq = await journal.send(session, link.conversation_id, journal.SYSTEM, BotMessage(text))
            if stop:
                await links.stop(session, (link.channel, link.address_key), after=seq)
                await self._withdraw(session, link.conversation_id)
        self._bell.ring(link.conversation_id)
