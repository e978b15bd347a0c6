"""Plans paths: what is missing, what gives it, and the best choice for each objective."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from backends.courses.search.wishes import PlaceWish
from backends.pathways.domain import (
    EDUCATION,
    EDUCATION_LEVELS,
    FINNISH,
    FINNISH_LEVELS,
    REQUIREMENT,
    Course,
    Objective,
    Path,
    Plan,
    Request,
    Status,
    Step,
    StepKind,
    Wishes,
)
from backends.pathways.offers import OfferChooser
from backends.pathways.optimal import solve
from backends.pathways.problem import Candidate, Problem, Solution, in_order, reduced, usable
from backends.pathways.settings import PlannerSettings, Worth

Solver = Callable[[Problem, float], Solution]


@dataclass(frozen=True)
class CourseIndex:
    """Courses that give something, by what they give."""

    courses: tuple[Course, ...]

    @cached_property
    def givers(self) -> Mapping[str, Sequence[int]]:
        """Rows of courses by token."""
        givers: dict[str, list[int]] = {}
        for row, course in enumerate(self.courses):
            for token in course.gives:
                givers.setdefault(token, []).append(row)
        return givers


@dataclass(frozen=True, slots=True)
class Goal:
    """What an occupation asks for: skills that are held and missing, unmet requirements of the law and usual
    ones, and URIs of no known skill.
    """

    held: tuple[str, ...]
    missing: tuple[str, ...]
    requirements: tuple[str, ...] = ()
    usual: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    def demands(self, worth: Worth) -> dict[str, float]:
        """All that is to be met, with what each is worth."""
        return {
            **dict.fromkeys(self.missing, worth.skill),
            **{REQUIREMENT + one: worth.requirement for one in self.requirements},
            **{REQUIREMENT + one: worth.usual for one in self.usual},
        }


class PathPlanner:
    """Plans over one catalogue; shared between threads."""

    def __init__(
        self,
        index: CourseIndex,
        place: Callable[[str], PlaceWish],
        settings: PlannerSettings,
        solver: Solver = solve,
    ) -> None:
        self._index = index
        self._place = place
        self._settings = settings
        self._solver = solver

    def plan(self, goal: Goal, request: Request) -> Plan:
        """Paths to the goal, best first; alternatives that are the same path are told once."""
        demands = goal.demands(self._settings.worth)
        nowhere = tuple(one for one in demands if one not in self._index.givers)
        if not demands:
            status = Status.NOTHING_MISSING if goal.held else Status.NO_SKILLS_KNOWN
            known = (_recognised(goal),) if goal.held else ()
            return Plan(status, goal.held, (), (), known, goal.unknown)
        paths = tuple(self._paths(goal, demands, request.wishes))
        return Plan(_status(paths), goal.held, tuple(demands), nowhere, paths, goal.unknown)

    def _paths(self, goal: Goal, demands: Mapping[str, float], wishes: Wishes) -> Iterable[Path]:
        chooser = OfferChooser(wishes, self._place, self._settings)
        found: dict[frozenset[str], Path] = {}
        for objective in Objective:
            if objective is Objective.NEAREST and wishes.place is None:
                continue
            path = self._path(goal, demands, wishes, objective, chooser)
            same = frozenset(step.offer.id for step in path.steps if step.offer)
            if same in found:
                path = replace(found[same], objectives=(*found[same].objectives, objective))
            if same:
                found[same] = path
        return found.values()

    def _path(
        self,
        goal: Goal,
        demands: Mapping[str, float],
        wishes: Wishes,
        objective: Objective,
        chooser: OfferChooser,
    ) -> Path:
        """The path within the wishes for time and Finnish; where that leads nowhere, without them."""
        for relaxed, kept in _kept(wishes):
            candidates = reduced(self._candidates(demands, kept, objective, chooser))
            problem = Problem(dict(demands), tuple(candidates), kept.months)
            solution = self._solver(problem, self._settings.time_limit_seconds)
            if solution.chosen:
                return self._told(goal, problem, solution, objective, relaxed)
        return self._told(goal, problem, solution, objective, ())

    def _candidates(
        self, demands: Iterable[str], wishes: Wishes, objective: Objective, chooser: OfferChooser
    ) -> list[Candidate]:
        has = self._has(wishes)
        chosen: dict[int, frozenset[str]] = {}
        wanted, asked = list(demands), set(demands)
        while wanted:
            rows = {row for token in wanted for row in self._index.givers.get(token, ())}
            wanted = []
            for row in sorted(rows - chosen.keys()):
                course = self._index.courses[row]
                if objective is Objective.WITHOUT_DEGREE and course.kind in self._settings.whole_degrees:
                    continue
                chosen[row] = self._needs(course, wishes) - has
                new = chosen[row] - asked
                asked |= new
                wanted += sorted(new)
        return usable(
            [
                chooser.candidate(
                    self._index.courses[row], self._index.courses[row].gives & asked, needs, objective
                )
                for row, needs in chosen.items()
            ]
        )

    def _needs(self, course: Course, wishes: Wishes) -> frozenset[str]:
        """The course's prerequisites, with the usual ones of its kind where the learner's level is known."""
        needs = set(course.needs)
        level = self._settings.usual_finnish.get(course.kind)
        if wishes.finnish and level:
            needs.add(FINNISH + level)
        education = self._settings.needed_education.get(course.kind)
        if wishes.education and education:
            needs.add(EDUCATION + education)
        if not wishes.finnish:
            needs = {token for token in needs if not token.startswith(FINNISH)}
        return frozenset(needs)

    def _has(self, wishes: Wishes) -> frozenset[str]:
        """What the learner's levels stand for: B1 holds A1 and A2 too."""
        has: set[str] = set()
        for prefix, levels, level in (
            (FINNISH, FINNISH_LEVELS, wishes.finnish),
            (EDUCATION, EDUCATION_LEVELS, wishes.education),
        ):
            if level in levels:
                has |= {prefix + one for one in levels[: levels.index(level) + 1]}
        return frozenset(has)

    def _told(
        self,
        goal: Goal,
        problem: Problem,
        solution: Solution,
        objective: Objective,
        relaxed: tuple[str, ...],
    ) -> Path:
        kinds = {kind: at for at, kind in enumerate(self._settings.order)}
        rank = [(kinds[one.course.kind], one.months) for one in problem.candidates]
        steps, left = [], dict.fromkeys(problem.worth)
        if goal.held:
            steps.append(Step(StepKind.RECOGNITION, goal.held))
        order = in_order(problem.candidates, solution.chosen, rank) or []
        for place, at in enumerate(order):
            later = frozenset().union(*(problem.candidates[one].needs for one in order[place + 1 :]))
            steps.append(
                _step(problem.candidates[at], left, later, [problem.candidates[one] for one in order])
            )
            for token in problem.candidates[at].gives:
                left.pop(token, None)
        unmet = dict.fromkeys((*relaxed, *(wish for step in steps for wish in step.relaxed)))
        return Path((objective,), tuple(steps), tuple(left), tuple(unmet), solution.value, solution.proven)


