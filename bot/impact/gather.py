"""Brings the counted rows up to the conversations: those that somebody wrote in since the last time.

A run takes a batch in one transaction, so that a process that dies loses nothing and repeats nothing. What
was written within the last minute waits for the next run: its transaction may not be over yet.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import String, and_, case, cast, delete, func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.journal import BOT, LEARNER
from bot.conversations.ownership import Owner
from bot.conversations.schema import Consent, Conversation, Message, OwnerChange, PlanItem, ProfileValue
from bot.days import HELSINKI
from bot.followup.questions import questions
from bot.followup.schema import FollowUp
from bot.impact import reading
from bot.impact.definitions import groups
from bot.impact.followed import followed
from bot.impact.prepared import mark_stale, prepare
from bot.impact.schema import ImpactMark, ImpactRow, ImpactState
from bot.outreach.places import places_of
from bot.outreach.schema import Campaign

BATCH = 500
SETTLES = timedelta(minutes=1)
SOON, DAY = timedelta(minutes=10), timedelta(hours=24)
COURSE_CARD = '%"kind": "course"%'
HUMAN_BUTTON = "/request_human%"
FOLLOW_UP = "follow_up"

Row = dict[str, Any]


@dataclass(slots=True)
class Told:
    """What the tables hold of one conversation."""

    profile: dict[str, Any] = field(default_factory=dict)
    wrote: bool = False
    suggested: bool = False
    saved: bool = False
    pressed_human: datetime | None = None
    changes: list[tuple[str, datetime]] = field(default_factory=list)
    agreed: bool = False
    follow_ups: list[tuple[str, str, Mapping[str, Any]]] = field(default_factory=list)


async def refresh(session: AsyncSession, data: Path, now: datetime, batch: int = BATCH) -> bool:
    """Count the next batch, and after the last one prepare the sums; returns whether there may be more."""
    state = await _state(session)
    active = Conversation.active_at
    behind = (
        or_(active > state.upto, and_(active == state.upto, Conversation.id > state.last_id))
        if state.upto
        else active.is_not(None)
    )
    found = await session.scalars(
        select(Conversation)
        .where(behind, active <= now - SETTLES)
        .order_by(active, Conversation.id)
        .limit(batch)
    )
    some = list(found)
    if not some:
        state.version += await prepare(session)
        return False
    await _count(session, data, [one for one in some if one.deleted_at is None])
    state.upto, state.last_id = some[-1].active_at, some[-1].id
    state.version += 1
    await mark_stale(session, {_month(one) for one in some})
    if len(some) < batch:
        await prepare(session)
    return len(some) == batch


async def count_again(session: AsyncSession) -> None:
    """Forget how far it has come: after a change of definitions every row is made anew."""
    state = await _state(session)
    state.upto, state.last_id = None, ""
    state.version += 1


async def _state(session: AsyncSession) -> ImpactState:
    state = await session.get(ImpactState, 1, with_for_update=True)
    if state is None:
        state = ImpactState(id=1, upto=None, last_id="", version=0)
        session.add(state)
        await session.flush()
    return state


async def _count(session: AsyncSession, data: Path, some: Sequence[Conversation]) -> None:
    ids = [one.id for one in some]
    if not ids:
        return
    told = await _told(session, ids)
    places = await _campaigns(session, {one.source for one in some if one.source})
    await session.execute(delete(ImpactRow).where(ImpactRow.conversation_id.in_(ids)))
    await session.execute(delete(ImpactMark).where(ImpactMark.conversation_id.in_(ids)))
    rows = [_row(one, told[one.id], places, data) for one in some]
    await session.execute(insert(ImpactRow), rows)
    marks = [mark for one in some for mark in _marks(one, told[one.id])]
    if marks:
        await session.execute(insert(ImpactMark), marks)


async def _campaigns(session: AsyncSession, codes: Iterable[str]) -> dict[str, Campaign]:
    found = await session.scalars(select(Campaign).where(Campaign.code.in_(list(codes))))
    return {one.code: one for one in found}


async def _told(session: AsyncSession, ids: Sequence[str]) -> dict[str, Told]:
    told: dict[str, Told] = defaultdict(Told)
    profile = select(ProfileValue.conversation_id, ProfileValue.key, ProfileValue.value)
    for name, key, value in await session.execute(profile.where(ProfileValue.conversation_id.in_(ids))):
        told[name].profile[key] = value
    await _read_messages(session, ids, told)
    saved = select(PlanItem.conversation_id).where(
        PlanItem.conversation_id.in_(ids), PlanItem.kind == "course"
    )
    for name in await session.scalars(saved.distinct()):
        told[name].saved = True
    changes = select(OwnerChange.conversation_id, OwnerChange.after, OwnerChange.at).order_by(OwnerChange.id)
    for name, after, at in await session.execute(changes.where(OwnerChange.conversation_id.in_(ids))):
        told[name].changes.append((after, at))
    consents = select(Consent.conversation_id, Consent.granted).where(Consent.purpose == FOLLOW_UP)
    ordered = consents.order_by(Consent.message_seq, Consent.number)
    for name, granted in await session.execute(ordered.where(Consent.conversation_id.in_(ids))):
        told[name].agreed |= granted  # who agreed once is counted, whether or not it was taken back later
    asked = select(FollowUp.conversation_id, FollowUp.kind, FollowUp.state, FollowUp.answers)
    for name, kind, state, answers in await session.execute(asked.where(FollowUp.conversation_id.in_(ids))):
        told[name].follow_ups.append((kind, state, answers))
    return told


async def _read_messages(session: AsyncSession, ids: Sequence[str], told: dict[str, Told]) -> None:
    of_learner, of_bot = Message.sender == LEARNER, Message.sender == BOT
    shows_course = cast(Message.cards, String).like(COURSE_CARD)
    asks_human = and_(of_learner, Message.payload.like(HUMAN_BUTTON))
    messages = (
        select(
            Message.conversation_id,
            func.max(case((of_learner, 1), else_=0)),
            func.max(case((and_(of_bot, shows_course), 1), else_=0)),
            func.min(case((asks_human, Message.seq))),
        )
        .where(Message.conversation_id.in_(ids))
        .group_by(Message.conversation_id)
    )
    presses: dict[str, int] = {}
    for name, wrote, suggested, pressed in await session.execute(messages):
        told[name].wrote, told[name].suggested = bool(wrote), bool(suggested)
        if pressed is not None:
            presses[name] = pressed
    if presses:
        at = select(Message.conversation_id, Message.seq, Message.at).where(
            Message.conversation_id.in_(list(presses)), Message.seq.in_(set(presses.values()))
        )
        for name, seq, moment in await session.execute(at):
            if presses[name] == seq:
                told[name].pressed_human = moment


def _row(one: Conversation, told: Told, places: Mapping[str, Campaign], data: Path) -> Row:
    known = reading.told(told.profile)
    named = reading.place_name(told.profile)
    campaign = places.get(one.source or "")
    place = named or (campaign.municipality if campaign else None)
    feedback = told.profile.get("feedback")
    return {
        "conversation_id": one.id,
        "month": _month(one),
        "region": places_of(data).region(place) if place else None,
        "channel": one.channel,
        "campaign": one.source,
        "place_type": campaign.place_type if campaign else None,
        "organisation": one.organisation,
        "age_band": known["age_band"],
        "education": known["education_level"],
        "employment": known["employment_status"],
        "goal": reading.GOALS.get(known["goal"] or "", known["goal"]),
        "left_at": reading.left_at(
            told.profile, wrote=told.wrote, suggested=told.suggested, saved=told.saved
        ),
        "wrote": int(told.wrote),
        "suggested": int(told.suggested),
        "saved": int(told.saved),
        **_human(one, told),
        **reading.wishes(told.profile),
        **reading.target_groups(known, groups(data)),
        "fu_agreed": int(told.agreed),
        **followed(told.follow_ups, questions(data).of_students),
        "feedback_good": int(feedback == "good"),
        "feedback_bad": int(feedback == "bad"),
    }


def _month(one: Conversation) -> str:
    """The month in which it began, in Helsinki."""
    return one.created_at.astimezone(HELSINKI).strftime("%Y-%m")


def _human(one: Conversation, told: Told) -> Row:
    """Whether a human was asked for and came, and how soon after the first request."""
    asked = [at for after, at in told.changes if after == Owner.WAITING]
    if told.pressed_human:
        asked.append(told.pressed_human)
    reached = [at for after, at in told.changes if after == Owner.COUNSELLOR]
    waited = min(reached) - min(asked) if asked and reached else None
    return {
        "human_asked": int(bool(asked)),
        "human_reached": int(bool(reached)),
        "human_asked_and_reached": int(bool(asked and reached)),
        "reached_in_10_min": int(waited is not None and waited <= SOON),
        "reached_in_day": int(waited is not None and waited <= DAY),
        "still_waiting": int(one.owner == Owner.WAITING),
    }


def _marks(one: Conversation, told: Told) -> list[Row]:
    """Questions asked and skipped, topics of facts told, unsure and unknown."""
    marks = {(what, name) for what in ("asked", "skipped") for name in reading.questions(told.profile, what)}
    topics = told.profile.get("facts_asked")
    if isinstance(topics, Mapping):
        marks |= {
            (str(how), str(topic)[:60])
            for topic, how in topics.items()
            if how in {"told", "unsure", "unknown"}
        }
    month = _month(one)
    return [
        {"conversation_id": one.id, "kind": kind, "name": name, "month": month}
        for kind, name in sorted(marks)
    ]
