"""What a path is made of. Pure data: no storage, no HTTP.

What a course gives and needs are *tokens*: the URI of a skill, `requirement:<id>` (a card or licence that the
law asks for), `finnish:<level>`, `education:<level>` or `course:<id>`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from backends.courses.domain import CostClass, Kind, Offer

REQUIREMENT, FINNISH, EDUCATION, COURSE = "requirement:", "finnish:", "education:", "course:"
FINNISH_LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
EDUCATION_LEVELS = ("basic", "secondary", "higher")


class Objective(StrEnum):
    """What an alternative is best at."""

    RECOMMENDED = "recommended"
    FASTEST = "fastest"
    CHEAPEST = "cheapest"
    NEAREST = "nearest"
    WITHOUT_DEGREE = "without_degree"


class StepKind(StrEnum):
    """Recognition: what one knows already is made to count. Prepare: needed before another step."""

    RECOGNITION = "recognition"
    PREPARE = "prepare"
    STUDY = "study"


class Status(StrEnum):
    """How far the paths lead; see `Plan`."""

    PLANNED = "planned"
    PARTLY = "partly"
    NOTHING_MISSING = "nothing_missing"
    NOTHING_AVAILABLE = "nothing_available"
    NO_SKILLS_KNOWN = "no_skills_known"


@dataclass(frozen=True, slots=True)
class Course:
    """What can be studied, with its offers; `months` is None where the extent is not known."""

    id: str
    name: str
    kind: Kind
    gives: frozenset[str]
    offers: tuple[Offer, ...]
    needs: frozenset[str] = frozenset()
    months: float | None = None
    assumed_months: float = 0.0

    @property
    def reckoned_months(self) -> float:
        """The months to plan with."""
        return self.assumed_months if self.months is None else self.months


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the learner wishes. None or empty is no wish.

    `months` is the longest time for the whole path, `money` the highest class of cost that suits. Of `modes`
    one is enough. `finnish` and `education` are what the learner has.
    """

    place: str | None = None
    modes: frozenset[str] = frozenset()
    months: float | None = None
    money: CostClass | None = None
    finnish: str | None = None
    education: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A goal, what is there already (skills and the ids of requirements), and wishes."""

    occupation: str
    skills: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    wishes: Wishes = field(default_factory=Wishes)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a path. `adds` are the tokens that it is there for.

    `relaxed` are the wishes that it does not meet, `unknown` what its offer does not say, `before` the ids of
    courses that must come before it.
    """

    kind: StepKind
    adds: tuple[str, ...]
    course: Course | None = None
    offer: Offer | None = None
    relaxed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """Steps in their order. `left` are demands that it does not meet, `cost` the objective's value (lower is
    better), `proven` whether no better path exists.
    """

    objectives: tuple[Objective, ...]
    steps: tuple[Step, ...]
    left: tuple[str, ...]
    relaxed: tuple[str, ...]
    cost: float
    proven: bool

    @property
    def courses(self) -> tuple[Course, ...]:
        """The courses of the steps."""
        return tuple(step.course for step in self.steps if step.course)


@dataclass(frozen=True, slots=True)
class Plan:
    """Paths to an occupation, the recommended one first.

    `demands` are the missing skills and unmet requirements, `nowhere` those of them that no offer gives,
    `unknown` URIs of no known skill.
    """

    status: Status
    held: tuple[str, ...]
    demands: tuple[str, ...]
    nowhere: tuple[str, ...]
    paths: tuple[Path, ...]
    unknown: tuple[str, ...] = ()
