"""Figures of a set of answers: accuracy by register, confusions, what is acted on, entity F1 by type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from evaluation.nlu.data import Case
from evaluation.nlu.metrics import EntityCounts, accuracy, count_entities, interval, macro_f1
from nlu.intents.decision import Decision

KEY_ENTITIES = ("place", "occupation", "field", "age", "employment_status", "education_level")
MOST_CONFUSIONS = 40


def label_figures(cases: Sequence[Case], intents: Sequence[str]) -> dict[str, Any]:
    """Return accuracy and macro-F1 with their 95 % intervals, and accuracy by register, as shares of one."""
    pairs = [(case.intent, intent) for case, intent in zip(cases, intents, strict=True)]
    by_register = {
        register: [pair for case, pair in zip(cases, pairs, strict=True) if case.register == register]
        for register in sorted({case.register for case in cases})
    }
    return {
        "sentences": len(cases),
        "accuracy": accuracy(pairs),
        "accuracy_95": interval(pairs, accuracy),
        "macro_f1": macro_f1(pairs),
        "macro_f1_95": interval(pairs, macro_f1),
        "by_register": {register: accuracy(part) for register, part in by_register.items()},
        "by_register_95": {register: interval(part, accuracy) for register, part in by_register.items()},
    }


def intent_figures(cases: Sequence[Case], decisions: Sequence[Decision]) -> dict[str, Any]:
    """Return `label_figures` and what the decisions add: top three, share acted on, crisis, confusions."""
    both = list(zip(cases, decisions, strict=True))
    wrong = [(c.intent, d) for c, d in both if c.intent != d.intent.name]
    confusions = Counter((wanted, decision.intent.name) for wanted, decision in wrong)
    return {
        **label_figures(cases, [decision.intent.name for decision in decisions]),
        "top3": sum(c.intent in [s.name for s in d.ranking[:3]] for c, d in both) / len(both),
        "acted": sum(d.kind == "act" for d in decisions) / len(both),
        "wrong_acted": sum(d.kind == "act" for _, d in wrong) / max(1, len(wrong)),
        "crisis_missed": sum(c.intent == "crisis" != d.intent.name for c, d in both),
        "crisis_false": sum(c.intent != "crisis" == d.intent.name for c, d in both),
        "confusions": [[w, got, n] for (w, got), n in confusions.most_common(MOST_CONFUSIONS)],
    }


def entity_figures(cases: Sequence[Case], found: Sequence[Sequence[tuple[str, str]]]) -> dict[str, Any]:
    """Return F1 by type and of the key types together; `found` are each case's entities as (type, value)."""
    counts: dict[str, EntityCounts] = {}
    for case, got in zip(cases, found, strict=True):
        count_entities(case.entities, got, counts)
    together = EntityCounts(
        *(
            sum(getattr(counts.get(kind, EntityCounts()), name) for kind in KEY_ENTITIES)
            for name in ("right", "wrong", "missed")
        )
    )
    return {
        "key_types": together.f1,
        "by_type": {kind: {**vars(entry), "f1": entry.f1} for kind, entry in sorted(counts.items())},
    }
