"""Measures the mapping: `python -m evaluation.skills.run [TAXONOMY_DB]` writes results-*.md.

With an imported ESCO the texts of test/ are measured too, which nothing was learnt from (see blind.py).

Weights are learnt anew for each fifth of the texts from the other four, and again without each ingredient.
Skills are judged by those that ESCO (or the core) calls essential for the judged occupations: a stand-in for
judgements of their own.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from backends.settings import load_settings
from backends.skills.core import load_core
from backends.skills.domain import Taxonomy
from backends.skills.embedded import Skills, open_skills, reader, whole_index
from backends.skills.matching.features import FeatureMaker
from backends.skills.matching.floret import shared_floret
from backends.skills.matching.index import Index
from backends.skills.matching.mapper import MapRequest
from backends.skills.matching.model import load_model
from backends.skills.matching.passages import terms_of
from backends.skills.matching.result import Confidence
from backends.skills.matching.spread import direct
from backends.skills.matching.words import SKILLS_DATA
from evaluation.skills.blind import measured_blind
from evaluation.skills.judged import VAGUE, Judged, read_judged
from evaluation.skills.tables import LEFT_OUT, Ranking, best, row
from evaluation.skills.train import Examples, featured, learn

_FOLDS, _DEPTH = 5, 50


def main() -> None:
    """Measures and writes the report."""
    database = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    began = time.perf_counter()
    skills = open_skills(load_settings().var, database)
    opened = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    judged = read_judged(skills.taxonomy)
    timed = _latency(skills, judged)
    index = whole_index(skills.taxonomy, load_core(SKILLS_DATA))
    lines = [
        f"# Skills mapping: measured on {'imported ESCO' if database else 'the embedded core'}",
        "",
        f"{len(judged)} texts of dev/, {len(skills.taxonomy.occupations)} occupations,"
        f" {len(skills.taxonomy.skills)} skills.",
        f"Opened in {opened:.1f} s, {memory:.0f} MB; map {timed} ms of processor time (p50/p95).",
        "",
        "| occupations | R@1 | R@5 | R@10 | MRR |",
        "|-|-|-|-|-|",
        *_occupations(skills.taxonomy, index, judged),
        "",
        *_skills(skills, index, judged),
        "",
        *_certainty(skills, judged),
    ]
    if database:
        lines += ["", *measured_blind(skills, index, judged)]
    name = f"results-{'esco' if database else 'core'}.md"
    Path(__file__).with_name(name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


def _occupations(taxonomy: Taxonomy, index: Index, judged: Sequence[Judged]) -> list[str]:
    telling = [one for one in judged if one.kind != VAGUE]
    uris = [one.uri for one in taxonomy.occupations]

    def by_characters(one: Judged) -> list[str]:
        words = reader().phrase(one.text)
        return best(index.official.best(index.official.alike(words)), uris)

    def by_words(one: Judged) -> list[str]:
        return best(index.official_bag.scores(terms_of(reader().phrase(one.text))), uris)

    maker = FeatureMaker(index, shared_floret())
    readable = [one for one in judged if reader().read(one.text).words]
    ready = featured(taxonomy, maker, [(one.text, ()) for one in readable], [1.0] * len(readable))
    lines = [
        row("character TF-IDF, ESCO's names", by_characters, telling),
        row("BM25, ESCO's names and descriptions", by_words, telling),
    ]
    whole = _crossed(ready, readable, uris)
    lines.append(row("**Suunta**", whole, telling))
    committed = load_model().weights
    learnt = {
        one.text: [uris[rows[at]] for at in np.argsort(-(said @ committed), kind="stable")[:_DEPTH]]
        for one, rows, said in zip(readable, ready.rows, ready.features, strict=True)
    }
    lines.append(
        row("  model.yml as committed (learnt on these too)", lambda one: learnt.get(one.text, []), telling)
    )
    for kind in ("paid", "unpaid"):
        lines.append(row(f"  {kind}", whole, [one for one in telling if one.kind == kind]))
    for register in dict.fromkeys(one.register for one in telling):
        lines.append(row(f"  {register}", whole, [one for one in telling if one.register == register]))
    for name, off in LEFT_OUT.items():
        lines.append(row(f"without {name}", _crossed(ready, readable, uris, off), telling))
    return lines


def _crossed(
    ready: Examples, readable: Sequence[Judged], uris: Sequence[str], off: Sequence[str] = ()
) -> Ranking:
    """Ranks each text by weights that were learnt without its fifth of the texts."""
    gold = [
        [place for place, row in enumerate(rows) if uris[row] in one.occupations]
        for rows, one in zip(ready.rows, readable, strict=True)
    ]
    known = replace(ready, gold=gold)
    ranked: dict[str, list[str]] = {}
    for fold in range(_FOLDS):
        training = [
            at for at, one in enumerate(readable) if at % _FOLDS != fold and (gold[at] or one.kind == VAGUE)
        ]
        weights, _ = learn(known.only(training), off)
        for at in range(fold, len(readable), _FOLDS):
            order = np.argsort(-(ready.features[at] @ weights), kind="stable")[:_DEPTH]
            ranked[readable[at].text] = [uris[ready.rows[at][place]] for place in order]
    return lambda one: ranked.get(one.text, [])


def _skills(skills: Skills, index: Index, judged: Sequence[Judged]) -> list[str]:
    uris = [one.uri for one in skills.taxonomy.skills]
    maker = FeatureMaker(index, shared_floret())
    weights = load_model().skills

    def from_words(one: Judged) -> list[str]:
        return best(direct(maker.query(reader().read(one.text)), index, weights), uris)

    def through(one: Judged) -> list[str]:
        return [found.uri for found in skills.mapper.map(MapRequest(one.text, 10, 10)).skills]

    needed = {
        one.uri: tuple(skill.uri for skill in info.essential)
        for one in skills.taxonomy.occupations
        if (info := skills.guide.occupation(one.uri))
    }
    telling = [
        replace(one, occupations=one.skills or tuple({s for uri in one.occupations for s in needed[uri]}))
        for one in judged
        if one.kind != VAGUE
    ]
    return [
        "| skills (model.yml as committed, learnt on these texts too) | R@1 | R@5 | R@10 | MRR |",
        "|-|-|-|-|-|",
        row("from the words alone", from_words, telling),
        row("through occupations", through, telling),
    ]


def _certainty(skills: Skills, judged: Sequence[Judged]) -> list[str]:
    lines = ["| confidence of the best occupation | texts | right | vague texts |", "|-|-|-|-|"]
    found = [(one, skills.mapper.map(MapRequest(one.text, 10, 10))) for one in judged]
    for level in Confidence:
        told = [(one, got) for one, got in found if one.kind != VAGUE and got.confidence is level]
        right = sum(got.occupations[0].uri in one.occupations for one, got in told if got.occupations)
        vague = sum(one.kind == VAGUE and got.confidence is level for one, got in found)
        lines.append(f"| {level} | {len(told)} | {right / max(1, len(told)):.2f} | {vague} |")
    return lines


def _latency(skills: Skills, judged: Sequence[Judged]) -> str:
    times = []
    for one in judged:
        began = time.thread_time()
        skills.mapper.map(MapRequest(one.text))
        times.append((time.thread_time() - began) * 1_000)
    return "{:.0f}/{:.0f}".format(*np.percentile(times, (50, 95)))


if __name__ == "__main__":
    main()
