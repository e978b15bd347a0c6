"""Who is signed in: people, and their sessions in the database.

A session ends by itself after a while without a request and at the latest after its longest time, at once by
signing out or when somebody ends it. Its secret is in the browser's cookie alone; the database holds its
hash.
"""

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console.organisations import Organisation, Organisations
from bot.console.permissions import Action, Role, is_allowed
from bot.console.schema import Staff, StaffSession
from bot.conversations.database import Database

KEPT_AFTERWARDS = timedelta(days=30)  # rows of sessions that are over
NOTED_EVERY = timedelta(seconds=60)  # how exactly we know when a session was last used
MOST_HANDLES = 1_000
HANDLE_SIGNS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Identity:
    """A person as the identity provider tells of them; `wish` is the handle that would suit them."""

    issuer: str
    subject: str
    name: str
    wish: str


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who is signed in, in one organisation."""

    staff_id: int
    handle: str
    name: str
    organisation: Organisation
    roles: frozenset[Role]
    csrf: str
    session: str
    available: bool
    elsewhere: tuple[Organisation, ...] = ()
    language: str | None = None

    def may(self, action: Action) -> bool:
        """Whether their roles let them do it."""
        return is_allowed(self.roles, action)


class Members:
    """Sessions: begun, found again, ended. `idle` and `longest` are how long they last."""

    def __init__(
        self, database: Database, organisations: Organisations, idle: timedelta, longest: timedelta
    ) -> None:
        self._database = database
        self._organisations = organisations
        self._idle = idle
        self._longest = longest

    async def begin(
        self,
        who: Identity,
        organisation: Organisation,
        roles: Collection[Role],
        elsewhere: Mapping[str, Collection[Role]] | None = None,
    ) -> str:
        """Sign somebody in; return the secret for the cookie, which is nowhere stored.

        `elsewhere` are the roles that they have in other organisations.
        """
        secret, now = secrets.token_urlsafe(32), datetime.now(UTC)
        async with self._database.writing() as session:
            staff = await _kept(session, who, now)
            await session.execute(delete(StaffSession).where(StaffSession.created_at < now - KEPT_AFTERWARDS))
            session.add(_new(secret, staff.id, organisation.id, roles, elsewhere or {}, now))
        return secret

    async def member_of(self, secret: str, *, asked: bool = True) -> Member | None:
        """Who holds a secret now; None for one that is unknown or over.

        Where they `asked` themselves it is noted that they are there; an open stream is no sign of that.
        """
        now = datetime.now(UTC)
        async with self._database.reading(brief=True) as session:
            found = await _found(session, hash_of(secret))
        if found is None or not self._lasts(found[0], now):
            return None
        row, staff = found
        organisation = self._organisations.named(row.organisation)
        if organisation is None:
            return None
        if asked and now - row.seen_at > NOTED_EVERY:
            await self._note_seen(row.id_hash, now)
        roles = frozenset(Role(role) for role in row.roles if role in set(Role))
        others = [self._organisations.named(one) for one in sorted(row.elsewhere)]
        return Member(
            staff.id,
            staff.handle,
            staff.name,
            organisation,
            roles,
            row.csrf,
            row.id_hash,
            row.available,
            tuple(one for one in others if one is not None),
            staff.language,
        )

    async def change_over(self, member: Member, organisation: str) -> str | None:
        """End a session and begin one in another organisation in which the person had a role at sign-in.

        Returns the new secret; None where they have none. It lasts no longer than the first would have.
        """
        secret, now = secrets.token_urlsafe(32), datetime.now(UTC)
        async with self._database.writing() as session:
            row = await session.get(StaffSession, member.session, with_for_update=True)
            roles = row.elsewhere.get(organisation) if row and self._lasts(row, now) else None
            if row is None or not roles:
                return None
            places = {**row.elsewhere, row.organisation: row.roles}
            del places[organisation]
            new = _new(secret, row.staff_id, organisation, roles, places, now)
            new.created_at = row.created_at
            row.ended_at = now
            session.add(new)
        return secret

    async def set_available(self, session_hash: str, *, available: bool) -> None:
        """Note whether somebody takes new conversations."""
        async with self._database.writing() as session:
            await session.execute(
                update(StaffSession).where(StaffSession.id_hash == session_hash).values(available=available)
            )

    async def set_language(self, staff_id: int, language: str) -> None:
        """Note in which language somebody reads the console, on whatever machine they sign in."""
        async with self._database.writing() as session:
            await session.execute(update(Staff).where(Staff.id == staff_id).values(language=language))

    async def end(self, session_hash: str) -> None:
        """End a session at once."""
        async with self._database.writing() as session:
            await session.execute(
                update(StaffSession)
                .where(StaffSession.id_hash == session_hash, StaffSession.ended_at.is_(None))
                .values(ended_at=datetime.now(UTC))
            )

    async def end_all_of(self, staff_id: int, organisation: str) -> int:
        """End all sessions of somebody in an organisation; say how many there were."""
        async with self._database.writing() as session:
            ended = await session.execute(
                update(StaffSession)
                .where(
                    StaffSession.staff_id == staff_id,
                    StaffSession.organisation == organisation,
                    StaffSession.ended_at.is_(None),
                )
                .values(ended_at=datetime.now(UTC))
                .returning(StaffSession.id_hash)
            )
            return len(ended.all())

    async def here(self, organisation: str) -> list[Member]:
        """Who is signed in to an organisation now, by name; each once, their latest session."""
        async with self._database.reading(brief=True) as session:
            return await self.here_in(session, organisation)

    async def here_in(self, session: AsyncSession, organisation: str) -> list[Member]:
        """The same, in the transaction of a session."""
        now = datetime.now(UTC)
        rows = await session.execute(
            select(StaffSession, Staff)
            .join(Staff, Staff.id == StaffSession.staff_id)
            .where(
                StaffSession.organisation == organisation,
                StaffSession.ended_at.is_(None),
                StaffSession.seen_at > now - self._idle,
            )
            .order_by(StaffSession.seen_at)
        )
        found = {staff.handle: (row, staff) for row, staff in rows if self._lasts(row, now)}
        known = self._organisations.named(organisation)
        members = [
            Member(
                staff.id,
                staff.handle,
                staff.name,
                known,
                frozenset(Role(role) for role in row.roles if role in set(Role)),
                "",
                row.id_hash,
                row.available,
            )
            for row, staff in found.values()
            if known is not None
        ]
        return sorted(members, key=lambda one: one.name)

    async def is_here_in(self, session: AsyncSession, organisation: str, handle: str) -> bool:
        """Whether somebody is signed in to an organisation now."""
        return any(one.handle == handle for one in await self.here_in(session, organisation))

    def _lasts(self, row: StaffSession, now: datetime) -> bool:
        return (
            row.ended_at is None and now - row.seen_at < self._idle and now - row.created_at < self._longest
        )

    async def _note_seen(self, session_hash: str, now: datetime) -> None:
        async with self._database.writing() as session:
            await session.execute(
                update(StaffSession).where(StaffSession.id_hash == session_hash).values(seen_at=now)
            )


def _new(
    secret: str,
    staff_id: int,
    organisation: str,
    roles: Collection[str],
    elsewhere: Mapping[str, Collection[str]],
    now: datetime,
) -> StaffSession:
    return StaffSession(
        id_hash=hash_of(secret),
        staff_id=staff_id,
        organisation=organisation,
        roles=sorted(roles),
        csrf=secrets.token_urlsafe(32),
        available=True,
        created_at=now,
        seen_at=now,
        ended_at=None,
        elsewhere={name: sorted(of) for name, of in elsewhere.items()},
    )


def hash_of(secret: str) -> str:
    """What is stored of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


