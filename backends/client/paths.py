"""Paths to an occupation as the clients know them, and how they are read from answers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from backends.client.occupations import SkillName, names


@dataclass(frozen=True, slots=True)
class PathWishes:
    """What the learner wishes; None or empty is no wish.

    `months`: the longest time for all; `money`: free, small_fee or paid, the dearest that suits; `modes`:
    ways of study of which one is enough (contact, online, evening, part_time, workplace, self_paced);
    `finnish` (A1 to C2) and `education` (basic, secondary, higher): what the learner has.
    """

    place: str | None = None
    modes: Collection[str] = field(default=())
    months: float | None = None
    money: str | None = None
    finnish: str | None = None
    education: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A wish that is not met, or a fact that is not known, with a Finnish sentence for the learner."""

    name: str
    message: str


@dataclass(frozen=True, slots=True)
class RequirementName:
    """A card or licence that is asked for, by the law or usually."""

    id: str
    name: str
    by_law: bool


@dataclass(frozen=True, slots=True)
class PathOffer:
    """The offer of a step. `months` at the pace of full-time study, None where it is not known."""

    id: str
    name: str
    kind: str
    provider: str | None
    places: tuple[str, ...]
    modes: tuple[str, ...]
    cost_class: str | None
    months: float | None
    url: str | None
    sample: bool
    others: int


@dataclass(frozen=True, slots=True)
class PathStep:
    """A step; `kind` is recognition (no offer), prepare or study. `why` is for the learner."""

    number: int
    kind: str
    title: str
    why: str
    offer: PathOffer | None
    adds: tuple[SkillName, ...]
    meets: tuple[RequirementName, ...]
    after: tuple[int, ...]
    relaxed: tuple[Note, ...]
    unknown: tuple[Note, ...]
    shorter: str | None


@dataclass(frozen=True, slots=True)
class StudyPath:
    """A path. `objectives`: recommended, fastest, cheapest, nearest, without_degree.

    `left` and `left_requirements` are not met by it.
    """

    objectives: tuple[str, ...]
    title: str
    steps: tuple[PathStep, ...]
    months: float
    months_complete: bool
    left: tuple[SkillName, ...]
    left_requirements: tuple[RequirementName, ...]
    relaxed: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class PathPlan:
    """Paths to an occupation, the recommended one first.

    `status`: planned, partly, nothing_missing, nothing_available or no_skills_known; `message` says it in
    Finnish.
    """

    occupation: str
    label: str
    status: str
    message: str
    held: tuple[SkillName, ...]
    missing: tuple[SkillName, ...]
    nowhere: tuple[SkillName, ...]
    requirements: tuple[RequirementName, ...]
    paths: tuple[StudyPath, ...]
    unknown: tuple[str, ...]


def plan(body: Any) -> PathPlan:
    """Reads POST /v1/paths."""
    return PathPlan(
        occupation=body["occupation"]["uri"],
        label=body["occupation"]["label"],
        status=body["status"],
        message=body["message"],
        held=names(body["held"]),
        missing=names(body["missing"]),
        nowhere=names(body["nowhere"]),
        requirements=_requirements(body["requirements"]),
        paths=tuple(_path(item) for item in body["paths"]),
        unknown=tuple(body["unknown"]),
    )


def _path(item: Any) -> StudyPath:
    return StudyPath(
        objectives=tuple(item["objectives"]),
        title=item["title"],
        steps=tuple(_step(step) for step in item["steps"]),
        months=float(item["months"]),
        months_complete=item["months_complete"],
        left=names(item["left"]),
        left_requirements=_requirements(item["left_requirements"]),
        relaxed=_notes(item["relaxed"]),
    )


def _step(item: Any) -> PathStep:
    return PathStep(
        number=item["number"],
        kind=item["kind"],
        title=item["title"],
        why=item["why"],
        offer=_offer(item["offer"]) if item["offer"] else None,
        adds=names(item["adds"]),
        meets=_requirements(item["meets"]),
        after=tuple(item["after"]),
        relaxed=_notes(item["relaxed"]),
        unknown=_notes(item["unknown"]),
        shorter=item["shorter"],
    )


def _offer(item: Any) -> PathOffer:
    return PathOffer(
        id=item["id"],
        name=item["name"],
        kind=item["kind"],
        provider=item["provider"],
        places=tuple(item["places"]),
        modes=tuple(item["modes"]),
        cost_class=item["cost_class"],
        months=item["months"],
        url=item["url"],
        sample=item["sample"],
        others=item["others"],
    )


def _requirements(items: Any) -> tuple[RequirementName, ...]:
    return tuple(RequirementName(item["id"], item["name"], item["binding"] == "law") for item in items)


def _notes(items: Any) -> tuple[Note, ...]:
    return tuple(Note(item["name"], item["message"]) for item in items)
