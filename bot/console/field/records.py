"""Keeps what a tablet sends: each record once, as a guided session of its counsellor."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.web.incoming import clean
from bot.console.guided import answers
from bot.console.guided.sessions import begin_within
from bot.console.intake import LONGEST_WORDS, Intake
from bot.console.schema import FieldReceipt
from bot.conversations.writing import insert_once
from bot.guided.service import Actor
from bot.outreach.store import campaign_of

REMEMBERED = timedelta(days=365)

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_WORDS)]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{8,64}$")]


class Record(BaseModel):
    """What was entered about one person. `heard`: they know what is stored; `campaign`: where it was."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Id
    heard: Literal[True]
    campaign: Annotated[str, StringConstraints(max_length=40)] = ""
    answers: Annotated[dict[str, Words], Field(max_length=40)]


async def keep(session: AsyncSession, intake: Intake, record: Record, who: Actor) -> bool:
    """Keep a record; the same id again changes nothing. Returns whether it was new.

    Words that a question does not keep are left out, all others are masked. Raises FilterFailedError.
    """
    now = datetime.now(UTC)
    await session.execute(delete(FieldReceipt).where(FieldReceipt.at < now - REMEMBERED))
    name = hashlib.sha256(f"{who.organisation} {who.handle} {record.id}".encode()).hexdigest()
    row = {"id_hash": name, "organisation": who.organisation, "at": now}
    if not await insert_once(session, FieldReceipt, row):
        return False
    conversation_id = await begin_within(session, who, await _source(session, record, who))
    for question in intake.questions:
        given = clean(record.answers.get(question.id, ""))
        known = {one.stored for one in question.options}
        if given and (question.keeps_words or given in known):
            await answers.save(session, conversation_id, intake, question, given, who.handle)
    return True


async def _source(session: AsyncSession, record: Record, who: Actor) -> str | None:
    """The code of the campaign, also of one that has ended since; another organisation's is none."""
    campaign = await campaign_of(session, record.campaign)
    return campaign.code if campaign is not None and campaign.organisation == who.organisation else None
