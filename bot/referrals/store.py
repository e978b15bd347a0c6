"""Referrals in the database. Every function works in the transaction of the session that it gets.

The state machine (bot/referrals/states.py) says which steps there are; each is written down with who took it.
A consent is a row of bot/privacy like every other, and beside it the referral says to which words it was.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.masked import masked
from bot.conversations.schema import Conversation
from bot.privacy import consents
from bot.privacy.purposes import Purpose
from bot.referrals.schema import Referral, ReferralMove
from bot.referrals.states import OPEN, SHARED, State, Step, StepRefusedError, moved

PURPOSE = "referral"
PERSON = "learner"
LINK_DAYS = timedelta(days=14)
LONGEST_SUMMARY, LONGEST_PARTNER = 2_000, 120
PAPER, LINK, EMAIL = "paper", "link", "email"
WAYS = (PAPER, LINK, EMAIL)


class SeenChangedError(ValueError):
    """The words are not those that the person has read."""


class NoConsentError(ValueError):
    """The person's consent does not hold."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a referral says: to whom, and what."""

    partner_kind: str
    partner: str
    summary: str

    def kept(self) -> "Words":
        """The same without personal data. Raises FilterFailedError."""
        partner = masked(self.partner)[:LONGEST_PARTNER] if self.partner else ""
        return Words(self.partner_kind, partner, masked(self.summary)[:LONGEST_SUMMARY])


async def draft(
    session: AsyncSession, conversation_id: str, organisation: str, words: Words, who: str
) -> Referral:
    """Begin a referral."""
    kept, now = words.kept(), datetime.now(UTC)
    referral = Referral(
        id=secrets.token_urlsafe(16),
        conversation_id=conversation_id,
        organisation=organisation,
        partner_kind=kept.partner_kind,
        partner=kept.partner,
        summary=kept.summary,
        state=State.DRAFTED,
        way=None,
        person_key=secrets.token_urlsafe(32),
        partner_key=secrets.token_urlsafe(32),
        consent_version=None,
        consented_at=None,
        link_until=None,
        made_by=who[:60],
        made_at=now,
        changed_at=now,
    )
    session.add(referral)
    await session.flush()
    return referral


async def edit(session: AsyncSession, referral: Referral, words: Words, who: str) -> None:
    """Change the words; a consent to the old ones is none to the new. Raises StepRefusedError."""
    kept = words.kept()
    _step(session, referral, Step.EDIT, who)
    referral.partner_kind, referral.partner, referral.summary = kept.partner_kind, kept.partner, kept.summary
    referral.consent_version = referral.consented_at = None


async def consent(
    session: AsyncSession, conversation: Conversation, referral: Referral, purpose: Purpose, seen: str
) -> None:
    """The person says yes to the words they have read. Raises SeenChangedError, StepRefusedError."""
    if seen != seen_of(referral, purpose):
        raise SeenChangedError
    _step(session, referral, Step.CONSENT, PERSON)
    referral.consent_version, referral.consented_at = purpose.version, referral.changed_at
    await consents.record(session, conversation, purpose, purpose.version, granted=True)


async def refuse(
    session: AsyncSession, conversation: Conversation, referral: Referral, purpose: Purpose
) -> None:
    """The person says no, or takes their yes back. Raises StepRefusedError.

    When no other referral lives on their consent, it is taken back as a whole.
    """
    go_on(session, referral, Step.WITHDRAW, PERSON)
    others = await of_conversation(session, referral.conversation_id)
    if not any(one.id != referral.id and one.state in SHARED | {State.CONSENTED} for one in others):
        await consents.record(session, conversation, purpose, purpose.version, granted=False)


async def send(session: AsyncSession, referral: Referral, purpose: Purpose, way: str, who: str) -> None:
    """Note that it is sent; a link works for two weeks from now. Raises NoConsentError, StepRefusedError."""
    if way not in WAYS:
        raise StepRefusedError(way)
    if not await may_be_read(session, referral, purpose):
        raise NoConsentError
    _step(session, referral, Step.SEND, who)
    referral.way = way
    if way != PAPER:
        referral.link_until = referral.changed_at + LINK_DAYS


def go_on(session: AsyncSession, referral: Referral, step: Step, who: str) -> None:
    """Take a step that changes the state alone: answer, close, withdraw. Raises StepRefusedError."""
    if step not in {Step.ANSWER, Step.CLOSE, Step.WITHDRAW}:
        raise StepRefusedError(step)
    _step(session, referral, step, who)
    if step is not Step.ANSWER:
        referral.link_until = None


async def withdraw_all(session: AsyncSession, conversation_id: str) -> None:
    """The person has taken the consent back: nothing of it is given to anybody any more."""
    for referral in await of_conversation(session, conversation_id):
        if referral.state in OPEN:
            go_on(session, referral, Step.WITHDRAW, PERSON)


async def may_be_read(session: AsyncSession, referral: Referral, purpose: Purpose) -> bool:
    """Whether the person agrees to these words now, to a text that still counts."""
    version = referral.consent_version
    return (
        version is not None
        and purpose.accepts(version)
        and await consents.holds(session, referral.conversation_id, purpose)
    )


async def of_conversation(session: AsyncSession, conversation_id: str) -> Sequence[Referral]:
    """The referrals of a conversation, the newest first."""
    rows = await session.scalars(
        select(Referral)
        .where(Referral.conversation_id == conversation_id)
        .order_by(Referral.made_at.desc(), Referral.id)
    )
    return list(rows)


async def moves_of(session: AsyncSession, conversation_id: str) -> Sequence[ReferralMove]:
    """All steps of a conversation's referrals, in their order."""
    rows = await session.scalars(
        select(ReferralMove).where(ReferralMove.conversation_id == conversation_id).order_by(ReferralMove.id)
    )
    return list(rows)


async def by_person_key(session: AsyncSession, key: str) -> Referral | None:
    """The referral whose person's page a key opens."""
    found: Referral | None = await session.scalar(select(Referral).where(Referral.person_key == key))
    return found


async def for_partner(session: AsyncSession, key: str, purpose: Purpose, now: datetime) -> Referral | None:
    """The referral that a partner's link opens now: sent, consented, and within its days."""
    found: Referral | None = await session.scalar(select(Referral).where(Referral.partner_key == key))
    if found is None or found.state not in SHARED or found.link_until is None or found.link_until < now:
        return None
    return found if await may_be_read(session, found, purpose) else None


def seen_of(referral: Referral, purpose: Purpose) -> str:
    """A hash of what the person's page shows; the answer to it brings it back."""
    shown = (purpose.version, referral.partner_kind, referral.partner, referral.summary)
    return hashlib.sha256("\0".join(shown).encode("utf-8", "replace")).hexdigest()


def _step(session: AsyncSession, referral: Referral, step: Step, who: str) -> None:
    referral.state = moved(State(referral.state), step)
    referral.changed_at = datetime.now(UTC)
    session.add(
        ReferralMove(
            conversation_id=referral.conversation_id,
            referral_id=referral.id,
            at=referral.changed_at,
            who=who[:60],
            move=step,
            after=referral.state,
        )
    )
