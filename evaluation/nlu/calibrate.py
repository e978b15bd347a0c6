"""Derives the thresholds of the decision from unseen sentences: `python -m evaluation.nlu.calibrate`.

Environment A; some minutes. The model acts where neither of two measures of unseen text says that too many of
the wrong answers would be acted on: the sets of evaluation/nlu taken together, and the training data in
cross-validation. Writes results/thresholds.json: the thresholds, and what they do on every set. The chosen
values belong into config.yml and `nlu.intents.decision.Thresholds`; tests/nlu/test_thresholds.py sees that
they stand there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.nlu.crossed import Answer, cross_validated, lowest_threshold
from evaluation.nlu.data import SPLITS, Case, read_cases
from evaluation.nlu.evaluate import Served, train_served, write_json
from nlu.intents.clauses import Heard
from nlu.intents.crisis import shared_lexicon
from nlu.intents.decision import Decision, Thresholds, candidates, certainty, decide
from nlu.intents.scored import Scored
from nlu.reading import read_message

# Of all wrong answers at most this share may be acted on; one chance in five is left that it is more.
MOST_WRONG_ACTED = 0.25
DEVIATIONS = 0.8416  # 80 %, one-sided
# The bot asks which was meant where the right intent is among the offered for this share of the messages, and
# never below the floor: there lies what is no message at all.
LEAST_OFFERED = 0.8
WINDOW = 20
LEAST_CLARIFY = 0.3
# Above every confidence.
NEVER = 2.0
STEPS = [round(0.01 * step, 2) for step in range(20, 100)]

Ranking = Sequence[Scored]


@dataclass(frozen=True)
class Read:
    """What the model says of a sentence: of the whole, and of its clauses."""

    ranking: Ranking
    heard: Sequence[Heard] = ()


def decisions(cases: Sequence[Case], reads: Sequence[Read], limits: Thresholds) -> list[Decision]:
    """Return the decisions on the cases under other thresholds."""
    lexicon = shared_lexicon()
    return [
        decide(read_message(case.text), read.ranking, lexicon, limits, read.heard)
        for case, read in zip(cases, reads, strict=True)
    ]


def upper_bound(count: int, total: int) -> float:
    """Return the bound that a share's true value exceeds with one chance in five (Wilson 1927)."""
    if not total:
        return 1.0
    share, square = count / total, DEVIATIONS**2
    spread = DEVIATIONS * math.sqrt(share * (1 - share) / total + square / (4 * total**2))
    return (share + square / (2 * total) + spread) / (1 + square / total)


def wrong_acted(cases: Sequence[Case], made: Sequence[Decision]) -> tuple[int, int]:
    """Return how many wrong answers were acted on, and how many there are."""
    wrong = [d for c, d in zip(cases, made, strict=True) if c.intent != d.intent.name]
    return sum(d.kind == "act" for d in wrong), len(wrong)


def choose_act(cases: Sequence[Case], reads: Sequence[Read]) -> float:
    """Return the lowest threshold at which the upper bound of the share of wrong answers acted on holds."""
    made = decisions(cases, reads, Thresholds(act=NEVER, clarify=NEVER))
    rows = zip(cases, made, reads, strict=True)
    wrong = [
        # What is acted on although no confidence suffices is acted on by the crisis layer.
        NEVER if d.kind == "act" else certainty(d.ranking, read.heard, LEAST_CLARIFY)
        for c, d, read in rows
        if c.intent != d.intent.name
    ]
    for step in STEPS:
        acted = sum(sure >= step for sure in wrong)
        if upper_bound(acted, len(wrong)) <= MOST_WRONG_ACTED:
            return step
    return STEPS[-1]


