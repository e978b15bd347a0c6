"""The ingredients to leave out, and the rows of the reports' tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from backends.skills.matching.features import FEATURES
from evaluation.skills.judged import Judged, interval, recalls, reciprocal_rank

type Ranking = Callable[[Judged], list[str]]
DEPTH = 50
LEFT_OUT = {
    "the lexicon": [name for name in FEATURES if name.startswith(("told", "unit", "minor"))],
    "word vectors": ["told_near", "official_near", "told_words_near", "outside_near"],
    "character n-grams": ["told_alike", "official_alike"],
    "covered expressions": ["told_covered", "told_sum"],
    "ISCO groups": ["unit_group", "minor_group"],
    "words (BM25)": ["told_words", "official_words", "outside_words"],
    "skills' labels": ["skills_words", "outside_skills"],
    "ESCO's names and descriptions": [name for name in FEATURES if name.startswith(("official", "outside"))],
}


def best(scores: np.ndarray[tuple[int], np.dtype[np.float32]], uris: Sequence[str]) -> list[str]:
    return [uris[row] for row in np.argsort(-scores, kind="stable")[:DEPTH] if scores[row] > 0]


def row(name: str, ranking: Ranking, judged: Sequence[Judged]) -> str:
    scored = [(ranking(one), one.occupations) for one in judged]
    recall = [recalls(ranked, gold) for ranked, gold in scored]
    columns = [*zip(*recall, strict=True), [reciprocal_rank(ranked, gold) for ranked, gold in scored]]
    cells = []
    for column in columns:
        low, high = interval(column)
        cells.append(f"{np.mean(column):.2f} ({low:.2f}-{high:.2f})")
    return f"| {name} | {' | '.join(cells)} |"