def _kept(wishes: Wishes) -> Iterable[tuple[tuple[str, ...], Wishes]]:
    """The wishes as they are, then without those for time and Finnish; with the names of what was dropped."""
    yield (), wishes
    if wishes.months is not None:
        yield ("months",), replace(wishes, months=None)
    if wishes.finnish is not None:
        yield ("finnish",), replace(wishes, finnish=None)
    if wishes.months is not None and wishes.finnish is not None:
        yield ("months", "finnish"), replace(wishes, months=None, finnish=None)


def _step(
    candidate: Candidate, left: Mapping[str, None], later: frozenset[str], chosen: Sequence[Candidate]
) -> Step:
    adds = tuple(token for token in left if token in candidate.gives)
    before = tuple(one.course.id for one in chosen if one.gives & candidate.needs and one is not candidate)
    kind = StepKind.STUDY if adds else StepKind.PREPARE
    return Step(
        kind,
        adds or tuple(sorted(candidate.gives & later)),
        candidate.course,
        candidate.offer,
        candidate.relaxed,
        candidate.unknown,
        before,
    )


def _recognised(goal: Goal) -> Path:
    step = Step(StepKind.RECOGNITION, goal.held)
    return Path((Objective.RECOMMENDED,), (step,), (), (), 0.0, proven=True)


def _status(paths: Sequence[Path]) -> Status:
    if not paths:
        return Status.NOTHING_AVAILABLE
    return Status.PARTLY if all(path.left for path in paths) else Status.PLANNED