def choose_clarify(cases: Sequence[Case], reads: Sequence[Read], act: float) -> float:
    """Return the confidence from which on asking "did you mean" offers the right intent often enough.

    The messages that are not acted on are taken by falling confidence; asking goes on being worth it as long
    as of the last `WINDOW` messages `LEAST_OFFERED` were offered the right intent.
    """
    limits = Thresholds(act=act, clarify=0.0)
    made = decisions(cases, reads, limits)
    rows = sorted(
        (
            (d.intent.confidence, c.intent in [s.name for s in candidates(d, limits)])
            for c, d in zip(cases, made, strict=True)
            if d.kind == "clarify"
        ),
        reverse=True,
    )
    lowest = act
    for end in range(WINDOW, len(rows) + 1):
        window = rows[end - WINDOW : end]
        if sum(offered for _, offered in window) < LEAST_OFFERED * WINDOW:
            break
        lowest = window[-1][0]
    return max(LEAST_CLARIFY, math.floor(100 * lowest) / 100)


def effect(cases: Sequence[Case], reads: Sequence[Read], limits: Thresholds) -> dict[str, Any]:
    """Return what the thresholds do to a set of sentences."""
    made = decisions(cases, reads, limits)
    acted, wrong = wrong_acted(cases, made)
    unsure = [(c, d) for c, d in zip(cases, made, strict=True) if d.kind == "clarify"]
    offered = [c.intent in [s.name for s in candidates(d, limits)] for c, d in unsure]
    return {
        "sentences": len(cases),
        "kinds": {kind: sum(d.kind == kind for d in made) for kind in ("act", "clarify", "fallback")},
        "wrong": wrong,
        "wrong_acted": acted,
        "wrong_acted_share": acted / max(1, wrong),
        "acted_right": 1 - acted / max(1, sum(d.kind == "act" for d in made)),
        "right_offered_when_asked": sum(offered) / max(1, len(offered)),
        "reliability": reliability(cases, [read.ranking for read in reads]),
    }


def reliability(cases: Sequence[Case], rankings: Sequence[Ranking]) -> list[dict[str, float]]:
    """Return by tenths of confidence how many answers there are, how sure they are, how many are right."""
    rows = [(r[0].confidence, r[0].name == c.intent) for c, r in zip(cases, rankings, strict=True)]
    bins = []
    for tenth in range(10):
        part = [row for row in rows if min(9, int(10 * row[0])) == tenth]
        if part:
            mean = sum(confidence for confidence, _ in part) / len(part)
            right = sum(correct for _, correct in part) / len(part)
            bins.append({"from": tenth / 10, "answers": len(part), "confidence": mean, "right": right})
    return bins


def crossed_effect(answers: Sequence[Answer], act: float) -> dict[str, float]:
    """Return what the threshold does to the training data in cross-validation."""
    wrong = [answer for answer in answers if not answer.right]
    return {
        "sentences": len(answers),
        "accuracy": 1 - len(wrong) / len(answers),
        "acted": sum(answer.confidence >= act for answer in answers) / len(answers),
        "wrong_acted_share": sum(answer.confidence >= act for answer in wrong) / max(1, len(wrong)),
    }


def calibrate(served: Served) -> dict[str, Any]:
    """Choose on all sets together and in cross-validation, then look at every set."""
    sets = {name: read_cases(folder) for name, folder in SPLITS.items()}
    reads = {
        name: [
            Read(ranking, served.heard(case.text))
            for case, ranking in zip(cases, served.rankings(cases), strict=True)
        ]
        for name, cases in sets.items()
    }
    cases = [case for part in sets.values() for case in part]
    read = [one for part in reads.values() for one in part]
    answers = cross_validated(served.variant)
    on_sets = choose_act(cases, read)
    act = max(on_sets, lowest_threshold(answers, MOST_WRONG_ACTED, STEPS))
    limits = Thresholds(act=act, clarify=choose_clarify(cases, read, act))
    return {
        "thresholds": vars(limits),
        "rules": {"most_wrong_acted": MOST_WRONG_ACTED, "least_offered": LEAST_OFFERED, "window": WINDOW},
        "act_on_the_sets": on_sets,
        "cross_validated": crossed_effect(answers, act),
        "sets": {name: effect(part, reads[name], limits) for name, part in sets.items()},
    }


if __name__ == "__main__":
    write_json("thresholds.json", calibrate(train_served()))
