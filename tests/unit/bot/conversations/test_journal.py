"""The journal: a message is stored once, and numbers have neither gaps nor doubles."""

import asyncio
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.conversations import journal
from bot.conversations.answers import BotMessage
from bot.conversations.database import Database
from bot.conversations.journal import Incoming, Receipt
from bot.conversations.ownership import Owner
from bot.conversations.schema import Conversation
from bot.privacy.erasure import erase_within
from bot.tables import PERSONAL_TABLES
from tests.unit.bot.conftest import address_of


async def deliver(database: Database, conversation_id: str, name: str, text: str = "moi") -> Receipt:
    """Journal one message in a transaction of its own."""
    async with database.writing() as session:
        conversation = await journal.lock(session, conversation_id)
        assert conversation
        return await journal.record(session, conversation, Incoming(name, text))


async def numbers(database: Database, conversation_id: str) -> list[int]:
    """The sequence numbers of a conversation's messages, in order."""
    async with database.reading() as session:
        return [message.seq for message in await journal.messages_after(session, conversation_id, 0)]


async def test_a_second_delivery_gets_the_first_ones_number(
    database: Database, conversation: Conversation
) -> None:
    first = await deliver(database, conversation.id, "a", "moi")
    again = await deliver(database, conversation.id, "a", "aivan muuta")
    other = await deliver(database, conversation.id, "b", "moi")
    assert (first, again, other) == (Receipt(1, new=True), Receipt(1, new=False), Receipt(2, new=True))
    async with database.reading() as session:
        messages = await journal.messages_after(session, conversation.id, 0)
    assert [message.text for message in messages] == ["moi", "moi"]


async def test_numbers_have_no_gaps_when_all_write_at_once(
    database: Database, conversation: Conversation
) -> None:
    async def speak() -> None:
        async with database.writing() as session:
            await journal.send(session, conversation.id, journal.BOT, BotMessage("Moi"))

    names = [f"m{number % 10}" for number in range(30)]  # each id is delivered three times
    receipts, _ = await asyncio.gather(
        asyncio.gather(*(deliver(database, conversation.id, name) for name in names)),
        asyncio.gather(*(speak() for _ in range(10))),
    )
    assert sum(receipt.new for receipt in receipts) == 10
    assert len({(name, receipt.seq) for name, receipt in zip(names, receipts, strict=True)}) == 10
    assert await numbers(database, conversation.id) == list(range(1, 21))


async def test_two_processes_on_one_file_share_the_numbers(
    database: Database, database_file: Path, conversation: Conversation
) -> None:
    other = Database(address_of(database_file))
    await asyncio.gather(
        *(deliver(one, conversation.id, f"m{number}") for number in range(10) for one in (database, other))
    )
    await other.close()
    assert await numbers(database, conversation.id) == list(range(1, 11))


async def test_a_rolled_back_message_takes_no_number(database: Database, conversation: Conversation) -> None:
    async def fail() -> None:
        async with database.writing() as session:
            await journal.send(session, conversation.id, journal.BOT, BotMessage("Moi"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    assert (await deliver(database, conversation.id, "a")).seq == 1


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(names=st.lists(st.sampled_from("abcde"), max_size=12))
async def test_any_deliveries_in_any_order_store_each_id_once(database: Database, names: list[str]) -> None:
    async with database.writing() as session:
        conversation, _ = await journal.begin(session, "web", None, "fi")
    receipts = [await deliver(database, conversation.id, name) for name in names]
    assert [receipt.new for receipt in receipts] == [name not in names[:i] for i, name in enumerate(names)]
    assert await numbers(database, conversation.id) == list(range(1, len(set(names)) + 1))


def stored(database_file: Path) -> bytes:
    """The database with its write-ahead log, as they lie on the disk."""
    return b"".join(path.read_bytes() for path in database_file.parent.glob("gateway.sqlite*"))


async def test_the_token_is_nowhere_stored(database: Database, database_file: Path) -> None:
    async with database.writing() as session:
        conversation, token = await journal.begin(session, "web", None, "fi")
    await database.close()
    assert conversation.engine_id.encode() in stored(database_file)
    assert token.encode() not in stored(database_file)
    assert conversation.token_hash == journal.hash_of(token)
    assert conversation.engine_id not in {conversation.id, token}
    assert conversation.owner == Owner.BOT


async def test_messages_wait_in_their_order_for_an_answer(
    database: Database, conversation: Conversation
) -> None:
    for name in "ab":
        await deliver(database, conversation.id, name)
    for waiting in (1, 2):
        async with database.writing() as session:
            message = await journal.next_pending(session, conversation.id)
            assert message
            assert message.seq == waiting
            assert await journal.standing(session, conversation.id) == ("bot", True)
            message.turn = journal.DONE
    async with database.reading() as session:
        assert await journal.next_pending(session, conversation.id) is None
        assert await journal.all_pending(session) == []
        assert await journal.standing(session, conversation.id) == ("bot", False)


async def test_a_payload_stays_behind_an_id_of_this_conversation(
    database: Database, conversation: Conversation
) -> None:
    async with database.writing() as session:
        other, _ = await journal.begin(session, "web", None, "fi")
        buttons = [{"title": "Oulu", "payload": '/inform{"place": "Oulu"}'}]
        await journal.send(session, conversation.id, journal.BOT, BotMessage("Missä?", buttons))
    async with database.reading() as session:
        (message,) = await journal.messages_after(session, conversation.id, 0)
        (shown,) = message.buttons
        assert set(shown) == {"id", "title"}
        button = await journal.button_of(session, conversation.id, shown["id"])
        assert button
        assert button.payload == '/inform{"place": "Oulu"}'
        assert await journal.button_of(session, other.id, shown["id"]) is None


async def test_erasing_leaves_the_fact_alone(
    database: Database, database_file: Path, conversation: Conversation
) -> None:
    await deliver(database, conversation.id, "a", "kissan nimi on Mirri")
    assert b"Mirri" in stored(database_file)
    for _ in range(2):  # a second deletion changes nothing
        async with database.writing() as session:
            await erase_within(session, conversation.id, "learner")
    async with database.reading() as session:
        assert await journal.lock(session, conversation.id) is None
        assert await journal.standing(session, conversation.id) is None
        for table in PERSONAL_TABLES:
            assert await session.scalar(select(func.count()).select_from(table)) == 0
        row = await journal.find(session, conversation.id)
        assert row
        assert row.deleted_at is not None
    await database.close()  # the write-ahead log goes into the file
    assert b"Mirri" not in stored(database_file)


async def test_nothing_is_said_in_a_conversation_that_never_was(database: Database) -> None:
    async def speak() -> None:
        async with database.writing() as session:
            await journal.send(session, "none", journal.BOT, BotMessage("Moi"))

    with pytest.raises(LookupError):
        await speak()
