"""Measures the course search on the embedded catalogue beside two baselines, in one run.

    .venv/service/bin/python -m evaluation.courses.run

Writes evaluation/courses/results.md (and prints it); with --misses also what did not come into the top three.
"""

from __future__ import annotations

import platform
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from backends.courses.catalogue import CATALOGUE_FOLDER, load_catalogue
from backends.courses.domain import Mode, Offer
from backends.courses.embedded import open_search
from backends.courses.search.engine import CourseSearch, Hit, SearchRequest
from backends.courses.search.order import same_course
from evaluation.courses.baselines import AllWordsMustMatch, RawFts
from evaluation.courses.judgements import DEPTH, Judged, best_by_name, distinct, read_queries
from nlu.analysis import shared_analyzer

RESULTS = Path(__file__).with_name("results.md")
_TOP = 3
_ROUNDS = 5
_DEEP = 100
_GOOD = 0.85


HEADER = (
    "| system | queries | nDCG@10 | nDCG@10, distinct courses | fitting in top 3 | empty | p50 ms | p95 ms |",
    "|---|---|---|---|---|---|---|---|",
)


@dataclass
class Score:
    """What one system reached over a set of queries."""

    ndcg: list[float] = field(default_factory=list)
    distinct: list[float] = field(default_factory=list)
    top_three: list[bool] = field(default_factory=list)
    empty: list[bool] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)

    def row(self, name: str) -> str:
        """A row of the table of results."""
        cells = (
            name,
            str(len(self.ndcg)),
            f"{statistics.mean(self.ndcg):.3f}",
            f"{statistics.mean(self.distinct):.3f}",
            f"{statistics.mean(self.top_three):.1%}",
            f"{statistics.mean(self.empty):.1%}",
            f"{statistics.median(self.milliseconds):.1f}",
            f"{statistics.quantiles(self.milliseconds, n=20)[-1]:.1f}",
        )
        return f"| {' | '.join(cells)} |"


@dataclass(frozen=True)
class Gains:
    """The gains of all offers for one query, and of all distinct courses."""

    offers: list[float]
    courses: list[float]


type System = Callable[[str, int], Sequence[Offer]]


def main() -> None:
    """Runs all systems over all queries and writes the results."""
    offers = load_catalogue(CATALOGUE_FOLDER)
    queries = read_queries()
    gains = {judged.text: _gains(judged, offers) for judged in queries}
    with tempfile.TemporaryDirectory() as var:
        began = time.perf_counter()
        engine = open_search(CATALOGUE_FOLDER, Path(var))
        built = time.perf_counter() - began
        raw, strict = RawFts(offers), AllWordsMustMatch(offers, shared_analyzer())
        systems: dict[str, System] = {
            "Suunta": lambda text, n: [hit.offer for hit in engine.search(SearchRequest(text, limit=n)).hits],
            "all words must match (Opintopolku-like)": lambda text, n: [
                offers[i] for i in strict.search(text, n)
            ],
            "raw FTS5": lambda text, n: [offers[i] for i in raw.search(text, n)],
        }
        report = _report(systems, queries, gains, len(offers), built)
        broken = [
            j.text
            for j in queries
            if not _honoured(engine.search(SearchRequest(j.text, limit=DEPTH)).hits, j)
        ]
    doubled, unknown = _order_kept(engine, queries)
    wished = sum(bool(judged.place or judged.modes) for judged in queries)
    report += f"\nQueries with a wish for place or mode: {wished}; "
    report += f"with a hit that neither meets it nor names it as relaxed: {len(broken)}.\n"
    report += f"Queries with the same course twice in the first three though another fits: {doubled}; "
    report += f"with an unknown place before a fitting offer in the wanted one: {unknown}.\n"
    RESULTS.write_text(report, encoding="utf-8")
    print(report, *broken, sep="\n")
    if "--misses" in sys.argv:
        _print_misses(systems["Suunta"], queries, gains)


def _gains(judged: Judged, offers: Sequence[Offer]) -> Gains:
    gains = [judged.gain(offer) for offer in offers]
    return Gains(gains, best_by_name(offers, gains))


