"""Who needs support is offered a person by name: whom they know, else whom their organisation names."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from bot.console.schema import Staff
from bot.conversations import journal
from bot.conversations.answers import BotMessage
from bot.conversations.database import Database
from bot.conversations.schema import Conversation, OwnerChange
from bot.followup.answering import Answering
from bot.followup.questions import questions
from bot.followup.schema import FollowUp
from bot.followup.states import State
from bot.privacy.purposes import Purpose
from tests.unit.bot.followup.conftest import DATA, URL

KNOWN = questions(DATA)
SUPPORT = {"ohjaus": "Sari Saatavilla"}


async def offer(
    database: Database, conversation: Conversation, purpose: Purpose, support: dict[str, str]
) -> BotMessage:
    """What is said to who is stuck."""
    async with database.writing() as session:
        await session.execute(
            update(Conversation).where(Conversation.id == conversation.id).values(organisation="ohjaus")
        )
        session.add(
            FollowUp(conversation_id=conversation.id, id="week", kind="week", state=State.ASKED, answers={})
        )
    async with database.writing() as session:
        held = await journal.lock(session, conversation.id)
        assert held
        values = {"do": "answer", "kind": "week", "option": "stuck"}
        *_, said = await Answering(DATA, purpose, URL, support).press(session, held, values)
        return said


@pytest.mark.parametrize(("support", "who"), [(SUPPORT, "Sari Saatavilla"), ({}, KNOWN.person.somebody)])
async def test_whom_the_organisation_names(
    support: dict[str, str], who: str, database: Database, conversation: Conversation, purpose: Purpose
) -> None:
    said = await offer(database, conversation, purpose, support)
    assert said.text == KNOWN.person.offer.format(who=who)


async def test_whom_one_has_spoken_with_goes_first(
    database: Database, conversation: Conversation, purpose: Purpose
) -> None:
    now = datetime.now(UTC)
    async with database.writing() as session:
        session.add(Staff(issuer="x", subject="x", handle="maija.k", name="Maija Koponen", signed_in_at=now))
        session.add(
            OwnerChange(
                conversation_id=conversation.id,
                at=now,
                before="waiting",
                after="counsellor",
                who="maija.k",
                why="x",
            )
        )
    said = await offer(database, conversation, purpose, SUPPORT)
    assert said.text == KNOWN.person.offer.format(who="Maija Koponen")
