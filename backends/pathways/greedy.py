"""The greedy choice: again and again what gives most for its cost. The baseline, and the way out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from backends.pathways.problem import Candidate, Problem, Solution

_SAME = 1e-9


def greedy(problem: Problem) -> Solution:
    """Takes what is worth more than it costs, with its prerequisites; then leaves out what is not needed."""
    providers = _providers(problem.candidates)
    chosen: set[int] = set()
    while (found := _best(problem, providers, chosen)) is not None:
        chosen |= found
    chosen = _pruned(problem, chosen)
    return Solution(frozenset(chosen), problem.value(chosen), proven=False)


def _best(problem: Problem, providers: Mapping[str, Sequence[int]], chosen: set[int]) -> set[int] | None:
    given = frozenset().union(*(problem.candidates[at].gives for at in chosen))
    spent = sum(problem.candidates[at].months for at in chosen)
    best: tuple[float, set[int]] | None = None
    for at, candidate in enumerate(problem.candidates):
        if at in chosen or not (candidate.gives - given) & problem.worth.keys():
            continue
        bundle = _bundle(problem, providers, at, given, frozenset())
        if bundle is None or not _in_time(problem, spent, bundle):
            continue
        new = frozenset().union(*(problem.candidates[one].gives for one in bundle)) - given
        gain = sum(problem.worth.get(token, 0) for token in new)
        cost = sum(problem.candidates[one].cost for one in bundle)
        if gain > cost + _SAME and (best is None or gain / cost > best[0]):
            best = (gain / cost, bundle)
    return best[1] if best else None


def _in_time(problem: Problem, spent: float, bundle: set[int]) -> bool:
    if problem.months is None:
        return True
    return spent + sum(problem.candidates[at].months for at in bundle) <= problem.months + _SAME


def _bundle(
    problem: Problem,
    providers: Mapping[str, Sequence[int]],
    at: int,
    given: frozenset[str],
    waiting: frozenset[int],
) -> set[int] | None:
    """The candidate with its cheapest missing prerequisites; None where they go round in a ring."""
    if at in waiting:
        return None
    bundle: set[int] = set()
    for token in sorted(problem.candidates[at].needs):
        if token in given:
            continue
        for provider in providers.get(token, ()):
            more = _bundle(problem, providers, provider, given, waiting | {at})
            if more is not None:
                bundle |= more
                given = given.union(*(problem.candidates[one].gives for one in more))
                break
        else:
            return None
    return bundle | {at}


def _pruned(problem: Problem, chosen: set[int]) -> set[int]:
    left = set(chosen)
    for at in sorted(chosen, key=lambda one: -problem.candidates[one].cost):
        without = left - {at}
        if problem.value(without) < problem.value(left) and problem.fits(without):
            left = without
    return left


def _providers(candidates: Sequence[Candidate]) -> dict[str, list[int]]:
    providers: dict[str, list[int]] = {}
    needed = frozenset().union(*(one.needs for one in candidates))
    for at in sorted(range(len(candidates)), key=lambda at: candidates[at].cost):
        for token in candidates[at].gives & needed:
            providers.setdefault(token, []).append(at)
    return providers
