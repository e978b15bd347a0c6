"""What becomes of a suggestion: taken as it is, taken with a change, or rejected with a reason."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console.schema import SuggestionReview
from bot.conversations.masked import masked
from bot.conversations.schema import ProfileValue
from bot.guided.service import Actor
from bot.plan import store
from bot.plan.models import NewEntry
from bot.plan.view import SKILLS_KEY

ACCEPTED, EDITED, REJECTED = "accepted", "edited", "rejected"
OPEN, APPROVED, DISMISSED, SETTLED = "open", "approved", "dismissed", "settled"
MOST_SHOWN = 200

Short = Annotated[str, Field(max_length=300)]


class Shown(BaseModel):
    """A suggestion as the page sends it back: what was shown, with its grounds."""

    model_config = ConfigDict(extra="ignore", frozen=True, str_strip_whitespace=True)

    kind: Literal["skill", "occupation", "course", "step", "fact"]
    key: Annotated[str, Field(min_length=1, max_length=110)]
    title: Annotated[str, Field(min_length=1, max_length=300)]
    source: Short = ""
    confidence: Literal["high", "medium", "low"] = "low"
    url: Annotated[str, Field(max_length=600, pattern=r"^(https?://[^\s]+)?$")] = ""
    provider: Short = ""
    place: Short = ""
    sample: bool = False
    question: Short = ""
    words: Short = ""  # the person's own, on which a skill rests: kept with it, never in the review


async def decide(
    session: AsyncSession,
    conversation_id: str,
    who: Actor,
    shown: Shown,
    *,
    decision: str,
    edited: str = "",
    reason: str | None = None,
) -> None:
    """Keep what was taken where it belongs, and write down what was decided; once a suggestion.

    Raises PlanFullError, FilterFailedError.
    """
    title = masked(edited)[:300] if edited else shown.title
    changed = decision == ACCEPTED and title != shown.title
    if decision == ACCEPTED:
        await _take(session, conversation_id, who, shown, title)
    await _note(session, conversation_id, who, shown, EDITED if changed else decision, title, reason)


async def decided_keys(session: AsyncSession, conversation_id: str) -> list[str]:
    """What was decided on already: it is not suggested again."""
    rows = await session.scalars(
        select(SuggestionReview.key).where(SuggestionReview.conversation_id == conversation_id)
    )
    return list(rows)


async def waiting_reviews(session: AsyncSession, organisation: str) -> Sequence[SuggestionReview]:
    """Rejections and corrections that wait for a lead, the oldest first."""
    rows = await session.scalars(
        select(SuggestionReview)
        .where(SuggestionReview.organisation == organisation, SuggestionReview.state == OPEN)
        .order_by(SuggestionReview.id)
        .limit(MOST_SHOWN)
    )
    return list(rows)


async def review(session: AsyncSession, organisation: str, number: int, who: str, *, approved: bool) -> bool:
    """Approve an entry as data to learn from, or not; False where the organisation has none by that id."""
    done = await session.execute(
        update(SuggestionReview)
        .where(
            SuggestionReview.id == number,
            SuggestionReview.organisation == organisation,
            SuggestionReview.state == OPEN,
        )
        .values(
            state=APPROVED if approved else DISMISSED, reviewed_by=who[:60], reviewed_at=datetime.now(UTC)
        )
        .returning(SuggestionReview.id)
    )
    return done.first() is not None


async def _take(session: AsyncSession, conversation_id: str, who: Actor, shown: Shown, title: str) -> None:
    if shown.kind in {"skill", "occupation"}:
        await _add_skill(session, conversation_id, who, shown, title)
        return
    if shown.kind == "course":
        entry = NewEntry(
            kind="course",
            key=shown.key,
            title=title,
            provider=shown.provider or None,
            place=shown.place or None,
            url=shown.url or None,
            sample=shown.sample,
        )
    elif shown.kind == "step":
        entry = NewEntry(kind="step", key=shown.key, title=title)
    else:
        asks = title if title != shown.title else shown.question or title
        entry = NewEntry(kind="question", key=shown.key, title=asks, who=shown.source or None)
    await store.add(session, conversation_id, entry, who=who.handle)


async def _add_skill(
    session: AsyncSession, conversation_id: str, who: Actor, shown: Shown, title: str
) -> None:
    """Beside what the person confirmed themselves, with the counsellor's name on it."""
    row = await session.get(ProfileValue, (conversation_id, SKILLS_KEY))
    known = dict(row.value) if row is not None and isinstance(row.value, Mapping) else {}
    name = "occupations" if shown.kind == "occupation" else "held"
    held: list[Any] = list(known.get(name) or [])
    if any(isinstance(one, Mapping) and one.get("uri") == shown.key for one in held):
        return
    said = {"said": masked(shown.words)[:300]} if shown.words else {}
    known[name] = [*held, {"uri": shown.key, "label": title, "by": who.handle, **said}]
    await session.merge(
        ProfileValue(conversation_id=conversation_id, key=SKILLS_KEY, value=known, at=datetime.now(UTC))
    )


async def _note(
    session: AsyncSession,
    conversation_id: str,
    who: Actor,
    shown: Shown,
    decision: str,
    title: str,
    reason: str | None,
) -> None:
    if shown.key in await decided_keys(session, conversation_id):
        return
    session.add(
        SuggestionReview(
            conversation_id=conversation_id,
            organisation=who.organisation,
            at=datetime.now(UTC),
            who=who.handle,
            kind=shown.kind,
            key=shown.key,
            suggestion=shown.model_dump(exclude_defaults=True, exclude={"words"}),
            decision=decision,
            edited=title if decision == EDITED else None,
            reason=reason,
            state=SETTLED if decision == ACCEPTED else OPEN,
            reviewed_by=None,
            reviewed_at=None,
        )
    )
