"""Reviewed edits to facts, laid over those of the release (docs/adr/0061).

The gateway writes them into a file after a second person has approved them. What is wrong with an edit here,
or with the whole file, costs the edit and never the fact: then the release's stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import structlog
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from backends.facts.addresses import Allowed, Why, forbidden_in
from backends.facts.domain import Fact, Source, Status

FILE_NAME = "facts-overlay.json"
LARGEST_FILE = 4_000_000  # bytes; a hundred times what all facts take
TEXTS = ("text", "short", "unsure", "question")

_log = structlog.get_logger()

Line = Annotated[str, Field(min_length=1, max_length=300, pattern=r"\S")]


class FactContent(BaseModel):
    """What an edit may change of a fact. Topics and words, which steer the dialogue, are the release's."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=600, pattern=r"\S")]
    short: Line
    unsure: Line
    question: Line
    valid_from: date
    valid_to: date | None
    source: Source
    checked_on: date
    status: Status

    def applied_to(self, fact: Fact) -> Fact:
        """The fact with this content."""
        return fact.model_copy(update={name: getattr(self, name) for name in type(self).model_fields})


class Edit(BaseModel):
    """An approved edit: of which fact, and its number in the gateway's database."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fact: str = Field(max_length=100)
    number: int
    content: FactContent


class _File(BaseModel):
    """The file. Each edit is read by itself, so that one that is wrong spoils no other."""

    model_config = ConfigDict(extra="ignore")

    version: int = Field(ge=1, le=1)
    edits: list[dict[str, Any]]


class Fault(StrEnum):
    """What is wrong with an edit."""

    LOCKED = "locked"  # a crisis contact: it stands in other texts too, and changes with a release alone
    ADDRESS = "address"  # an address that data/addresses.yml does not allow
    DEEPER = "deeper"
    ENDS_EARLY = "ends_early"
    FUTURE = "future"  # checked on a day that has not come
    CHECKED_EARLIER = "checked_earlier"  # the release's fact was checked later: it would win


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault and the member that has it."""

    field: str
    fault: Fault


class OverlayError(ValueError):
    """A file that is no overlay."""


def problems_of(fact: Fact, content: FactContent, allowed: Allowed, today: date) -> list[Problem]:
    """What speaks against an edit of the release's fact; the rules of `suunta validate` and a few more."""
    found = [Problem("fact", Fault.LOCKED)] if fact.never_withheld else []
    said = {name: getattr(content, name) for name in TEXTS}
    said |= {"source": content.source.name, "url": content.source.url or ""}
    for name, text in said.items():
        for one in forbidden_in(text, allowed):
            found.append(Problem(name, Fault.ADDRESS if one.why is Why.FOREIGN else Fault.DEEPER))
    url = content.source.url
    if url and not url.startswith("https://"):
        found.append(Problem("url", Fault.ADDRESS))
    if content.valid_to is not None and content.valid_to < content.valid_from:
        found.append(Problem("valid_to", Fault.ENDS_EARLY))
    if content.checked_on > today:
        found.append(Problem("checked_on", Fault.FUTURE))
    if content.checked_on < fact.checked_on:
        found.append(Problem("checked_on", Fault.CHECKED_EARLIER))
    return list(dict.fromkeys(found))


def read_overlay(path: Path) -> list[Edit]:
    """The edits of a file; one that cannot be read is left out and logged. Raises OverlayError, OSError."""
    if path.stat().st_size > LARGEST_FILE:
        raise OverlayError("it is too large")
    try:
        file = _File.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise OverlayError(str(error.errors(include_input=False, include_url=False)[0]["msg"])) from error
    return list(_readable(file.edits))


def laid_over(
    release: Mapping[str, Fact], edits: list[Edit], allowed: Allowed, today: date
) -> tuple[dict[str, Fact], dict[str, int]]:
    """The facts with their edits, and the number of the edit that holds by the fact's id."""
    facts, numbers = dict(release), {}
    for edit in edits:
        fact = release.get(edit.fact)
        problems = problems_of(fact, edit.content, allowed, today) if fact else []
        if fact is None or problems:
            reason = ", ".join(f"{one.field}: {one.fault}" for one in problems) or "no such fact"
            _log.warning("facts.edit_left_out", fact=edit.fact, edit=edit.number, reason=reason)
            continue
        facts[edit.fact], numbers[edit.fact] = edit.content.applied_to(fact), edit.number
    return facts, numbers


def _readable(edits: list[dict[str, Any]]) -> Iterator[Edit]:
    for raw in edits:
        try:
            yield Edit.model_validate(raw)
        except ValidationError as error:
            place = ".".join(map(str, error.errors()[0]["loc"]))
            _log.warning("facts.edit_unreadable", fact=str(raw.get("fact"))[:100], member=place)
