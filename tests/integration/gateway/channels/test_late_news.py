"""What comes late or from aside: failures after the sending, STOP and what was planned, groups."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.channels.messaging import letters
from bot.channels.messaging.schema import DeadLetter, Sending
from bot.channels.setup import COURIER
from bot.conversations import journal
from bot.conversations.answers import BotMessage
from bot.conversations.schema import Conversation, Job, Message, Reminder
from bot.keys import DATABASE
from bot.plan import reminders
from bot.scheduler import jobs
from tests.integration.gateway.channels.conftest import Line


async def _say(line: Line, *texts: str) -> str:
    async with line.gateway.app[DATABASE].writing() as session:
        conversation_id = str(await session.scalar(select(Conversation.id)))
        for text in texts:
            await journal.send(session, conversation_id, journal.SYSTEM, BotMessage(text))
    await line.quiet()
    await line.phone.until(*texts)
    return conversation_id


async def _all(line: Line, table: Any) -> list[Any]:
    async with line.gateway.app[DATABASE].reading() as session:
        return list(await session.scalars(select(table)))


async def test_a_late_failure_marks_the_message_that_was_lost_and_it_alone_goes_again(line: Line) -> None:
    if not hasattr(line.provider, "lost"):  # Telegram and Messenger tell of no late failures
        assert line.provider.name in {"telegram", "messenger"}
        return
    await line.phone.do("text", 1, text="moi")
    await line.phone.until("Kuulin: moi")
    conversation_id = await _say(line, "eka", "toka", "kolmas")
    number = line.provider.texts.index("toka") + 1
    for _ in range(2):
        assert await line.phone.deliver(*line.provider.lost(number, line.phone.address)) == 200
    [letter] = await _all(line, DeadLetter)
    [lost] = [one for one in await _all(line, Message) if one.seq == letter.seq]
    assert lost.text == "toka"
    async with line.gateway.app[DATABASE].writing() as session:
        assert await letters.undelivered(session, conversation_id) == {letter.seq}
        assert await letters.send_again(session, letter.id, datetime.now(UTC))
    async with asyncio.timeout(15):
        while line.provider.texts[-1] != "toka":
            await line.quiet()
            await asyncio.sleep(0.05)
    await line.gateway.app[COURIER].idle()
    assert line.provider.texts[-3:] == ["toka", "kolmas", "toka"]
    async with line.gateway.app[DATABASE].reading() as session:
        assert await letters.undelivered(session, conversation_id) == frozenset()


async def test_ids_of_messages_are_kept_as_hashes_that_hold_no_address(line: Line) -> None:
    await line.phone.do("text", 1, text="moi")
    await line.phone.until("Kuulin: moi")
    await line.gateway.app[COURIER].idle()
    kept = await _all(line, Sending)
    assert len(kept) == len(line.provider.sent) and all(len(one.key) == 64 for one in kept)
    names = [one.client_message_id for one in await _all(line, Message) if one.client_message_id]
    assert names and not any("wamid" in name or line.phone.address in name for name in names)


@pytest.mark.parametrize("how", ["word", "provider"])
async def test_stop_takes_back_what_would_be_said_later(line: Line, how: str) -> None:
    if how == "provider" and line.provider.name not in {"telegram", "sms"}:
        how = "word"
    await line.phone.do("text", 1, text="moi")
    await line.phone.until("Kuulin: moi")
    conversation_id, due_at = await _say(line), datetime.now(UTC) + timedelta(days=3)
    async with line.gateway.app[DATABASE].writing() as session:
        session.add(
            Reminder(
                conversation_id=conversation_id,
                id="r1",
                kind="apply",
                due_at=due_at,
                status=reminders.WAITING,
                at=datetime.now(UTC),
            )
        )
        key = f"{conversation_id}:r1"
        await jobs.schedule(session, reminders.JOB, key, due_at, conversation_id=conversation_id)
    await (line.phone.do("text", 2, text="STOP") if how == "word" else line.phone.do("blocked", 2))
    [reminder] = await _all(line, Reminder)
    assert reminder.status == reminders.CANCELLED
    assert [one.kind for one in await _all(line, Job) if one.conversation_id == conversation_id] == []


async def test_in_a_group_we_say_one_line_once_and_leave(telegram: Line) -> None:
    for number, sort in enumerate(("taken_along", "group", "group"), start=1):
        assert await telegram.phone.do(sort, number) == 200
    assert [text for text in telegram.provider.texts if "yhden ihmisen" in text] == telegram.provider.texts
    assert len(telegram.provider.texts) == 1 and set(telegram.provider.left) == {-5}
    assert await _all(telegram, Conversation) == []
