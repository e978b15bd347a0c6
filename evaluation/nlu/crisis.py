"""What the model alone makes of crises: `python -m evaluation.nlu.crisis` writes results/crisis.json.

Environment A; some minutes. The training data in cross-validation, without what the lexicon finds before the
model is asked. For each threshold: how many crises the model catches, and how many others it calls one.
"""

from __future__ import annotations

from typing import Any

from evaluation.nlu.crossed import unseen
from evaluation.nlu.evaluate import write_json
from evaluation.nlu.variants import variants
from nlu.intents.composed import CRISIS
from nlu.intents.crisis import shared_lexicon
from nlu.intents.decision import is_explained
from nlu.reading import read_message

THRESHOLDS = (0.15, 0.25, 0.35, 0.45, 0.55, 0.6, 0.65, 0.8)


def measure() -> dict[str, Any]:
    """Return the figures of all thresholds."""
    lexicon = shared_lexicon()
    crises: list[float] = []
    others: list[float] = []
    sentences = found = 0
    for example, names, row in unseen(variants()[-1]):
        sentences += 1
        message = read_message(example.text)
        if lexicon.find(message.tokens):
            found += example.intent == CRISIS
            continue
        chance = float(row[names.index(CRISIS)])
        if is_explained(message, lexicon, chance):
            chance = 0.0
        (crises if example.intent == CRISIS else others).append(chance)
    return {
        "sentences": sentences,
        "crises": found + len(crises),
        "crises_outside_the_lexicon": len(crises),
        "thresholds": [
            {
                "from": threshold,
                "caught": sum(chance >= threshold for chance in crises),
                "false": sum(chance >= threshold for chance in others),
            }
            for threshold in THRESHOLDS
        ],
    }


if __name__ == "__main__":
    write_json("crisis.json", measure())
