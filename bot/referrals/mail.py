"""The partner's link by e-mail, to the address that the organisation keeps of the partner.

The letter names neither the person nor the summary: both stand behind the link, which ends with the person's
consent. Whether it still may go, and where to, is read when it goes.
"""

from datetime import UTC, datetime

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console.keys import ORGANISATIONS
from bot.keys import PRIVACY, SETTINGS
from bot.mail import outbox
from bot.mail.post import ToOther
from bot.mail.schema import Letter
from bot.mail.writing import Written
from bot.outreach.schema import Contact
from bot.plan.page import finnish_day
from bot.privacy.reach import read_reach
from bot.referrals import store
from bot.referrals.schema import Referral
from bot.referrals.states import SHARED
from bot.referrals.texts import referral_texts

WHAT, KIND = "referral", "email"


async def addresses(session: AsyncSession, organisation: str) -> dict[str, str]:
    """The organisation's partners with an e-mail address, by their name; the first entry of a name counts."""
    rows = await session.execute(
        select(Contact.partner, Contact.reached_at)
        .where(Contact.organisation == organisation)
        .order_by(Contact.id.desc())
    )
    read = ((partner, read_reach(KIND, reached_at)) for partner, reached_at in rows)
    return {partner: address for partner, address in read if address is not None}


async def want(session: AsyncSession, referral: Referral) -> None:
    """Note a letter for a referral that has just been sent by e-mail."""
    now = referral.changed_at
    key = f"{WHAT}:{referral.id}:{int(now.timestamp())}"
    await outbox.want(
        session, referral.conversation_id, key, what=WHAT, purpose=store.PURPOSE, kind=KIND, now=now
    )


async def states(session: AsyncSession, conversation_id: str) -> dict[str, str]:
    """How far the last letter of each of a conversation's referrals has come."""
    rows = await session.execute(
        select(Letter.key, Letter.state)
        .where(Letter.conversation_id == conversation_id, Letter.what == WHAT)
        .order_by(Letter.at)
    )
    return {_referral_of(key): state for key, state in rows}


def letters(app: web.Application) -> ToOther:
    """What the post asks for such a letter."""

    async def written(session: AsyncSession, letter: Letter) -> tuple[str, Written] | None:
        texts, purpose = referral_texts(app[SETTINGS].data), app[PRIVACY].purposes[store.PURPOSE]
        referral = await session.get(Referral, _referral_of(letter.key))
        if referral is None or referral.state not in SHARED or referral.link_until is None:
            return None
        if referral.link_until < datetime.now(UTC) or not await store.may_be_read(session, referral, purpose):
            return None
        to = (await addresses(session, referral.organisation)).get(referral.partner)
        if to is None:
            return None
        organisation = app[ORGANISATIONS].named(referral.organisation)
        text = texts.mail.text.format(
            sender=organisation.name if organisation else referral.organisation,
            link=partner_link(app[SETTINGS].public_base_url, referral),
            until=finnish_day(referral.link_until),
        )
        return to, Written(texts.mail.subject, text, "")

    return written


def partner_link(public: str, referral: Referral) -> str:
    """The address of what the partner may read."""
    return f"{public}/referral/for/{referral.partner_key}"


def _referral_of(key: str) -> str:
    return key.split(":")[1]
