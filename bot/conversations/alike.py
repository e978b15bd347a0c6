"""Sees to it that no two messages alike follow each other: the second says that it is said again.

Whoever asks the same thing twice gets the same answer, and should not think that nobody has read it.
"""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.answers import BotMessage
from bot.conversations.journal import BOT, LEARNER
from bot.conversations.schema import Message
from bot.texts import SaidAgain

LOOKED_BACK = 12  # messages; a turn of the bot has fewer


async def said_before(session: AsyncSession, conversation_id: str) -> list[str]:
    """The texts of the bot's last turn, in their order."""
    newest = await session.execute(
        select(Message.sender, Message.text)
        .where(Message.conversation_id == conversation_id)
        .order_by(Message.seq.desc())
        .limit(LOOKED_BACK)
    )
    said: list[str] = []
    for sender, text in newest:
        if sender == BOT:
            said.append(text)
        elif sender == LEARNER and said:
            break
    return said[::-1]


def told_apart(
    before: Sequence[str], messages: Sequence[BotMessage], again: SaidAgain
) -> tuple[BotMessage, ...]:
    """The messages of a turn, each with a lead where it says word by word what was said right before it.

    The first one is compared with the first of the turn before, too: what comes between is another question.
    """
    told: list[BotMessage] = []
    for message in messages:
        leads = again.cards if message.cards else again.text
        earlier = [told[-1].text] if told else [*before[:1], *before[-1:]]
        lead = _lead(message.text, earlier, leads)
        told.append(replace(message, text=f"{lead} {message.text}") if lead else message)
    return tuple(told)


def _lead(text: str, earlier: Sequence[str], leads: Sequence[str]) -> str | None:
    """The lead that a text needs, another one than the last time; None where it is new."""
    if not text:
        return None
    led = {f"{lead} {text}": at for at, lead in enumerate(leads)}
    used = [led.get(said, -1) for said in earlier if said == text or said in led]
    return leads[(max(used) + 1) % len(leads)] if used else None
