"""What the planner of paths takes and answers over HTTP (pydantic; OpenAPI is made of it)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from backends.courses.domain import CostClass, Kind, Mode
from backends.occupations.library import Binding
from backends.pathways.domain import Objective, Request, Status, StepKind, Wishes
from backends.skills.models import Given, OccupationItem, SkillItem, Taken, Uri

MOST_SKILLS = 500
MOST_REQUIREMENTS = 50
LONGEST_MONTHS = 120
RequirementId = Annotated[str, Field(min_length=1, max_length=60)]


class WishesBody(Taken):
    """What the learner wishes; null or empty is no wish.

    `months` is the longest time for the whole path, `money` the highest class of cost that suits; of `modes`
    one is enough. `finnish` and `education` are what the learner has.
    """

    place: Annotated[str, Field(max_length=100)] | None = None
    modes: list[Mode] = Field(default=[], max_length=6)
    months: Annotated[float, Field(gt=0, le=LONGEST_MONTHS)] | None = None
    money: CostClass | None = None
    finnish: Literal["A1", "A2", "B1", "B2", "C1", "C2"] | None = None
    education: Literal["basic", "secondary", "higher"] | None = None

    def wishes(self) -> Wishes:
        """As the planner takes them."""
        place = (self.place or "").strip() or None
        modes = frozenset(str(mode) for mode in self.modes)
        return Wishes(place, modes, self.months, self.money, self.finnish, self.education)


class PathsBody(Taken):
    """An occupation aimed at, the skills and requirements (ids of cards) that are there, and wishes."""

    occupation: Uri
    skills: list[Uri] = Field(default=[], max_length=MOST_SKILLS)
    requirements: list[RequirementId] = Field(default=[], max_length=MOST_REQUIREMENTS)
    wishes: WishesBody = WishesBody()

    def request(self) -> Request:
        """As the planner takes it."""
        return Request(self.occupation, tuple(self.skills), tuple(self.requirements), self.wishes.wishes())


class Note(Given):
    """A wish that is not met, or a fact that is not known, with a Finnish sentence."""

    name: str
    message: str


class RequirementName(Given):
    """A requirement by name; `binding` is law or usual."""

    id: str
    name: str
    binding: Binding


class StepOffer(Given):
    """The offer that suits best. `months` are an estimate at the pace of full-time study, null if unknown.

    `others` counts further offers of the same.
    """

    id: str
    course: str
    name: str
    kind: Kind
    provider: str | None
    places: list[str]
    modes: list[Mode]
    cost_class: CostClass | None
    months: float | None
    url: str | None
    source: str
    sample: bool
    others: int


class PathStep(Given):
    """A step with why it is there. `offer` is null for the recognition of what one knows already.

    `after` are the numbers (from 1) of the steps that must come before.
    """

    number: int
    kind: StepKind
    title: str
    why: str
    offer: StepOffer | None
    adds: list[SkillItem]
    meets: list[RequirementName]
    after: list[int]
    relaxed: list[Note]
    unknown: list[Note]
    shorter: str | None


class PathItem(Given):
    """A path. `objectives` are what it is best at; `months` add up what is known (`months_complete`: all is).

    `left` and `left_requirements` are not met by it; `proven`: no path is better by its objective.
    """

    objectives: list[Objective]
    title: str
    steps: list[PathStep]
    months: float
    months_complete: bool
    left: list[SkillItem]
    left_requirements: list[RequirementName]
    relaxed: list[Note]
    proven: bool


class PathsAnswer(Given):
    """Paths to an occupation, the recommended one first. `nowhere`: missing skills that no offer gives.

    `requirements` are all that are asked for and not held; `unknown` URIs and ids that are not known.
    """

    occupation: OccupationItem
    status: Status
    message: str
    held: list[SkillItem]
    missing: list[SkillItem]
    nowhere: list[SkillItem]
    requirements: list[RequirementName]
    paths: list[PathItem]
    unknown: list[str]
