"""What a turn tells of an unanswered question is kept as words; all else is left out, never the answer."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from bot.conversations import journal
from bot.conversations.database import Database
from bot.conversations.profile import apply_effects
from bot.conversations.schema import Conversation
from bot.knowledge.schema import Unanswered

EFFECT: dict[str, Any] = {
    "type": "question.unanswered",
    "kind": "not_understood",
    "intent": "ask_cost",
    "confidence": 0.41,
    "words": ["asunto", "laina"],
}


async def kept(database: Database, conversation: Conversation, **changed: Any) -> list[Unanswered]:
    """What is kept of a turn with the effect, applied twice as after a crash."""
    for _ in range(2):
        async with database.writing() as session:
            locked = await journal.lock(session, conversation.id)
            assert locked is not None
            await apply_effects(session, locked, 3, [EFFECT | changed])
    async with database.reading() as session:
        return list(await session.scalars(select(Unanswered)))


async def test_it_is_kept_once_for_the_organisation_of_the_conversation(
    database: Database, conversation: Conversation
) -> None:
    (row,) = await kept(database, conversation)
    assert (row.kind, row.intent, row.confidence) == ("not_understood", "ask_cost", 0.41)
    assert (row.words, row.organisation) == (["asunto", "laina"], conversation.organisation)
    assert abs((datetime.now(UTC) - row.at).total_seconds()) < 60


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"words": ["soita nyt", "040123", "a@b.fi", "<b>", "ab", "x" * 31, "aita"]}, ["aita"]),
        ({"words": ["sana"] * 50}, ["sana"] * 12),
        ({"intent": "DROP TABLE", "confidence": None, "words": []}, []),
    ],
)
async def test_only_words_are_kept(
    database: Database, conversation: Conversation, changed: dict[str, Any], words: list[str]
) -> None:
    (row,) = await kept(database, conversation, **changed)
    assert row.words == words


@pytest.mark.parametrize(
    "changed", [{"kind": "gossip"}, {"words": None}, {"words": [1]}, {"confidence": "sure"}]
)
async def test_what_is_malformed_is_left_out(
    database: Database, conversation: Conversation, changed: dict[str, Any]
) -> None:
    assert await kept(database, conversation, **changed) == []
