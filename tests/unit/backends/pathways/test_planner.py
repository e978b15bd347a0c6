"""The planner: prerequisites before what needs them, wishes honoured, never worse than the greedy choice."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backends.courses.domain import CostClass, Kind
from backends.pathways.domain import Objective, Path, Request, Status, StepKind, Wishes
from backends.pathways.greedy import greedy
from backends.pathways.optimal import solve
from backends.pathways.planner import CourseIndex, Goal, PathPlanner
from backends.pathways.problem import Candidate, Problem, Solution, in_order
from backends.pathways.settings import planner_settings
from tests.support.paths import TOWNS, made_courses, made_offer, place

pytestmark = pytest.mark.slow

SKILLS = [f"taito-{number}" for number in range(12)]
SEEDS = st.integers(min_value=0, max_value=100_000)
_SAME = 1e-6


def _plan(seed: int, wishes: Wishes, count: int = 40) -> tuple[Path, ...]:
    courses = made_courses(count, SKILLS, random.Random(seed))
    planner = PathPlanner(CourseIndex(courses), place, planner_settings())
    goal = Goal(held=(SKILLS[0],), missing=tuple(SKILLS[1:6]))
    return planner.plan(goal, Request("ammatti", wishes=wishes)).paths


def _problem(seed: int, size: int) -> Problem:
    generator = random.Random(seed)
    candidates = []
    for course in made_courses(size, SKILLS[:6], generator):
        offer = made_offer(course.id, generator, course.kind)
        candidates.append(Candidate(course, offer, generator.uniform(0.1, 30), course.gives, course.needs))
    months = generator.choice((None, 12.0, 4.0))
    return Problem(dict.fromkeys(SKILLS[:6], generator.choice((5.0, 80.0))), tuple(candidates), months)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_what_is_needed_comes_before_what_needs_it(seed: int) -> None:
    for path in _plan(seed, Wishes()):
        given_so_far: set[str] = set()
        for course in path.courses:
            assert course.needs <= given_so_far
            given_so_far |= course.gives


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_recognition_is_first_and_each_step_says_what_it_adds(seed: int) -> None:
    for path in _plan(seed, Wishes()):
        assert path.steps[0].kind is StepKind.RECOGNITION
        assert path.steps[0].adds == (SKILLS[0],)
        added = [token for step in path.steps[1:] if step.kind is StepKind.STUDY for token in step.adds]
        assert len(added) == len(set(added))
        assert set(added) | set(path.left) == set(SKILLS[1:6])
        assert all(step.adds for step in path.steps)


@settings(max_examples=30, deadline=None)
@given(SEEDS, st.sampled_from(TOWNS), st.sampled_from([1.0, 6.0, 24.0]))
def test_wishes_are_honoured_or_named(seed: int, town: str, months: float) -> None:
    wishes = Wishes(place=town, modes=frozenset({"evening"}), months=months, money=CostClass.SMALL_FEE)
    for path in _plan(seed, wishes):
        if "months" not in path.relaxed:
            assert sum(course.reckoned_months for course in path.courses) <= months + _SAME
        for step in path.steps:
            if step.offer is None:
                continue
            if town not in step.offer.municipalities and "online" not in step.offer.modes:
                assert "place" in step.relaxed
            if "evening" not in step.offer.modes:
                assert "modes" in step.relaxed
            if step.offer.cost_class is CostClass.PAID:
                assert "money" in step.relaxed
            assert set(step.relaxed) <= set(path.relaxed)


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_no_whole_degree_where_none_is_wanted(seed: int) -> None:
    for path in _plan(seed, Wishes()):
        if Objective.WITHOUT_DEGREE in path.objectives:
            assert all(course.kind not in (Kind.DEGREE, Kind.HE) for course in path.courses)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_alternatives_are_best_at_what_they_say(seed: int) -> None:
    paths = _plan(seed, Wishes())
    full = [path for path in paths if not path.left]
    by = {objective: path for path in full for objective in path.objectives}
    if Objective.FASTEST in by:
        least = min(_months(path) for path in full)
        assert _months(by[Objective.FASTEST]) <= least + 0.5


def _months(path: Path) -> float:
    return sum(course.reckoned_months for course in path.courses)


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.integers(min_value=1, max_value=60))
def test_the_exact_choice_fits_and_is_never_worse_than_the_greedy_one(seed: int, size: int) -> None:
    problem = _problem(seed, size)
    found, rough = solve(problem, 5.0), greedy(problem)
    assert found.value <= rough.value + _SAME
    assert problem.fits(found.chosen)
    assert problem.fits(rough.chosen)
    assert found.value == pytest.approx(problem.value(found.chosen))


@settings(max_examples=30, deadline=None)
@given(SEEDS, st.integers(min_value=1, max_value=9))
def test_the_exact_choice_is_the_best_of_all(seed: int, size: int) -> None:
    problem = _problem(seed, size)
    rows = range(len(problem.candidates))
    every = [chosen for count in range(size + 1) for chosen in combinations(rows, count)]
    best = min(problem.value(chosen) for chosen in every if problem.fits(chosen))
    assert solve(problem, 5.0).value == pytest.approx(best)


def test_the_greedy_choice_is_taken_where_the_solver_has_no_time() -> None:
    problem = _problem(3, 30)
    assert solve(problem, 1e-9).value <= greedy(problem).value + _SAME


def test_prerequisites_in_a_ring_have_no_order() -> None:
    generator = random.Random(1)
    courses = made_courses(2, SKILLS, generator)
    one, other = (
        Candidate(course, course.offers[0], 1.0, course.gives, needs)
        for course, needs in zip(
            courses, (frozenset({"course:kurssi-1"}), frozenset({"course:kurssi-0"})), strict=True
        )
    )
    assert in_order((one, other), (0, 1)) is None


def test_nothing_missing_is_recognised_and_no_skill_known_is_said() -> None:
    planner = PathPlanner(CourseIndex(()), place, planner_settings(), _unused)
    done = planner.plan(Goal(held=(SKILLS[0],), missing=()), Request("ammatti"))
    assert done.status is Status.NOTHING_MISSING
    assert [step.kind for step in done.paths[0].steps] == [StepKind.RECOGNITION]
    assert planner.plan(Goal((), ()), Request("ammatti")).status is Status.NO_SKILLS_KNOWN


def _unused(problem: Problem, seconds: float) -> Solution:
    raise AssertionError("there is nothing to solve")
