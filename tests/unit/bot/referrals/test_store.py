"""Referrals in the database: nothing is read by a partner that the person has not seen and agreed to."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.conversations import journal
from bot.conversations.database import Database
from bot.conversations.schema import Conversation
from bot.privacy import consents
from bot.privacy.erasure import erase_within
from bot.privacy.purposes import Purpose, read_purposes
from bot.referrals import store
from bot.referrals.schema import Referral
from bot.referrals.states import State, Step, StepRefusedError
from bot.referrals.store import NoConsentError, SeenChangedError, Words

DATA = Path("data")
WORDS = Words("institution", "Oulun opisto", "Hakee hoitoalalle. Puhelin 040 123 4567.")
LATER = timedelta(days=15)


@pytest.fixture
def purpose() -> Purpose:
    """The purpose of referrals."""
    return read_purposes(DATA)[store.PURPOSE]


@pytest.fixture
async def referral(database: Database, conversation: Conversation) -> Referral:
    """A draft."""
    async with database.writing() as session:
        return await store.draft(session, conversation.id, "ohjaus", WORDS, "maija")


async def agree(database: Database, referral: Referral, purpose: Purpose) -> None:
    """The person reads the page and says yes."""
    async with database.writing() as session:
        conversation = await journal.lock(session, referral.conversation_id)
        row = await store.by_person_key(session, referral.person_key)
        assert conversation
        assert row
        await store.consent(session, conversation, row, purpose, store.seen_of(row, purpose))


async def send(database: Database, referral: Referral, purpose: Purpose, way: str = store.LINK) -> None:
    """The counsellor opens the link."""
    async with database.writing() as session:
        row = await session.get_one(Referral, referral.id)
        await store.send(session, row, purpose, way, "maija")


async def readable(database: Database, referral: Referral, purpose: Purpose, at: datetime) -> bool:
    """Whether the partner's link opens something."""
    async with database.reading() as session:
        return await store.for_partner(session, referral.partner_key, purpose, at) is not None


async def test_a_draft_is_masked_and_cannot_be_sent(
    database: Database, referral: Referral, purpose: Purpose
) -> None:
    assert "123 4567" not in referral.summary
    with pytest.raises(NoConsentError):
        await send(database, referral, purpose)
    assert not await readable(database, referral, purpose, datetime.now(UTC))


async def test_the_link_works_for_two_weeks_after_it_was_agreed_and_sent(
    database: Database, referral: Referral, purpose: Purpose
) -> None:
    await agree(database, referral, purpose)
    assert not await readable(database, referral, purpose, datetime.now(UTC))
    await send(database, referral, purpose)
    assert await readable(database, referral, purpose, datetime.now(UTC))
    assert not await readable(database, referral, purpose, datetime.now(UTC) + LATER)
    async with database.reading() as session:
        moves = await store.moves_of(session, referral.conversation_id)
        assert [(one.who, one.move) for one in moves] == [("learner", "consent"), ("maija", "send")]
        granted = (await consents.latest(session, referral.conversation_id))[store.PURPOSE]
    assert (granted.granted, granted.version) == (True, purpose.version)


async def test_on_paper_there_is_no_link(database: Database, referral: Referral, purpose: Purpose) -> None:
    await agree(database, referral, purpose)
    await send(database, referral, purpose, store.PAPER)
    assert not await readable(database, referral, purpose, datetime.now(UTC))
    with pytest.raises(StepRefusedError):
        await send(database, referral, purpose, "fax")


async def test_a_consent_is_to_the_words_that_were_seen(
    database: Database, referral: Referral, purpose: Purpose
) -> None:
    seen = store.seen_of(referral, purpose)
    async with database.writing() as session:
        row = await session.get_one(Referral, referral.id)
        await store.edit(session, row, Words("institution", "", "Jotain muuta."), "maija")
        conversation = await journal.lock(session, referral.conversation_id)
        assert conversation
        with pytest.raises(SeenChangedError):
            await store.consent(session, conversation, row, purpose, seen)
    await agree(database, referral, purpose)
    async with database.writing() as session:
        row = await session.get_one(Referral, referral.id)
        await store.edit(session, row, WORDS, "maija")
    with pytest.raises(NoConsentError):
        await send(database, referral, purpose)


async def test_who_takes_it_back_ends_the_link_and_the_consent(
    database: Database, referral: Referral, purpose: Purpose
) -> None:
    await agree(database, referral, purpose)
    await send(database, referral, purpose)
    async with database.writing() as session:
        conversation = await journal.lock(session, referral.conversation_id)
        row = await session.get_one(Referral, referral.id)
        assert conversation
        await store.refuse(session, conversation, row, purpose)
        assert not await consents.holds(session, conversation.id, purpose)
    assert not await readable(database, referral, purpose, datetime.now(UTC))
    with pytest.raises(NoConsentError):
        await send(database, referral, purpose)


async def test_another_referral_keeps_the_consent_that_it_lives_on(
    database: Database, referral: Referral, purpose: Purpose
) -> None:
    async with database.writing() as session:
        other = await store.draft(session, referral.conversation_id, "ohjaus", WORDS, "maija")
    for one in (referral, other):
        await agree(database, one, purpose)
        await send(database, one, purpose)
    async with database.writing() as session:
        conversation = await journal.lock(session, referral.conversation_id)
        row = await session.get_one(Referral, referral.id)
        assert conversation
        await store.refuse(session, conversation, row, purpose)
    assert not await readable(database, referral, purpose, datetime.now(UTC))
    assert await readable(database, other, purpose, datetime.now(UTC))
    async with database.writing() as session:
        await store.withdraw_all(session, referral.conversation_id)
    assert not await readable(database, other, purpose, datetime.now(UTC))


async def test_a_closed_one_is_read_by_nobody(
    database: Database, referral: Referral, purpose: Purpose
) -> None:
    await agree(database, referral, purpose)
    await send(database, referral, purpose)
    async with database.writing() as session:
        row = await session.get_one(Referral, referral.id)
        store.go_on(session, row, Step.ANSWER, "maija")
        store.go_on(session, row, Step.CLOSE, "maija")
        assert row.state == State.CLOSED
        with pytest.raises(StepRefusedError):
            store.go_on(session, row, Step.EDIT, "maija")
    assert not await readable(database, referral, purpose, datetime.now(UTC))


async def test_it_is_erased_with_the_conversation(
    database: Database, referral: Referral, purpose: Purpose
) -> None:
    await agree(database, referral, purpose)
    async with database.writing() as session:
        await erase_within(session, referral.conversation_id, "learner")
    async with database.reading() as session:
        assert await session.get(Referral, referral.id) is None
        assert await store.moves_of(session, referral.conversation_id) == []