def _report(
    systems: dict[str, System], queries: Sequence[Judged], gains: dict[str, Gains], offers: int, built: float
) -> str:
    lines = [
        "# Course search: measured on the embedded catalogue",
        "",
        f"{offers} offers, {len(queries)} judged queries (queries.yml), index made in {built:.1f} s.",
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}.",
        "Latency: one process, analysed words cached.",
        "The same course in many places counts once in the column of distinct courses.",
        "",
        *HEADER,
    ]
    for name, system in systems.items():
        scores = _measure(system, queries, gains)
        lines += [scores["all"].row(name), scores["held"].row(f"{name}, held half")]
    lines += ["", "Suunta by register:", "", *HEADER]
    by_register = _measure(systems["Suunta"], queries, gains, by_register=True)
    lines += [
        score.row(name) for name, score in sorted(by_register.items()) if name not in ("all", "held", "dev")
    ]
    return "\n".join(lines) + "\n"


def _measure(
    system: System, queries: Sequence[Judged], gains: dict[str, Gains], by_register: bool = False
) -> dict[str, Score]:
    scores: dict[str, Score] = defaultdict(Score)
    for judged in queries:
        deep = system(judged.text, _DEEP)
        shown, known = deep[:DEPTH], gains[judged.text]
        times = [_timed(system, judged.text) for _ in range(_ROUNDS)]
        for key in {"all", judged.half, *([judged.register] if by_register else [])}:
            score = scores[key]
            score.ndcg.append(judged.ndcg(shown, known.offers))
            score.distinct.append(judged.ndcg(distinct(deep), known.courses))
            score.top_three.append(any(judged.fits_offer(offer) for offer in shown[:_TOP]))
            score.empty.append(not shown)
            score.milliseconds.extend(times)
    return scores


def _timed(system: System, text: str) -> float:
    began = time.perf_counter()
    system(text, DEPTH)
    return (time.perf_counter() - began) * 1000


def _honoured(hits: Sequence[Hit], judged: Judged) -> bool:
    """Whether every hit meets the query's wishes or names the ones that it does not meet."""
    return all(judged.unmet(hit.offer) <= set(hit.relaxed) for hit in hits)


def _order_kept(engine: CourseSearch, queries: Sequence[Judged]) -> tuple[int, int]:
    """How many queries show a course twice in the first three, and how many an unknown place too early."""
    doubled = unknown = 0
    for judged in queries:
        hits = engine.search(SearchRequest(judged.text, limit=_DEEP)).hits
        names = [same_course(hit.offer) for hit in hits]
        fitting = {same_course(hit.offer) for hit in hits if judged.fits_offer(hit.offer) and not hit.relaxed}
        doubled += len(set(names[:_TOP])) < _TOP and bool(fitting - set(names[:_TOP]))
        if judged.place:
            met = [
                at
                for at, hit in enumerate(hits)
                if "place" not in hit.relaxed and judged.fits_offer(hit.offer)
            ]
            nowhere = [at for at, hit in enumerate(hits) if _place_unknown(hit.offer)]
            unknown += bool(met and nowhere and nowhere[0] < met[0])
    return doubled, unknown


def _place_unknown(offer: Offer) -> bool:
    return not (offer.municipalities or offer.regions or Mode.ONLINE in offer.modes)


def _print_misses(system: System, queries: Sequence[Judged], gains: dict[str, Gains]) -> None:
    for judged in queries:
        deep = system(judged.text, _DEEP)
        ndcg = judged.ndcg(distinct(deep), gains[judged.text].courses)
        if judged.half == "dev" and (
            ndcg < _GOOD or not any(judged.fits_offer(offer) for offer in deep[:_TOP])
        ):
            found = "; ".join(f"{offer.name} [{judged.gain(offer):.1f}]" for offer in distinct(deep)[:DEPTH])
            print(f"{ndcg:.2f} {judged.text}: {found}")


if __name__ == "__main__":
    main()
