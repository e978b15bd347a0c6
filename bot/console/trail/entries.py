"""Which entries of the trail an auditor asks for: by person, what was done, to what, and when."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console.permissions import Action
from bot.console.schema import AuditEntry
from bot.days import HELSINKI

A_PAGE = 50
MOST_PEOPLE = 200
AT_A_TIME = 1_000
LONGEST = 100
LARGEST_ID = 2**31 - 1
OUTCOMES = ("granted", "denied", "refused")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is looked for; None leaves it open. Days are of Helsinki, both belong to the time."""

    who: str | None = None
    action: Action | None = None
    target: str | None = None
    outcome: str | None = None
    first: date | None = None
    last: date | None = None
    before: int | None = None

    @property
    def query(self) -> str:
        """The same as it stands in an address, without the place in the list."""
        given = {
            name: getattr(self, name) for name in ("who", "action", "target", "outcome", "first", "last")
        }
        return urlencode({name: str(value) for name, value in given.items() if value is not None})


def chosen_in(query: Mapping[str, str]) -> Chosen:
    """Read what an address asks for; what cannot be read is left open."""
    action = query.get("action", "")
    outcome = query.get("outcome", "")
    return Chosen(
        who=_words(query.get("who", "")),
        action=Action(action) if action in set(Action) else None,
        target=_words(query.get("target", "")),
        outcome=outcome if outcome in OUTCOMES else None,
        first=_day(query.get("first", "")),
        last=_day(query.get("last", "")),
        before=_number(query.get("before", "")),
    )


async def page_of(
    session: AsyncSession, organisation: str, chosen: Chosen, routes: Mapping[str, Action]
) -> tuple[Sequence[AuditEntry], int | None]:
    """A page of an organisation's entries, the newest first, and behind which id the next one begins."""
    found = list(await session.scalars(_query(organisation, chosen, routes).limit(A_PAGE + 1)))
    more = found[A_PAGE - 1].id if len(found) > A_PAGE else None
    return found[:A_PAGE], more


async def all_of(
    session: AsyncSession, organisation: str, chosen: Chosen, routes: Mapping[str, Action]
) -> AsyncIterator[AuditEntry]:
    """All of them, a thousand at a time."""
    while found := list(await session.scalars(_query(organisation, chosen, routes).limit(AT_A_TIME))):
        for entry in found:
            yield entry
        session.expunge_all()
        chosen = replace(chosen, before=found[-1].id)


async def people_of(session: AsyncSession, organisation: str) -> Sequence[str]:
    """Who stands in an organisation's trail."""
    rows = await session.scalars(
        select(AuditEntry.who)
        .where(AuditEntry.organisation == organisation)
        .distinct()
        .order_by(AuditEntry.who)
        .limit(MOST_PEOPLE)
    )
    return list(rows)


def _query(organisation: str, chosen: Chosen, routes: Mapping[str, Action]) -> Select[AuditEntry]:
    query = select(AuditEntry).where(AuditEntry.organisation == organisation).order_by(AuditEntry.id.desc())
    if chosen.who is not None:
        query = query.where(AuditEntry.who == chosen.who)
    if chosen.target is not None:
        query = query.where(AuditEntry.target == chosen.target)
    if chosen.outcome is not None:
        query = query.where(AuditEntry.outcome == chosen.outcome)
    if chosen.action is not None:
        names = [name for name, action in routes.items() if action is chosen.action]
        query = query.where(AuditEntry.action.in_(names))
    if chosen.first is not None:
        query = query.where(AuditEntry.at >= _midnight(chosen.first))
    if chosen.last is not None:
        query = query.where(AuditEntry.at < _midnight(chosen.last + timedelta(days=1)))
    if chosen.before is not None:
        query = query.where(AuditEntry.id < chosen.before)
    return query


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), HELSINKI)


def _words(given: Any) -> str | None:
    return str(given).strip()[:LONGEST].replace("\0", "") or None


def _day(given: str) -> date | None:
    try:
        day = date.fromisoformat(given.strip())
    except ValueError:
        return None
    return day if date(1970, 1, 2) <= day < date.max else None


def _number(given: str) -> int | None:
    if given.isascii() and given.isdecimal() and len(given) <= 10:
        return min(int(given), LARGEST_ID)
    return None
