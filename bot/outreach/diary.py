"""The outreach worker's visits and contacts. What is written in them is masked, as all that is kept."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.outreach.models import NewContact, NewVisit, OutreachError, Progress, checked_place
from bot.outreach.schema import Campaign, Contact, Visit
from privacy.masking import WHAT_NOBODY_MAY_WRITE, mask

MOST_SHOWN = 200


async def add_visit(session: AsyncSession, data: Path, new: NewVisit, who: str) -> Visit:
    """Write a visit down. Raises OutreachError for a place that does not exist, or another's campaign."""
    place = checked_place(data, new.place_type, new.municipality)
    if new.campaign_id is not None:
        campaign = await session.get(Campaign, new.campaign_id)
        if campaign is None or campaign.organisation != new.organisation:
            raise OutreachError("campaign_id", "there is no such campaign")
    visit = Visit(
        campaign_id=new.campaign_id,
        organisation=new.organisation,
        day=new.day,
        place=mask(new.place).text,
        place_type=place.place_type,
        municipality=place.municipality,
        met=new.met,
        note=mask(new.note).text,
        made_by=who[:60],
        made_at=datetime.now(UTC),
    )
    session.add(visit)
    await session.flush()
    return visit


async def add_contact(session: AsyncSession, data: Path, new: NewContact, who: str) -> Contact:
    """Keep a partner. A work number or address may stand in it, a henkilötunnus may not.

    Raises OutreachError for a place that does not exist.
    """
    place = checked_place(data, new.place_type, new.municipality)
    contact = Contact(
        organisation=new.organisation,
        partner=mask(new.partner, WHAT_NOBODY_MAY_WRITE).text,
        place_type=place.place_type,
        municipality=place.municipality,
        person=mask(new.person, WHAT_NOBODY_MAY_WRITE).text,
        reached_at=mask(new.reached_at, WHAT_NOBODY_MAY_WRITE).text,
        state=new.state,
        next_step=mask(new.next_step, WHAT_NOBODY_MAY_WRITE).text,
        next_on=new.next_on,
        made_by=who[:60],
        made_at=datetime.now(UTC),
    )
    session.add(contact)
    await session.flush()
    return contact


async def visits(session: AsyncSession, organisation: str) -> Sequence[Visit]:
    """The visits of an organisation, the newest first."""
    query = select(Visit).where(Visit.organisation == organisation)
    return list(await session.scalars(query.order_by(Visit.day.desc(), Visit.id.desc()).limit(MOST_SHOWN)))


async def contacts(session: AsyncSession, organisation: str) -> Sequence[Contact]:
    """The contacts of an organisation: what is to be done next comes first."""
    query = select(Contact).where(Contact.organisation == organisation)
    order = (Contact.next_on.is_(None), Contact.next_on, Contact.partner)
    return list(await session.scalars(query.order_by(*order).limit(MOST_SHOWN)))


async def remove[Row: (Visit, Contact)](
    session: AsyncSession, table: type[Row], organisation: str, number: int
) -> bool:
    """Forget a visit or a contact of one's own organisation; says whether there was one."""
    found = await session.get(table, number)
    if found is None or found.organisation != organisation:
        return False
    await session.delete(found)
    return True


async def change_contact(session: AsyncSession, organisation: str, contact_id: int, new: Progress) -> bool:
    """Say how far it has come with a contact of one's own organisation; says whether there was one."""
    contact = await session.get(Contact, contact_id)
    if contact is None or contact.organisation != organisation:
        return False
    contact.state, contact.next_on = new.state, new.next_on
    contact.next_step = mask(new.next_step, WHAT_NOBODY_MAY_WRITE).text
    return True
