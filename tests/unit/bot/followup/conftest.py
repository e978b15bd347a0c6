"""Fixtures: the handler of follow-ups' buttons, a scheduler with their jobs, a clock that a test sets."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.conversations import journal
from bot.conversations.answers import BotMessage
from bot.conversations.database import Database
from bot.conversations.schema import Conversation, Message
from bot.conversations.wake import Bell
from bot.followup import service
from bot.followup.answering import Answering
from bot.privacy.purposes import Purpose, read_purposes
from bot.scheduler.runner import Scheduler
from bot.settings import ROOT
from tests.support.clock import HandClock

DATA = ROOT / "data"
URL = "https://suunta.example.fi"
Press = Callable[..., Awaitable[list[BotMessage]]]


@pytest.fixture
def clock() -> HandClock:
    """Now."""
    return HandClock()


@pytest.fixture
def purpose() -> Purpose:
    """The purpose that follow-ups are agreed to."""
    return read_purposes(DATA)["follow_up"]


@pytest.fixture
def scheduler(database: Database, clock: HandClock, purpose: Purpose) -> Scheduler:
    """A scheduler that offers and asks."""
    made = Scheduler(database, clock)
    service.register(made, Bell(), DATA, purpose)
    return made


@pytest.fixture
def press(database: Database, conversation: Conversation, purpose: Purpose) -> Press:
    """Press a button of the gateway's own."""

    async def pressing(**values: str) -> list[BotMessage]:
        async with database.writing() as session:
            held = await journal.lock(session, conversation.id)
            assert held
            return await Answering(DATA, purpose, URL).press(session, held, values)

    return pressing


async def said(database: Database, conversation: Conversation) -> list[Message]:
    """What the system said in the conversation."""
    async with database.reading() as session:
        messages = await journal.messages_after(session, conversation.id, 0)
    return [message for message in messages if message.sender == journal.SYSTEM]


def later(clock: HandClock, **time: int) -> None:
    """Let time pass."""
    clock.now += timedelta(**time)