async def _found(session: AsyncSession, session_hash: str) -> tuple[StaffSession, Staff] | None:
    row = (
        await session.execute(
            select(StaffSession, Staff)
            .join(Staff, Staff.id == StaffSession.staff_id)
            .where(StaffSession.id_hash == session_hash)
        )
    ).one_or_none()
    return None if row is None else (row[0], row[1])


async def _kept(session: AsyncSession, who: Identity, now: datetime) -> Staff:
    staff: Staff | None = await session.scalar(
        select(Staff).where(Staff.issuer == who.issuer, Staff.subject == who.subject)
    )
    if staff is None:
        staff = Staff(issuer=who.issuer, subject=who.subject, handle=await _free_handle(session, who.wish))
        session.add(staff)
    staff.name, staff.signed_in_at = who.name[:120], now
    await session.flush()
    return staff


async def _free_handle(session: AsyncSession, wish: str) -> str:
    """A handle like the wish that nobody has had: what was signed with one stays one person's."""
    base = handle_like(wish)
    for number in range(1, MOST_HANDLES):
        handle = base if number == 1 else f"{base}.{number}"
        if await session.scalar(select(Staff.id).where(Staff.handle == handle)) is None:
            return handle
    return f"{base}.{secrets.token_hex(4)}"


def handle_like(wish: str) -> str:
    """Letters, digits and dots of a name or address: `Mäki, Åsa` is `maki.asa`."""
    plain = unicodedata.normalize("NFKD", wish.partition("@")[0].lower()).encode("ascii", "ignore").decode()
    return HANDLE_SIGNS.sub(".", plain).strip(".")[:30] or "ohjaaja"
