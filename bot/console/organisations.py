"""Organisations that share an installation.

Who belongs to them, whose conversations are theirs, when they are open.

They stand in a file of the installation (`SUUNTA_ORGANISATIONS`, by default data/settings/organisations.yml).
Nobody sees anything of another organisation; a person belongs to one by the groups that the identity provider
tells of.
"""

from collections.abc import Collection
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.console.permissions import Role
from bot.days import HELSINKI
from bot.texts import read_model

FILE = Path("settings") / "organisations.yml"
LOOKS_AHEAD_DAYS = 31
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Hours(_Strict):
    """When somebody is there, on one weekday."""

    opens: time
    closes: time


class Organisation(_Strict):
    """An Ohjaamo, a municipality, a school.

    `groups` gives the identity provider's groups whose members have a role here; `sources` the outreach codes
    whose conversations are this organisation's; `hours` the weekdays (mon..sun) on which counsellors answer;
    `support` is offered by name to who tells later that they need help and spoke with no counsellor before.
    """

    id: Id
    name: str = Field(min_length=1, max_length=120)
    groups: dict[Role, tuple[str, ...]] = {}
    sources: tuple[str, ...] = ()
    hours: dict[str, Hours] = {}
    closed_on: tuple[str, ...] = ()
    support: str | None = Field(default=None, min_length=1, max_length=60)

    @model_validator(mode="after")
    def _weekdays_are_known(self) -> Self:
        if unknown := set(self.hours) - set(WEEKDAYS):
            raise ValueError(
                f"hours: {', '.join(sorted(unknown))}: write mon, tue, wed, thu, fri, sat or sun"
            )
        return self

    def is_open(self, at: datetime) -> bool:
        """Whether counsellors answer at a moment. Without hours nobody has said that they do not."""
        local = at.astimezone(HELSINKI)
        if local.date().isoformat() in self.closed_on:
            return False
        if not self.hours:
            return True
        today = self.hours.get(WEEKDAYS[local.weekday()])
        return today is not None and today.opens <= local.time() < today.closes

    def next_opening(self, at: datetime) -> datetime | None:
        """When counsellors answer next; None without hours, or when no day of the next weeks has any."""
        local = at.astimezone(HELSINKI)
        for days in range(LOOKS_AHEAD_DAYS):
            date = local.date() + timedelta(days=days)
            hours = self.hours.get(WEEKDAYS[date.weekday()])
            if hours is None or date.isoformat() in self.closed_on:
                continue
            opens = datetime.combine(date, hours.opens, HELSINKI)
            if opens > local:
                return opens
        return None

    def roles_of(self, groups: Collection[str]) -> frozenset[Role]:
        """The roles that members of these groups have here."""
        return frozenset(role for role, members in self.groups.items() if set(members) & set(groups))


class Account(_Strict):
    """A made-up person who may sign in without a password, outside production alone."""

    handle: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,39}$")
    name: str
    organisation: str
    roles: frozenset[Role]
    elsewhere: dict[str, frozenset[Role]] = Field(default_factory=dict)


class Organisations(_Strict):
    """All organisations of the installation. What belongs to none by its source is the first one's."""

    organisations: tuple[Organisation, ...] = Field(min_length=1)
    development_accounts: tuple[Account, ...] = ()

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        ids = [one.id for one in self.organisations]
        if len(set(ids)) < len(ids):
            raise ValueError("two organisations have the same id")
        sources = [source for one in self.organisations for source in one.sources]
        if len(set(sources)) < len(sources):
            raise ValueError("a source belongs to two organisations")
        for account in self.development_accounts:
            if account.organisation not in ids:
                raise ValueError(f"development_accounts: there is no organisation {account.organisation}")
        return self

    @property
    def default(self) -> Organisation:
        """Whose conversations are that come from nowhere in particular."""
        return self.organisations[0]

    @property
    def support(self) -> dict[str, str]:
        """Whom organisations offer by name, by their ids."""
        return {one.id: one.support for one in self.organisations if one.support}

    def named(self, organisation: str) -> Organisation | None:
        """The organisation of an id."""
        return next((one for one in self.organisations if one.id == organisation), None)

    def of_source(self, source: str | None) -> Organisation:
        """Whose a conversation is, by the outreach code that it came with."""
        return next((one for one in self.organisations if source in one.sources), self.default)

    def of_groups(self, groups: Collection[str]) -> list[tuple[Organisation, frozenset[Role]]]:
        """Where the members of these groups have a role, and which."""
        found = [(one, one.roles_of(groups)) for one in self.organisations]
        return [(one, roles) for one, roles in found if roles]


def read_organisations(data: Path, given: Path | None = None) -> Organisations:
    """Read the file. Raises TextsError."""
    return read_model(given or data / FILE, Organisations)
