"""Learns the weights of data/skills/model.yml: `python -m evaluation.skills.train TAXONOMY_DB`.

The examples are expressions of the lexicon that were held out of the index, joined by twos and threes, the
judged texts of dev/, and for "nothing in particular" the vague ones of dev/ and sentences of conversation
from the NLU's training data. A fifth of the core's occupations is taken out of it meanwhile, so that the
weights also serve texts about occupations that the lexicon does not know.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from backends.paths import DATA
from backends.skills.core import Core, load_core
from backends.skills.domain import Taxonomy
from backends.skills.embedded import reader, whole_index
from backends.skills.matching.features import FEATURES, FeatureMaker
from backends.skills.matching.floret import shared_floret
from backends.skills.matching.model import MODEL, load_model
from backends.skills.matching.words import SKILLS_DATA
from backends.skills.taxonomy.store import read_taxonomy
from datafiles import read_yaml
from evaluation.skills.certainty import learn_certainty
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
_HIDDEN_SHARE = 0.2
_CORE_RANGE = (-2.0, 2.0)
_STEPS, _STEP, _DECAY = 400, 0.15, 2e-3
_JUDGED_WEIGHT = 3.0
_OFF = 1e-9
_CANDIDATES = 300


@dataclass(frozen=True, slots=True)
class Examples:
    """Features (example, candidate, feature), gold candidates (none for nothing), and what each counts.

    `rows` are the candidates' rows in the taxonomy: the _CANDIDATES that have most of what a text says.
    An example whose occupations are not among them is none to learn from.
    """

    features: NDArray[np.float32]
    rows: NDArray[np.int32]
    gold: list[list[int]]
    weights: NDArray[np.float64]

    def only(self, kept: Sequence[int]) -> Examples:
        """Some of them."""
        chosen = list(kept)
        gold = [self.gold[at] for at in chosen]
        return Examples(self.features[chosen], self.rows[chosen], gold, self.weights[chosen])


def main() -> None:
    """Learns from everything and writes the weights into model.yml."""
    taxonomy = read_taxonomy(Path(sys.argv[1]))
    core = load_core(SKILLS_DATA)
    judged = read_judged(taxonomy)
    examples = all_examples(taxonomy, core, judged)
    print(len(examples.gold), "examples", flush=True)
    weights, bar = learn(examples)
    held = load_model()
    model = replace(held, weights=weights.astype(np.float32), bar=bar)
    table: dict[str, Any] = read_yaml(MODEL)
    table["weights"] = {name: round(float(value), 3) for name, value in zip(FEATURES, weights, strict=True)}
    table["bar"] = round(bar, 3)
    table["certainty"] = learn_certainty(taxonomy, core, model, judged)
    heading = MODEL.read_text(encoding="utf-8").splitlines()[0]
    MODEL.write_text(heading + "\n" + yaml.safe_dump(table, sort_keys=False), encoding="utf-8")
    print(MODEL.read_text(encoding="utf-8"))


def all_examples(taxonomy: Taxonomy, core: Core, judged: Sequence[Judged]) -> Examples:
    """Examples made of the lexicon, judged ones and such of nothing in particular."""
    generator = random.Random(7)
    kept, made = held_out(core, generator)
    held = without(kept, {uri for uri in core.chosen if generator.random() < _HIDDEN_SHARE})
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


def without(core: Core, hidden: Set[str]) -> Core:
    """The core as it would be, did it not know some of its occupations."""
    return replace(
        core,
        everyday={uri: names for uri, names in core.everyday.items() if uri not in hidden},
        chosen={uri: skills for uri, skills in core.chosen.items() if uri not in hidden},
        expressions=tuple(
            replace(one, occupations=tuple(uri for uri in one.occupations if uri not in hidden))
            for one in core.expressions
        ),
    )


def examples_of(
    taxonomy: Taxonomy, core: Core, texts: Sequence[tuple[str, tuple[str, ...]]], counts: Sequence[float]
) -> Examples:
    """The features of texts over the taxonomy; texts without content words are left out."""
    index = whole_index(taxonomy, core)
    return featured(taxonomy, FeatureMaker(index, shared_floret()), texts, counts)


def featured(
    taxonomy: Taxonomy,
    maker: FeatureMaker,
    texts: Sequence[tuple[str, tuple[str, ...]]],
    counts: Sequence[float],
) -> Examples:
    """The same with a maker of features that is there already."""
    by_uri = {one.uri: row for row, one in enumerate(taxonomy.occupations)}
    features, rows, gold, weights = [], [], [], []
    for (text, uris), count in zip(texts, counts, strict=True):
        read = reader().read(text)
        if not read.words:
            continue
        all_rows = maker.features(maker.query(read))
        said = all_rows.sum(axis=1) - all_rows[:, FEATURES.index("core")]
        candidates = np.argsort(-said, kind="stable")[:_CANDIDATES]
        at = {int(row): place for place, row in enumerate(candidates)}
        known = [at[by_uri[uri]] for uri in uris if by_uri.get(uri) in at]
        if known or not uris:
            features.append(all_rows[candidates])
            rows.append(candidates)
            gold.append(known)
            weights.append(count)
    return Examples(np.stack(features), np.stack(rows).astype(np.int32), gold, np.asarray(weights))


def learn(examples: Examples, off: Sequence[str] = ()) -> tuple[NDArray[np.float64], float]:
    """Weights (none but the core's negative; 0 for those `off`) and bar, of greatest likelihood (Adam)."""
    count = len(FEATURES)
    used = np.asarray([name not in off for name in FEATURES] + [True], dtype=np.float64)
    least, most = np.zeros(count + 1), np.full(count + 1, np.inf)
    least[FEATURES.index("core")], most[FEATURES.index("core")] = _CORE_RANGE
    values = np.append(np.full(count, 2.0), 5.0) * used
    mean, square = np.zeros(count + 1), np.zeros(count + 1)
    for step in range(1, _STEPS + 1):
        gradient = (_gradient(examples, values) + _DECAY * values) * used
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient * gradient
        move = mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + _OFF)
        values = np.clip(values - _STEP * (1 - step / (_STEPS + 1)) * move, least, most)
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
