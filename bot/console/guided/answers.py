"""Answers that a counsellor writes into what is kept of a person: marked as theirs, shown to the person."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console.intake import FACT, LONGEST_WORDS, WISH, Intake, Question
from bot.conversations.masked import masked
from bot.conversations.schema import ProfileValue


async def save(
    session: AsyncSession, conversation_id: str, intake: Intake, question: Question, given: str, who: str
) -> str | None:
    """Keep an answer, or take it out when it is empty; say how it reads, None when nothing changed.

    Words go through the privacy filter. Of a question that keeps no words only a quick answer is kept: what
    makes studying hard becomes a wish. Raises FilterFailedError, ValueError for words that may not be kept.
    """
    key = FACT + question.id
    row = await session.get(ProfileValue, (conversation_id, key))
    chosen = {one.stored for one in question.options}
    if not given:
        if row is None:
            return None
        await session.delete(row)
        await _set_wish(session, conversation_id, intake, question, _value(row), None)
        return ""
    if given not in chosen and not question.keeps_words:
        raise ValueError(question.id)
    value = given if given in chosen else masked(given[:LONGEST_WORDS])
    value = question.stored_as.get(value, value)
    before = _value(row)
    if before == value:
        return None
    said = value if question.keeps_words and given not in chosen else ""
    content: dict[str, Any] = {
        "value": value, "said": said, "canonical": None, "entity": question.entity, "by": who,
    }  # fmt: skip
    await session.merge(
        ProfileValue(conversation_id=conversation_id, key=key, value=content, at=datetime.now(UTC))
    )
    await _set_wish(session, conversation_id, intake, question, before, value)
    return question.label(value)


async def answers_of(session: AsyncSession, conversation_id: str) -> dict[str, str]:
    """The answers by question id, as they are stored."""
    rows = await session.scalars(
        select(ProfileValue).where(
            ProfileValue.conversation_id == conversation_id, ProfileValue.key.startswith(FACT)
        )
    )
    return {
        row.key.removeprefix(FACT): str(row.value["value"])
        for row in rows
        if isinstance(row.value, Mapping) and "value" in row.value
    }


def _value(row: ProfileValue | None) -> str | None:
    if row is None or not isinstance(row.value, Mapping) or "value" not in row.value:
        return None
    return str(row.value["value"])


async def _set_wish(
    session: AsyncSession,
    conversation_id: str,
    intake: Intake,
    question: Question,
    before: str | None,
    value: str | None,
) -> None:
    """The practical wish behind what is hard comes and goes with the answer; other wishes stay."""
    if question.id != "barriers":
        return
    wishes = {one.id for one in intake.wishes}
    if before in wishes and (row := await session.get(ProfileValue, (conversation_id, f"{WISH}{before}"))):
        await session.delete(row)
    if value in wishes:
        await session.merge(
            ProfileValue(
                conversation_id=conversation_id, key=f"{WISH}{value}", value=True, at=datetime.now(UTC)
            )
        )
