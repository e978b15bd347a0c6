"""Which conversation an address belongs to."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from bot.channels.messaging import links
from bot.conversations import journal
from bot.conversations.database import Database
from bot.conversations.schema import Conversation

KEY = ("telegram", "a" * 64)
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture
async def other(database: Database) -> Conversation:
    """A second conversation."""
    async with database.writing() as session:
        begun, _ = await journal.begin(session, "telegram", None, "fi")
    return begun


async def linked(database: Database) -> str | None:
    async with database.reading() as session:
        link = await links.find(session, KEY[0], [KEY[1]])
    return link.conversation_id if link else None


async def test_a_second_beginning_does_not_take_the_address_from_the_first(
    database: Database, conversation: Conversation, other: Conversation
) -> None:
    """Else two gateways that hear the first message at once would each begin a conversation for it."""
    async with database.writing() as session:
        await links.begin(session, KEY, "sealed", conversation.id, NOW)
    with pytest.raises(IntegrityError):
        async with database.writing() as session:
            await links.begin(session, KEY, "sealed", other.id, NOW)
    assert await linked(database) == conversation.id


async def test_who_joins_another_conversation_takes_the_address_along(
    database: Database, conversation: Conversation, other: Conversation
) -> None:
    async with database.writing() as session:
        await links.begin(session, KEY, "sealed", conversation.id, NOW)
    async with database.writing() as session:
        await links.put(session, KEY, "sealed", other.id, NOW)
    assert await linked(database) == other.id
