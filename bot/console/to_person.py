"""What the console says to a person by itself: their place in the queue, honest times, what was noted.

A waiting time is the median of the waits of the last days, said only when there were enough of them. Who
comes when nobody is there is told so, with the way to leave a number instead.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.console.members import Members
from bot.console.organisations import Organisations
from bot.console.permissions import Action
from bot.conversations.notices import say
from bot.conversations.ownership import Owner
from bot.conversations.schema import Conversation, OwnerChange
from bot.conversations.turns import Waiting
from bot.days import HELSINKI
from bot.texts import ButtonText, MessageText, read_model

LOOKS_BACK = timedelta(days=14)
ENOUGH_WAITS = 5
LONGEST_SAID_MINUTES = 60


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Before(_Strict):
    """How many wait already, in words."""

    one: str
    many: str


class ToPerson(_Strict):
    """The sentences."""

    first: str
    place: str
    before_you: Before
    usual: str
    nobody: str
    closed: str
    closed_unknown: str
    when: str
    today: str
    tomorrow: str
    weekdays: tuple[str, ...] = Field(min_length=7, max_length=7)
    leave_contact: ButtonText
    edited: str
    removed: str

    def opening(self, opens: datetime, now: datetime) -> str:
        """When the counsellors are there again."""
        local, today = opens.astimezone(HELSINKI), now.astimezone(HELSINKI).date()
        days = (local.date() - today).days
        day = {0: self.today, 1: self.tomorrow}.get(days, self.weekdays[local.weekday()])
        if days > 6:
            day = f"{local.day}.{local.month}."
        minutes = f".{local.minute:02}" if local.minute else ""
        return self.when.format(day=day, time=f"{local.hour}{minutes}")

    def place_of(self, before: int) -> str:
        """The place in the queue."""
        if before == 0:
            return self.first
        count = self.before_you.one if before == 1 else self.before_you.many.format(count=before)
        return self.place.format(count=count)


def read_to_person(data: Path) -> ToPerson:
    """Read the file. Raises TextsError."""
    return read_model(data / "console" / "to_person.yml", ToPerson)


def tells_who_waits(words: ToPerson, organisations: Organisations, members: Members) -> Waiting:
    """What is done when somebody begins to wait: tell them where they stand."""

    async def tell(session: AsyncSession, conversation: Conversation) -> None:
        organisation = organisations.named(conversation.organisation) or organisations.default
        now = datetime.now(UTC)
        if not organisation.is_open(now):
            opens = organisation.next_opening(now)
            text = words.closed.format(when=words.opening(opens, now)) if opens else words.closed_unknown
            await say(session, conversation.id, MessageText(text=text, buttons=(words.leave_contact,)))
            return
        here = await members.here_in(session, organisation.id)
        if not any(one.available and one.may(Action.CONVERSATION_TAKE) for one in here):
            await say(
                session, conversation.id, MessageText(text=words.nobody, buttons=(words.leave_contact,))
            )
            return
        parts = [words.place_of(await _before(session, conversation))]
        if minutes := usual_minutes(await _waits(session, organisation.id, now)):
            parts.append(words.usual.format(minutes=minutes))
        await say(session, conversation.id, MessageText(text=" ".join(parts)))

    return tell


def usual_minutes(waits: Sequence[timedelta]) -> int | None:
    """The median wait in minutes, upwards; None for too few waits, or for so long ones that none helps."""
    if len(waits) < ENOUGH_WAITS:
        return None
    minutes = max(1, -int(-median(wait.total_seconds() for wait in waits) // 60))
    return minutes if minutes <= LONGEST_SAID_MINUTES else None


async def _before(session: AsyncSession, conversation: Conversation) -> int:
    return (
        await session.scalar(
            select(func.count())
            .select_from(Conversation)
            .where(
                Conversation.organisation == conversation.organisation,
                Conversation.owner == Owner.WAITING,
                Conversation.id != conversation.id,
                Conversation.deleted_at.is_(None),
            )
        )
        or 0
    )


async def _waits(session: AsyncSession, organisation: str, now: datetime) -> list[timedelta]:
    """How long those waited whom a counsellor took over of late."""
    began, taken = aliased(OwnerChange), aliased(OwnerChange)
    began_id = (
        select(func.max(began.id))
        .where(
            began.conversation_id == taken.conversation_id,
            began.id < taken.id,
            began.after == Owner.WAITING,
        )
        .correlate(taken)
        .scalar_subquery()
    )
    start = aliased(OwnerChange)
    rows = await session.execute(
        select(start.at, taken.at)
        .join(Conversation, Conversation.id == taken.conversation_id)
        .join(start, start.id == began_id)
        .where(
            Conversation.organisation == organisation,
            taken.before == Owner.WAITING,
            taken.after == Owner.COUNSELLOR,
            taken.at > now - LOOKS_BACK,
        )
    )
    return [end - begin for begin, end in rows]
