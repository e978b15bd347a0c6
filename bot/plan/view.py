"""A plan put together: entries, confirmed skills from the profile, reminders that wait."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import days
from bot.conversations.schema import Conversation, ProfileValue, Reminder
from bot.plan import store
from bot.plan.models import Plan, Reminded, Skill
from bot.plan.reminders import brief, waiting
from bot.rounds import store as rounds
from bot.rounds.words import brief as round_brief

SKILLS_KEY = "skills"  # what the actions keep of confirmed skills: {"occupations": [...], "held": [...]}

OID = re.compile(r"1\.2\.246\.562\.[\d.]+")  # of a course from Opintopolku, in its key
Json = dict[str, Any]


async def read_plan(session: AsyncSession, conversation_id: str) -> Plan:
    """The plan as it stands."""
    kept = await store.entries(session, conversation_id)
    profile = await session.get(ProfileValue, (conversation_id, SKILLS_KEY))
    to_come = await waiting(session, conversation_id)
    return Plan(
        made_at=datetime.now(UTC),
        courses=[one for one in kept if one.kind == "course"],
        steps=[one for one in kept if one.kind == "step"],
        questions=[one for one in kept if one.kind == "question"],
        skills=skills_of(profile.value if profile else None),
        reminders=[Reminded(id=one.id, due_at=one.due_at) for one in to_come],
    )


def skills_of(value: Any) -> list[Skill]:
    """Confirmed occupations, then skills; what is malformed is left out."""
    if not isinstance(value, Mapping):
        return []
    found = []
    for name, occupation in (("occupations", True), ("held", False)):
        for one in value.get(name) or ():
            if isinstance(one, Mapping) and one.get("label"):
                found.append(
                    Skill(label=str(one["label"]), uri=str(one.get("uri", "")), occupation=occupation)
                )
    return found


async def kept_by(session: AsyncSession, conversation: Conversation) -> Json:
    """What a learner keeps, and the rounds to be reminded of, as it rides with a message to the engine."""
    kept = await store.entries(session, conversation.id)
    to_come = await waiting(session, conversation.id)
    oids = {oid for one in kept if one.kind == "course" for oid in OID.findall(one.key)}
    today = days.today()
    offered = await rounds.offered(session, conversation.organisation, sorted(oids), today)
    return {
        "plan": [one.model_dump(exclude_defaults=True) for one in kept],
        "reminders": brief(to_come),
        **({"rounds": [round_brief(one, today) for one in offered]} if offered else {}),
    }


async def exported(session: AsyncSession, conversation_id: str) -> Json:
    """All that is kept of the plan, for the person's own export."""
    kept = await store.entries(session, conversation_id)
    changed = await store.changes(session, conversation_id)
    rows = await session.scalars(
        select(Reminder).where(Reminder.conversation_id == conversation_id).order_by(Reminder.due_at)
    )
    return {
        "plan": [one.model_dump(mode="json") for one in kept],
        "plan_changes": [one.model_dump(mode="json") for one in changed],
        "reminders": [
            {"id": one.id, "kind": one.kind, "due_at": one.due_at.isoformat(), "status": one.status}
            for one in rows
        ],
    }
