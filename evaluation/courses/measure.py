"""What a system reaches over the judged queries: nDCG@10, a fit in the top three, empty answers, latency."""

from __future__ import annotations

import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from backends.courses.domain import Offer
from evaluation.courses.judgements import DEPTH, Judged, distinct

TOP = 3
_DEEP = 100

type System = Callable[[str, int], Sequence[Offer]]


@dataclass
class Score:
    """What was measured over a set of queries."""

    ndcg: list[float] = field(default_factory=list)
    distinct: list[float] = field(default_factory=list)
    top_three: list[bool] = field(default_factory=list)
    empty: list[bool] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    def quality(self) -> list[str]:
        """Cells: queries, nDCG@10 of offers and of distinct courses, fits in the top three, empty answers."""
        return [
            str(len(self.ndcg)),
            f"{statistics.mean(self.ndcg):.3f}",
            f"{statistics.mean(self.distinct):.3f}",
            f"{statistics.mean(self.top_three):.1%}",
            f"{statistics.mean(self.empty):.1%}",
        ]

    def latency(self) -> tuple[float, float, float]:
        """The milliseconds below which 50, 95 and 99 % of the answers stay."""
        cuts = statistics.quantiles(self.milliseconds, n=100)
        return cuts[49], cuts[94], cuts[98]

    def processor_p95(self) -> float:
        """The milliseconds of processor of this process below which 95 % of the answers stay."""
        return statistics.quantiles(self.processor, n=100)[94]


@dataclass(frozen=True)
class Gains:
    """The ten best gains for one query that there are: of all offers, and of all distinct courses."""

    offers: list[float]
    courses: list[float]


def best_gains(queries: Sequence[Judged], offers: Sequence[Offer]) -> dict[str, Gains]:
    """The best gains for each query by its text. Offers with the same name, titles and keywords are judged
    once.
    """
    alike: dict[tuple[object, ...], list[Offer]] = defaultdict(list)
    for offer in offers:
        alike[offer.name, offer.kind, offer.titles, offer.keywords].append(offer)
    found = {}
    for judged in queries:
        gains: list[float] = []
        by_name: dict[str, float] = {}
        for same in alike.values():
            topical = judged.topical_gain(same[0])
            if topical == 0:
                continue
            reached = sorted((judged.gain_of(topical, offer) for offer in same), reverse=True)[:DEPTH]
            gains.extend(reached)
            by_name[same[0].name] = max(by_name.get(same[0].name, 0.0), reached[0])
        found[judged.text] = Gains(
            sorted(gains, reverse=True)[:DEPTH], sorted(by_name.values(), reverse=True)[:DEPTH]
        )
    return found


def measured(
    system: System, queries: Sequence[Judged], gains: dict[str, Gains], rounds: int
) -> dict[str, Score]:
    """Scores by half, by register and of "all". Each query is asked once deeply, then `rounds` times for its
    latency (0: that of the first time).
    """
    scores: dict[str, Score] = defaultdict(Score)
    for judged in queries:
        known = gains[judged.text]
        deep, wall, used = _timed(system, judged.text, _DEEP)
        shown = deep[:DEPTH]
        times = [_timed(system, judged.text, DEPTH)[1:] for _ in range(rounds)] or [(wall, used)]
        for key in ("all", judged.half, judged.register):
            score = scores[key]
            score.ndcg.append(judged.ndcg(shown, known.offers))
            score.distinct.append(judged.ndcg(distinct(deep), known.courses))
            score.top_three.append(any(judged.fits_offer(offer) for offer in shown[:TOP]))
            score.empty.append(not shown)
            score.milliseconds.extend(wall for wall, _ in times)
            score.processor.extend(used for _, used in times)
    return scores


def _timed(system: System, text: str, limit: int) -> tuple[Sequence[Offer], float, float]:
    """The answer, its milliseconds, and those of this process's processor."""
    began, used = time.perf_counter(), time.process_time()
    found = system(text, limit)
    return found, (time.perf_counter() - began) * 1000, (time.process_time() - used) * 1000
