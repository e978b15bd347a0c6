"""Purposes of data, and the consents that people give, as data: data/privacy/purposes/<id>.yml.

A purpose says in plain Finnish what is kept and why, on which basis (GDPR article 6), for how many days, and
which contact data may be given for it. A consent is given to one version of its text; a new text needs a new
version, and a consent to an older one holds only where `still_accepts` says so. What people were told before
is kept beside it (`earlier`), and shown to whoever agreed to that.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.texts import TextsError, read_model

FOLDER = Path("privacy/purposes")

GUIDANCE, CONTACT, REMINDER, SEND_PLAN, FOLLOW_UP = (
    "guidance",
    "contact",
    "reminder",
    "send_plan",
    "follow_up",
)
OPERATION, ACCOUNTABILITY, IMPROVEMENT = "operation", "accountability", "improvement"
ALWAYS = frozenset({GUIDANCE, OPERATION, ACCOUNTABILITY, IMPROVEMENT})

ContactKind = Literal["phone", "email"]
Version = Annotated[str, Field(min_length=1, max_length=20)]


class Told(BaseModel):
    """A version of a purpose's text, as people agreed to it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Version
    text: str = Field(min_length=1, max_length=200)
    tells: tuple[str, ...] = Field(min_length=1)


class Purpose(BaseModel):
    """One purpose. `readers` says who may see its contact data in clear.

    `profile_keys` are those of the profile that are kept for it alone and go when it is revoked. Who agreed
    to a version in `without_messages` was told of no written messages, so the service sends none for it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z_]{1,40}$")
    version: Version
    still_accepts: tuple[Version, ...] = ()
    without_messages: tuple[Version, ...] = ()
    earlier: tuple[Told, ...] = ()
    basis: Literal["consent", "public_task"]
    title: str = Field(min_length=1, max_length=60)
    text: str = Field(min_length=1, max_length=200)
    tells: tuple[str, ...] = Field(min_length=1)
    contact: tuple[ContactKind, ...] = ()
    profile_keys: tuple[str, ...] = ()
    readers: Literal["counsellor", "service"] | None = None
    keep_days: int = Field(ge=1, le=3650)

    @property
    def revocable(self) -> bool:
        """Whether a person says yes and may take it back; what rests on the law is erased, not revoked."""
        return self.basis == "consent"

    def accepts(self, version: str) -> bool:
        """Whether a consent to a version of the text still holds."""
        return version == self.version or version in self.still_accepts

    def allows_messages(self, version: str) -> bool:
        """Whether whoever agreed to a version was told that a message may be sent."""
        return self.accepts(version) and version not in self.without_messages

    def told(self, version: str) -> Told | None:
        """What a person read who agreed to a version; None for one that nobody kept."""
        if version == self.version:
            return Told(version=version, text=self.text, tells=self.tells)
        return next((one for one in self.earlier if one.version == version), None)

    @model_validator(mode="after")
    def _is_sound(self) -> Self:
        if self.contact and not self.revocable:
            raise ValueError("contact data is taken with a consent only")
        if bool(self.contact) != bool(self.readers):
            raise ValueError("contact and readers belong together")
        kept = {one.version for one in self.earlier}
        if not kept.issuperset(self.still_accepts) or self.version in kept:
            raise ValueError("every version that still holds has its text in `earlier`")
        if not set(self.without_messages) <= set(self.still_accepts):
            raise ValueError("`without_messages` names versions that still hold")
        return self


class Purposes:
    """All purposes of this installation, by id."""

    def __init__(self, purposes: tuple[Purpose, ...]) -> None:
        self._by_id = {purpose.id: purpose for purpose in purposes}

    def __iter__(self) -> Iterator[Purpose]:
        """In the order of their ids."""
        return iter(self._by_id.values())

    def find(self, purpose_id: str) -> Purpose | None:
        """The purpose of an id."""
        return self._by_id.get(purpose_id)

    def __getitem__(self, purpose_id: str) -> Purpose:
        """The purpose of an id that must be there."""
        return self._by_id[purpose_id]

    @property
    def asked(self) -> tuple[Purpose, ...]:
        """Those that a person consents to or not."""
        return tuple(purpose for purpose in self._by_id.values() if purpose.revocable)


def read_purposes(data: Path) -> Purposes:
    """Read all purposes of a data folder. Raises TextsError, also where one that must be there is not."""
    paths = sorted((data / FOLDER).glob("*.yml"))
    found = tuple(read_model(path, Purpose) for path in paths)
    for path, purpose in zip(paths, found, strict=True):
        if path.stem != purpose.id:
            raise TextsError(f"{path.name}: the id is {purpose.id}; file and id have the same name")
    if missing := ALWAYS - {purpose.id for purpose in found}:
        raise TextsError(f"{data / FOLDER}: a purpose is missing: {', '.join(sorted(missing))}")
    return Purposes(found)
