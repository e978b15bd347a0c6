"""The texts of test/: nothing was learnt from them, and no word of the lexicon was taken from them.

They were written after the lexicon of the core, by one who had not read it, and before `lexicon/beyond` by
the same one: what is outside the core is thereby measured more kindly than by a stranger's texts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from backends.skills.core import load_core
from backends.skills.domain import Skill
from backends.skills.embedded import Skills, reader
from backends.skills.matching.features import FeatureMaker
from backends.skills.matching.floret import shared_floret
from backends.skills.matching.index import Index
from backends.skills.matching.mapper import MapRequest
from backends.skills.matching.model import load_model
from backends.skills.matching.passages import terms_of
from backends.skills.matching.result import Confidence
from backends.skills.matching.words import SKILLS_DATA
from evaluation.skills.judged import VAGUE, Judged, read_judged
from evaluation.skills.tables import DEPTH, LEFT_OUT, Ranking, best, row
from evaluation.skills.train import featured, learn

TEST = Path(__file__).with_name("test")
_PICTURE = Path(__file__).with_name("recall.png")
_CURVE = 20
type Weights = np.ndarray[tuple[int], np.dtype[np.float64]]


def measured_blind(skills: Skills, index: Index, dev: Sequence[Judged]) -> list[str]:
    """The report on test/; weights without an ingredient are learnt on `dev`. Draws recall.png."""
    judged = read_judged(skills.taxonomy, TEST)
    telling = [one for one in judged if one.kind != VAGUE]
    maker = FeatureMaker(index, shared_floret())
    weighted = _weighted(skills, maker, telling)
    lines = ["## Texts of test/", "", *measured_rows(skills, index, judged, weighted)]
    readable = [one for one in dev if reader().read(one.text).words]
    gold = [(one.text, () if one.kind == VAGUE else one.occupations) for one in readable]
    ready = featured(skills.taxonomy, maker, gold, [1.0] * len(gold))
    lines.append(row("learnt on dev/ alone", weighted(learn(ready)[0]), telling))
    for name, off in LEFT_OUT.items():
        lines.append(row(f"  without {name}", weighted(learn(ready, off)[0]), telling))
    without = weighted(learn(ready, LEFT_OUT["the lexicon"])[0])
    uris = [one.uri for one in skills.taxonomy.occupations]
    whole = weighted(load_model().weights.astype(np.float64))
    _draw({"Suunta": whole, "without the lexicon": without, **_plain(index, uris)}, telling)
    return [*lines, "", *measured_skills(skills, telling), "", *measured_vague(skills, judged)]


def measured_texts(skills: Skills, index: Index, judged: Sequence[Judged]) -> list[str]:
    """The report on other judged texts: the committed model beside the baselines, without ablation."""
    telling = [one for one in judged if one.kind != VAGUE]
    weighted = _weighted(skills, FeatureMaker(index, shared_floret()), telling)
    lines = measured_rows(skills, index, judged, weighted)
    return [*lines, "", *measured_skills(skills, telling), "", *measured_vague(skills, judged)]


def measured_rows(
    skills: Skills, index: Index, judged: Sequence[Judged], weighted: Callable[[Weights], Ranking]
) -> list[str]:
    """The occupations' table: the baselines, the committed model, and its parts."""
    telling = [one for one in judged if one.kind != VAGUE]
    plain = _plain(index, [one.uri for one in skills.taxonomy.occupations])
    whole = weighted(load_model().weights.astype(np.float64))
    lines = [
        f"{len(telling)} texts that tell of work, {len(judged) - len(telling)} vague; model.yml as it is.",
        "",
        "| occupations | R@1 | R@5 | R@10 | MRR |",
        "|-|-|-|-|-|",
        *(row(name, ranking, telling) for name, ranking in plain.items()),
        row("**Suunta**", whole, telling),
    ]
    for name, some in _parts(telling, load_core(SKILLS_DATA).chosen).items():
        lines.append(row(f"  {name}", whole, some))
    return lines


