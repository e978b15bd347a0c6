"""What outreach keeps, as it comes in and as it is read: campaigns, visits, contacts."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from bot.outreach.places import places_of
from bot.outreach.texts import place_types

MOST_GOAL = 1_000_000
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)]


class OutreachError(ValueError):
    """Something that cannot be kept; `field` names what is wrong with it."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


class ContactState(StrEnum):
    """How far it has come with a partner."""

    NEW = "new"
    ASKED = "asked"
    AGREED = "agreed"
    ACTIVE = "active"
    RESTING = "resting"


class Phase(StrEnum):
    """Where a campaign stands on a day."""

    EARLY = "early"
    ACTIVE = "active"
    ENDED = "ended"


class _New(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NewCampaign(_New):
    """A campaign to be made; `checked` says whether its place is one."""

    place_type: str
    municipality: Line
    starts_on: date
    ends_on: date | None = None
    partner: Line = ""
    greeting: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] | None = None
    goal: int | None = Field(default=None, ge=1, le=MOST_GOAL)
    organisation: Annotated[str, StringConstraints(max_length=60)] | None = None

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "NewCampaign":
        if self.ends_on is not None and self.ends_on < self.starts_on:
            raise ValueError("ends before it starts")
        return self


class NewVisit(_New):
    """A visit to be written down. `met`: about how many people one spoke with."""

    day: date
    place: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
    place_type: str
    municipality: Line
    met: int | None = Field(default=None, ge=0, le=100_000)
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=2_000)] = ""
    campaign_id: int | None = None
    organisation: Annotated[str, StringConstraints(max_length=60)] | None = None


class NewContact(_New):
    """A partner to be kept in touch with."""

    partner: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
    place_type: str
    municipality: Line
    person: Line = ""
    reached_at: Line = ""
    state: ContactState = ContactState.NEW
    next_step: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""
    next_on: date | None = None
    organisation: Annotated[str, StringConstraints(max_length=60)] | None = None


class Progress(BaseModel):
    """How far it has come with a partner, and what is next."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    state: ContactState
    next_step: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A kind of place in a municipality, both known."""

    place_type: str
    municipality: str


def checked_place(data: Path, place_type: str, municipality: str) -> Place:
    """The place with the municipality's official name. Raises OutreachError."""
    if place_types(data).get(place_type) is None:
        known = ", ".join(one.id for one in place_types(data).places)
        raise OutreachError("place_type", f"{place_type!r} is none of {known}")
    name = places_of(data).municipality(municipality)
    if name is None:
        raise OutreachError("municipality", f"there is no municipality called {municipality!r}")
    return Place(place_type, name)


def phase_of(starts_on: date, ends_on: date | None, today: date) -> Phase:
    """Where a campaign stands: its first and its last day belong to it."""
    if today < starts_on:
        return Phase.EARLY
    return Phase.ENDED if ends_on is not None and today > ends_on else Phase.ACTIVE
