"""A conversation as its page shows it: messages, what the person told, what was suggested, whose it was."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.messaging.letters import undelivered
from bot.channels.web.access import CONVERSATION_ID
from bot.console.intake import FACT, WISH, Intake, read_intake
from bot.console.keys import member_of
from bot.conversations import journal
from bot.conversations.owners import owner_history
from bot.conversations.ownership import Owner
from bot.conversations.profile import read_consents
from bot.conversations.schema import Conversation, Message, Note, OwnerChange, ProfileValue
from bot.errors import ApiError
from bot.guided.notes import read_notes
from bot.guided.service import found
from bot.keys import DATABASE, PRIVACY, SETTINGS
from bot.plan.models import Plan
from bot.plan.view import SKILLS_KEY, read_plan

MOST_SUGGESTIONS = 12


@dataclass(frozen=True, slots=True)
class Told:
    """An answer to a question of the intake: when, in which words, and which counsellor wrote it, if any."""

    question: str
    asked: str
    label: str
    said: str
    by: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Suggested:
    """A card that was shown: what, why, from where, in which message."""

    seq: int
    kind: str
    title: str
    why: str
    url: str | None
    sample: bool


@dataclass(frozen=True, slots=True)
class Known:
    """A skill or an occupation with what it rests on: words, years, who said yes to it (None: the person)."""

    label: str
    occupation: bool
    experience: str
    said: str
    by: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """All of it. `mine`: whoever looks has the conversation; `undelivered`: what did not come through."""

    conversation: Conversation
    mine: bool
    messages: Sequence[Message]
    told: Sequence[Told]
    open_questions: Sequence[str]
    wishes: Sequence[str]
    summary: str | None
    suggested: Sequence[Suggested]
    skills: Sequence[Known]
    plan: Plan
    consents: Sequence[tuple[str, bool]]
    changes: Sequence[OwnerChange]
    notes: Sequence[Note]
    undelivered: frozenset[int]

    @property
    def id(self) -> str:
        """The conversation's id."""
        return self.conversation.id

    @property
    def owner(self) -> str:
        """Who speaks with the person."""
        return self.conversation.owner

    @property
    def is_open(self) -> bool:
        """Whether a claim could take it."""
        return self.owner in {Owner.BOT, Owner.WAITING}

    @property
    def last_seq(self) -> int:
        """The number of the last message."""
        return self.conversation.last_seq


def conversation_in(request: web.Request) -> str:
    """The conversation's id in the address. Raises ApiError for what cannot be one."""
    conversation_id = request.match_info["id"]
    if not CONVERSATION_ID.fullmatch(conversation_id):
        raise ApiError(404, "unknown_conversation")
    return conversation_id


async def case_of(request: web.Request, conversation_id: str, after: int = 0) -> Case:
    """The case, with the messages behind `after`. Raises NotFoundError, GoneError."""
    member = member_of(request)
    intake = read_intake(request.app[SETTINGS].data)
    async with request.app[DATABASE].reading(brief=True) as session:
        conversation = await found(session, conversation_id, member.organisation.id)
        profile = {row.key: row for row in await _profile(session, conversation_id)}
        consents = await read_consents(session, conversation_id)
        told = _told(profile, intake)
        known = {one.question for one in told}
        messages = await journal.messages_after(session, conversation_id, after)
        said = messages if after == 0 else await _of_bot(session, conversation_id)
        return Case(
            conversation=conversation,
            mine=conversation.owner == Owner.COUNSELLOR and conversation.counsellor == member.handle,
            messages=messages,
            told=told,
            open_questions=[one.text for one in intake.questions if one.id not in known],
            wishes=[one.label for one in intake.wishes if f"{WISH}{one.id}" in profile],
            summary=str(profile["summary"].value) if "summary" in profile else None,
            suggested=_suggested((one.seq, one.cards) for one in said if one.sender == journal.BOT),
            skills=_skills(profile[SKILLS_KEY].value if SKILLS_KEY in profile else None),
            plan=await read_plan(session, conversation_id),
            consents=[(_title(request, purpose), granted) for purpose, granted in consents.items()],
            changes=await owner_history(session, conversation_id),
            notes=await read_notes(session, conversation_id),
            undelivered=await undelivered(session, conversation_id),
        )


def _told(profile: Mapping[str, ProfileValue], intake: Intake) -> list[Told]:
    """The answers in the order of the intake; one that is no answer of it any more is left out."""
    answers = []
    for question in intake.questions:
        row = profile.get(FACT + question.id)
        if row is None or not isinstance(row.value, Mapping) or "value" not in row.value:
            continue
        value = row.value
        shown = str(value.get("canonical") or question.label(str(value["value"])))
        said = str(value.get("said") or "") if question.keeps_words else ""
        by = str(value["by"]) if value.get("by") else None
        answers.append(Told(question.id, question.text, shown, said, by, row.at))
    return answers


def _skills(value: Any) -> list[Known]:
    """Occupations, then skills; what is malformed is left out."""
    stored = value if isinstance(value, Mapping) else {}
    return [
        Known(
            label=str(one["label"]),
            occupation=name == "occupations",
            experience=str(one.get("experience") or ""),
            said=str(one.get("said") or ""),
            by=str(one["by"]) if one.get("by") else None,
        )
        for name in ("occupations", "held")
        for one in stored.get(name) or ()
        if isinstance(one, Mapping) and one.get("label")
    ]


async def _profile(session: AsyncSession, conversation_id: str) -> list[ProfileValue]:
    rows = await session.scalars(select(ProfileValue).where(ProfileValue.conversation_id == conversation_id))
    return list(rows)


async def _of_bot(session: AsyncSession, conversation_id: str) -> Sequence[Message]:
    rows = await session.scalars(
        select(Message)
        .where(Message.conversation_id == conversation_id, Message.sender == journal.BOT)
        .order_by(Message.seq)
    )
    return list(rows)


def _suggested(shown: Iterable[tuple[int, Sequence[Any]]]) -> list[Suggested]:
    """The cards that were shown, the last first, each title once."""
    found: dict[str, Suggested] = {}
    for seq, cards in sorted(shown, key=itemgetter(0), reverse=True):
        for card in cards:
            if isinstance(card, Mapping) and card.get("title") and card.get("kind") != "plan":
                found.setdefault(str(card["title"]), _card(seq, card))
    return list(found.values())[:MOST_SUGGESTIONS]


def _card(seq: int, card: Mapping[str, Any]) -> Suggested:
    url = str(card.get("url") or "")
    return Suggested(
        seq=seq,
        kind=str(card.get("kind", "")),
        title=str(card["title"]),
        why=str(card.get("why") or ""),
        url=url if url.startswith(("https://", "http://")) else None,
        sample=card.get("sample") is True,
    )


def _title(request: web.Request, purpose: str) -> str:
    known = request.app[PRIVACY].purposes.find(purpose)
    return known.title if known else purpose