def _weighted(skills: Skills, maker: FeatureMaker, telling: Sequence[Judged]) -> Callable[[Weights], Ranking]:
    """Makes a ranking of weights; each text's features are made once."""
    uris = [one.uri for one in skills.taxonomy.occupations]
    said = {
        one.text: maker.features(maker.query(read))
        for one in telling
        if (read := reader().read(one.text)).words
    }

    def weighted(weights: Weights) -> Ranking:
        return lambda one: (
            [uris[at] for at in np.argsort(-(said[one.text] @ weights), kind="stable")[:DEPTH]]
            if one.text in said
            else []
        )

    return weighted


def _plain(index: Index, uris: Sequence[str]) -> dict[str, Ranking]:
    def characters(one: Judged) -> list[str]:
        return best(index.official.best(index.official.alike(reader().phrase(one.text))), uris)

    def words(one: Judged) -> list[str]:
        return best(index.official_bag.scores(terms_of(reader().phrase(one.text))), uris)

    return {"character TF-IDF, ESCO's names": characters, "BM25, ESCO's names and descriptions": words}


def _parts(telling: Sequence[Judged], core: Mapping[str, tuple[str, ...]]) -> dict[str, list[Judged]]:
    parts = {kind: [one for one in telling if one.kind == kind] for kind in ("paid", "unpaid")}
    parts["of the core"] = [one for one in telling if set(one.occupations) & core.keys()]
    parts["of none of the core"] = [one for one in telling if not set(one.occupations) & core.keys()]
    for register in dict.fromkeys(one.register for one in telling):
        parts[register] = [one for one in telling if one.register == register]
    return parts


def measured_skills(skills: Skills, telling: Sequence[Judged]) -> list[str]:
    """Gold are all essential skills of the judged occupations; R@k is of as many as could stand there."""
    needed = [
        replace(
            one,
            occupations=tuple({skill.uri for uri in one.occupations for skill in _essential(skills, uri)}),
        )
        for one in telling
    ]

    def through(one: Judged) -> list[str]:
        return [found.uri for found in skills.mapper.map(MapRequest(one.text, 10, 10)).skills]

    heading = "| skills (essential ones of the judged occupations) | R@1 | R@5 | R@10 | MRR |"
    return [heading, "|-|-|-|-|-|", row("through occupations", through, needed)]


def _essential(skills: Skills, uri: str) -> Sequence[Skill]:
    info = skills.guide.occupation(uri)
    return info.essential if info else ()


def measured_vague(skills: Skills, judged: Sequence[Judged]) -> list[str]:
    found = [(one, skills.mapper.map(MapRequest(one.text, 10, 10))) for one in judged]
    lines = ["| confidence of the best occupation | texts | right | vague texts |", "|-|-|-|-|"]
    for level in Confidence:
        told = [(one, got) for one, got in found if one.kind != VAGUE and got.confidence is level]
        right = sum(got.occupations[0].uri in one.occupations for one, got in told if got.occupations)
        vague = sum(one.kind == VAGUE and got.confidence is level for one, got in found)
        lines.append(f"| {level} | {len(told)} | {right / max(1, len(told)):.2f} | {vague} |")
    asked = sum(got.followup is not None for one, got in found if one.kind == VAGUE)
    return [*lines, "", f"Vague texts that a question follows: {asked}."]


def _draw(rankings: dict[str, Ranking], telling: Sequence[Judged]) -> None:
    figure = Figure(figsize=(6, 3.8), layout="constrained")
    axes = figure.subplots()
    cuts = range(1, _CURVE + 1)
    for name, ranking in rankings.items():
        ranked = [(ranking(one), one.occupations) for one in telling]
        axes.plot(
            cuts,
            [np.mean([len(set(r[:cut]) & set(g)) / min(cut, len(g)) for r, g in ranked]) for cut in cuts],
            label=name,
        )
    axes.set(xlabel="suggestions", ylabel="recall of occupations", ylim=(0, 1))
    axes.legend()
    figure.savefig(_PICTURE, dpi=110)
