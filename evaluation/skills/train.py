"""Learns the weights of data/skills/model.yml: `python -m evaluation.skills.train TAXONOMY_DB`.

The examples are expressions of the lexicon that were held out of the index, joined by twos and threes, the
judged texts of dev/, and for "nothing in particular" the vague ones of dev/ and sentences of conversation
from the NLU's training data.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from backends.paths import DATA
from backends.skills.core import Core, load_core
from backends.skills.domain import Taxonomy
from backends.skills.embedded import reader
from backends.skills.matching.features import FEATURES, FeatureMaker
from backends.skills.matching.floret import shared_floret
from backends.skills.matching.index import build_index
from backends.skills.matching.model import MODEL
from backends.skills.matching.words import SKILLS_DATA
from backends.skills.taxonomy.store import read_taxonomy
from evaluation.skills.judged import VAGUE, Judged, read_judged
from nlu.intents.data import read_training_data

_HELD_OUT = 6
_MOST_MADE, _MOST_NOTHING = 700, 150
_NOTHING = (
    "dont_know",
    "unsure_direction",
    "greet",
    "help",
    "worry_confidence",
    "clarify",
    "thank",
    "request_human",
)
_MOST_CORE = 2.0
_STEPS, _STEP, _DECAY = 400, 0.15, 2e-3
_JUDGED_WEIGHT = 3.0
_OFF = 1e-9


@dataclass(frozen=True, slots=True)
class Examples:
    """Features (example, occupation, feature), gold rows (none for nothing), and what each counts."""

    features: NDArray[np.float32]
    gold: list[list[int]]
    weights: NDArray[np.float64]

    def but(self, left_out: NDArray[np.bool_]) -> Examples:
        """Without some of them."""
        kept = np.flatnonzero(~left_out)
        return Examples(self.features[kept], [self.gold[at] for at in kept], self.weights[kept])


def main() -> None:
    """Learns from everything and writes model.yml; prints cross-validated figures first."""
    taxonomy = read_taxonomy(Path(sys.argv[1]))
    core = load_core(SKILLS_DATA)
    examples = all_examples(taxonomy, core, read_judged(taxonomy))
    print(len(examples.gold), "examples", flush=True)
    weights, bar = learn(examples)
    table: dict[str, Any] = yaml.safe_load(MODEL.read_text(encoding="utf-8"))
    table["weights"] = {name: round(float(value), 3) for name, value in zip(FEATURES, weights, strict=True)}
    table["bar"] = round(bar, 3)
    heading = MODEL.read_text(encoding="utf-8").splitlines()[0]
    MODEL.write_text(heading + "\n" + yaml.safe_dump(table, sort_keys=False), encoding="utf-8")
    print(MODEL.read_text(encoding="utf-8"))


def all_examples(taxonomy: Taxonomy, core: Core, judged: Sequence[Judged]) -> Examples:
    """Examples made of the lexicon, judged ones and such of nothing in particular."""
    generator = random.Random(7)
    held, made = held_out(core, generator)
    nothing = [
        one.text
        for one in read_training_data(DATA / "nlu")
        if one.intent in _NOTHING and len(one.text.split()) > 1
    ]
    texts = generator.sample(made, min(_MOST_MADE, len(made)))
    texts += [(text, ()) for text in generator.sample(nothing, min(_MOST_NOTHING, len(nothing)))]
    counts = [1.0] * len(texts) + [_JUDGED_WEIGHT] * len(judged)
    texts += [(one.text, () if one.kind == VAGUE else one.occupations) for one in judged]
    return examples_of(taxonomy, held, texts, counts)


def held_out(core: Core, generator: random.Random) -> tuple[Core, list[tuple[str, tuple[str, ...]]]]:
    """The core with a sixth of its expressions taken out, and texts made of those."""
    kept, made = [], []
    for entry in core.expressions:
        texts = list(entry.texts)
        generator.shuffle(texts)
        count = len(texts) // _HELD_OUT if entry.occupations else 0
        kept.append(replace(entry, texts=tuple(texts[count:])))
        size = generator.choice((2, 3))
        for at in range(0, count - size + 1, size):
            made.append((", ".join(texts[at : at + size]), entry.occupations))
    return replace(core, expressions=tuple(kept)), made


def examples_of(
    taxonomy: Taxonomy, core: Core, texts: Sequence[tuple[str, tuple[str, ...]]], counts: Sequence[float]
) -> Examples:
    """The features of texts over the taxonomy; texts without content words are left out."""
    rows = {one.uri: row for row, one in enumerate(taxonomy.occupations)}
    maker = FeatureMaker(build_index(taxonomy, core, reader(), shared_floret()), shared_floret())
    features, gold, weights = [], [], []
    for (text, uris), count in zip(texts, counts, strict=True):
        read = reader().read(text)
        known = [rows[uri] for uri in uris if uri in rows]
        if read.words and (known or not uris):
            features.append(maker.features(maker.query(read)))
            gold.append(known)
            weights.append(count)
    return Examples(np.stack(features), gold, np.asarray(weights))


def learn(examples: Examples, off: Sequence[str] = ()) -> tuple[NDArray[np.float64], float]:
    """Weights (never negative; 0 for the features `off`) and bar, of greatest likelihood (by Adam)."""
    count = len(FEATURES)
    used = np.asarray([name not in off for name in FEATURES] + [True], dtype=np.float64)
    most = np.full(count + 1, np.inf)
    most[FEATURES.index("core")] = _MOST_CORE
    values = np.append(np.full(count, 2.0), 5.0) * used
    mean, square = np.zeros(count + 1), np.zeros(count + 1)
    for step in range(1, _STEPS + 1):
        gradient = (_gradient(examples, values) + _DECAY * values) * used
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient * gradient
        move = mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + _OFF)
        values = np.clip(values - _STEP * (1 - step / (_STEPS + 1)) * move, 0, most)
    return values[:count], float(values[count])


def _gradient(examples: Examples, values: NDArray[np.float64]) -> NDArray[np.float64]:
    features = examples.features
    scores = features @ values[:-1].astype(np.float32)
    top = np.maximum(scores.max(axis=1), values[-1])[:, None]
    raised = np.exp(scores - top)
    nothing = np.exp(values[-1] - top[:, 0])
    total = raised.sum(axis=1) + nothing
    chances = raised / total[:, None]
    target = np.zeros_like(chances)
    for row, gold in enumerate(examples.gold):
        target[row, gold] = 1 / len(gold) if gold else 0.0
    difference = (chances - target) * examples.weights[:, None].astype(np.float32)
    by_feature = np.tensordot(difference, features, axes=([0, 1], [0, 1]))
    wanted = np.asarray([not gold for gold in examples.gold], dtype=np.float64)
    by_bar = ((nothing / total - wanted) * examples.weights).sum()
    return np.append(by_feature, by_bar) / examples.weights.sum()


if __name__ == "__main__":
    main()
