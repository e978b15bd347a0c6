"""The best choice by integer programming (SciPy's milp, which is HiGHS), never worse than the greedy one."""

from __future__ import annotations

import numpy as np
import structlog
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from backends.pathways.greedy import greedy
from backends.pathways.problem import Problem, Solution

_OPTIMAL = 0
_CHOSEN = 0.5
_log = structlog.get_logger(__name__)


def solve(problem: Problem, seconds: float) -> Solution:
    """The best choice found in `seconds`; the greedy one where that is better, or nothing is found."""
    rough = greedy(problem)
    if not problem.candidates:
        return Solution(frozenset(), problem.value(()), proven=True)
    exact = _milp(problem, seconds)
    if exact is None or not problem.fits(exact.chosen):
        _log.warning("path_solver_gave_nothing", candidates=len(problem.candidates))
        return rough
    return exact if exact.value <= rough.value else rough


def _milp(problem: Problem, seconds: float) -> Solution | None:
    """Variables: a candidate is chosen (0 or 1), then a demand is left (0 or 1).

    Rows: each demand is met or left; each prerequisite of a chosen candidate is given; the time is kept.
    """
    count, demands = len(problem.candidates), list(problem.worth)
    rows, lows, highs = _Rows(), [], []
    column = {demand: count + at for at, demand in enumerate(demands)}
    givers: dict[str, list[int]] = {}
    for at, candidate in enumerate(problem.candidates):
        for token in candidate.gives:
            givers.setdefault(token, []).append(at)
    for demand in demands:
        rows.add([(at, 1.0) for at in givers.get(demand, ())] + [(column[demand], 1.0)])
        lows.append(1.0)
        highs.append(np.inf)
    for at, candidate in enumerate(problem.candidates):
        for token in candidate.needs:
            rows.add([(giver, 1.0) for giver in givers.get(token, ()) if giver != at] + [(at, -1.0)])
            lows.append(0.0)
            highs.append(np.inf)
    if problem.months is not None:
        rows.add([(at, candidate.months) for at, candidate in enumerate(problem.candidates)])
        lows.append(-np.inf)
        highs.append(problem.months)
    total = count + len(demands)
    result = milp(
        np.asarray([one.cost for one in problem.candidates] + list(problem.worth.values())),
        integrality=np.ones(total),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(rows.matrix(total), lows, highs),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    if result.x is None:
        return None
    chosen = frozenset(int(at) for at in np.flatnonzero(result.x[:count] > _CHOSEN))
    return Solution(chosen, problem.value(chosen), proven=result.status == _OPTIMAL)


class _Rows:
    """The rows of a sparse matrix."""

    def __init__(self) -> None:
        self._row: list[int] = []
        self._column: list[int] = []
        self._value: list[float] = []
        self._count = 0

    def add(self, entries: list[tuple[int, float]]) -> None:
        """Adds a row of (column, value)."""
        for column, value in entries:
            self._row.append(self._count)
            self._column.append(column)
            self._value.append(value)
        self._count += 1

    def matrix(self, columns: int) -> coo_array:
        """The matrix."""
        return coo_array((self._value, (self._row, self._column)), shape=(self._count, columns))
