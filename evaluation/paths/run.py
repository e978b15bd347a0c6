"""Measures the planner: `python -m evaluation.paths.run` writes results.md and latency.png.

Made catalogues of 1,000, 5,000 and 20,000 courses give skills of the embedded core: a course of a field gives
skills of one of its occupations, so that courses overlap as real ones do; a fifth needs another course first.
Each request is a goal with some of its skills held, and wishes. The exact choice (SciPy's milp) stands beside
the greedy one, problem by problem.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np

from backends.courses.domain import CostClass, Extent, ExtentUnit, Kind, Mode, Offer
from backends.courses.search.places import Gazetteer
from backends.pathways.domain import Course, Request, Wishes
from backends.pathways.greedy import greedy
from backends.pathways.optimal import solve
from backends.pathways.planner import CourseIndex, Goal, PathPlanner
from backends.pathways.problem import Problem, Solution
from backends.pathways.settings import PlannerSettings, planner_settings
from backends.skills.core import load_core
from backends.skills.matching.words import SKILLS_DATA
from evaluation.skills.judged import interval
from nlu.analysis import shared_analyzer
from nlu.places import shared_places

SIZES = (1_000, 5_000, 20_000)
_REQUESTS, _SEED = 150, 7
_KINDS = (Kind.SHORT, Kind.DEGREE_PART, Kind.DEGREE, Kind.BADGE, Kind.OPEN_HE)
_CHANCES = (0.4, 0.3, 0.1, 0.1, 0.1)
_SIZE = {
    Kind.SHORT: (1, 2),
    Kind.DEGREE_PART: (3, 6),
    Kind.DEGREE: (8, 12),
    Kind.BADGE: (1, 1),
    Kind.OPEN_HE: (2, 4),
}
_POINTS = {Kind.SHORT: 2, Kind.DEGREE_PART: 25, Kind.DEGREE: 180, Kind.BADGE: 1, Kind.OPEN_HE: 10}
_NEEDS, _HELD, _SAME = 0.2, 0.25, 1e-6
_TOWNS = ("Helsinki", "Tampere", "Oulu", "Turku", "Kuopio", "Rovaniemi", "Vaasa", "Joensuu")


@dataclass(slots=True)
class _Watch:
    """Solves as the planner does, with the greedy choice beside it."""

    ratios: list[float] = field(default_factory=list)
    worse: int = 0
    unproven: int = 0

    def solve(self, problem: Problem, seconds: float) -> Solution:
        """The exact choice; what the greedy one would have been is noted."""
        exact, rough = solve(problem, seconds), greedy(problem)
        self.ratios.append(rough.value / max(exact.value, _SAME))
        self.worse += exact.value > rough.value + _SAME
        self.unproven += not exact.proven
        return exact


def main() -> None:
    """Measures and writes the report."""
    settings = planner_settings()
    lines = [
        "# The planner of paths: exact (milp) beside greedy",
        "",
        f"{_REQUESTS} requests for each size; latency is that of a whole plan with all its alternatives,"
        " in ms of wall time.",
        "",
        "| courses | p50 | p95 | most | greedy is optimal | greedy is dearer by (where not optimal)"
        " | worse than greedy | not proven |",
        "|-|-|-|-|-|-|-|-|",
    ]
    times: dict[int, list[float]] = {}
    for size in SIZES:
        line, times[size] = _measured(size, settings)
        lines.append(line)
        print(line, flush=True)
    Path(__file__).with_name("results.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    _draw(times)


def _measured(size: int, settings: PlannerSettings) -> tuple[str, list[float]]:
    generator = random.Random(_SEED)
    chosen = load_core(SKILLS_DATA).chosen
    index = CourseIndex(tuple(_courses(size, list(chosen.values()), settings, generator)))
    _ = index.givers
    place = Gazetteer(shared_analyzer(), shared_places()).by_name
    asked = [
        _request(uri, list(chosen[uri]), generator) for uri in generator.sample(sorted(chosen), _REQUESTS)
    ]
    plain, watch = PathPlanner(index, place, settings), _Watch()
    watched = PathPlanner(index, place, settings, watch.solve)
    plain.plan(*asked[0])
    times = []
    for goal, request in asked:
        began = time.perf_counter()
        plain.plan(goal, request)
        times.append((time.perf_counter() - began) * 1_000)
        watched.plan(goal, request)
    optimal = [float(ratio <= 1 + _SAME) for ratio in watch.ratios]
    dearer = [ratio - 1 for ratio in watch.ratios if ratio > 1 + _SAME]
    low, high = interval(optimal)
    p50, p95 = np.percentile(times, (50, 95))
    line = (
        f"| {size:,} | {p50:.0f} | {p95:.0f} | {max(times):.0f}"
        f" | {np.mean(optimal):.0%} ({low:.0%}-{high:.0%}) | {np.mean(dearer) if dearer else 0:.1%}"
        f" | {watch.worse} | {watch.unproven} of {len(watch.ratios)} |"
    )
    return line, times


def _request(uri: str, needed: list[str], generator: random.Random) -> tuple[Goal, Request]:
    held = tuple(skill for skill in needed if generator.random() < _HELD)
    missing = tuple(skill for skill in needed if skill not in held)
    wishes = Wishes(
        place=generator.choice((None, *_TOWNS)),
        months=generator.choice((None, None, 6.0, 18.0)),
        money=generator.choice((None, CostClass.FREE, CostClass.SMALL_FEE)),
        finnish=generator.choice((None, "A2", "B1")),
    )
    return Goal(held, missing), Request(uri, held, (), wishes)


def _courses(
    size: int, occupations: Sequence[Sequence[str]], settings: PlannerSettings, generator: random.Random
) -> Iterator[Course]:
    for number in range(size):
        [kind] = generator.choices(_KINDS, _CHANCES)
        about = generator.choice(occupations)
        count = min(len(about), generator.randint(*_SIZE[kind]))
        id_ = f"kurssi-{number}"
        needs = number > 0 and generator.random() < _NEEDS
        offers = tuple(
            _offer(f"{id_}--{at}", kind, generator) for at in range(generator.choice((1, 1, 2, 4)))
        )
        yield Course(
            id_,
            id_,
            kind,
            frozenset({f"course:{id_}", *generator.sample(list(about), count)}),
            offers,
            frozenset({f"course:kurssi-{generator.randrange(number)}"} if needs else ()),
            settings.months(offers[0].extent),
            settings.assumed_months[kind],
        )


def _offer(name: str, kind: Kind, generator: random.Random) -> Offer:
    return Offer(
        id=name,
        name=name,
        kind=kind,
        description="",
        source="made",
        checked_on=date(2026, 11, 26),
        sample=True,
        municipalities=(generator.choice(_TOWNS),),
        modes=(generator.choice((Mode.CONTACT, Mode.ONLINE, Mode.EVENING)),),
        extent=Extent(_POINTS[kind] * generator.choice((0.5, 1, 1.5)), ExtentUnit.OSP),
        cost_class=generator.choice((None, *CostClass)),
        languages=("fi",),
    )


def _draw(times: dict[int, list[float]]) -> None:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6, 3.5), layout="constrained")
    axes = figure.subplots()
    for size, values in times.items():
        axes.plot(np.sort(values), np.linspace(0, 1, len(values)), label=f"{size:,} courses")
    axes.axvline(100, color="grey", linestyle=":", label="100 ms")
    axes.set(xlabel="ms for a whole plan", ylabel="share of requests", xscale="log")
    axes.legend()
    figure.savefig(Path(__file__).with_name("latency.png"), dpi=110)


if __name__ == "__main__":
    main()
