"""Maps a text to occupations and skills for the person to confirm."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backends.skills.domain import Taxonomy
from backends.skills.matching.evidence import label_evidence, occupation_evidence
from backends.skills.matching.features import FeatureMaker, Query
from backends.skills.matching.floret import FloretVectors
from backends.skills.matching.followups import When, followup
from backends.skills.matching.index import Index
from backends.skills.matching.model import Model
from backends.skills.matching.reading import TextRead, TextReader
from backends.skills.matching.result import Confidence, FollowUp, Mapped, Suggested
from backends.skills.matching.spread import direct, joined, spread

type Probabilities = NDArray[np.float32]
_SPREAD_OVER = 12
_VAGUE_ITEMS = 3
_CLOSE = 0.6
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class MapRequest:
    """A text with limits. `confirmed` and `rejected` are URIs that the person has said yes or no to."""

    text: str
    occupations: int = 10
    skills: int = 10
    confirmed: Collection[str] = ()
    rejected: Collection[str] = ()


class SkillMapper:
    """The mapping over one taxonomy; shared between threads."""

    def __init__(
        self, taxonomy: Taxonomy, index: Index, reader: TextReader, floret: FloretVectors, model: Model
    ) -> None:
        self._taxonomy = taxonomy
        self._index = index
        self._reader = reader
        self._model = model
        self._maker = FeatureMaker(index, floret)
        self._rows = {one.uri: row for row, one in enumerate(taxonomy.occupations)}

    def map(self, request: MapRequest) -> Mapped:
        """Suggestions for a text; none, with a question, where it says nothing to go by."""
        read = self._reader.read(request.text)
        denied = tuple(word.text for word in read.denied)
        confirmed = [self._rows[uri] for uri in request.confirmed if uri in self._rows]
        if not read.words and not confirmed:
            return Mapped(followup=followup(When.EMPTY), denied=denied)
        query = self._maker.query(read)
        chances = self._chances(query, confirmed, request.rejected)
        vague = not confirmed and 1 - float(chances.sum()) > float(chances.max())
        limits = (request.occupations, request.skills)
        if vague:
            limits = (min(_VAGUE_ITEMS, limits[0]), min(_VAGUE_ITEMS, limits[1]))
        occupations = self._occupations(read, chances, limits[0], vague)
        skills = self._skills(read, query, chances, request.rejected, limits[1], vague)
        best = occupations[0].confidence if occupations else Confidence.LOW
        return Mapped(occupations, skills, best, self._question(occupations, vague), denied)

    def _chances(self, query: Query, confirmed: list[int], rejected: Collection[str]) -> Probabilities:
        """Probabilities of occupations; confirmed ones are certain, rejected ones impossible."""
        chances = self._model.probabilities(self._maker.features(query))
        chances[[self._rows[uri] for uri in rejected if uri in self._rows]] = 0
        if confirmed:
            chances *= 0
            chances[confirmed] = 1
        return chances

    def _occupations(
        self, read: TextRead, chances: Probabilities, limit: int, vague: bool
    ) -> tuple[Suggested, ...]:
        found: list[Suggested] = []
        for row in _top(chances, limit):
            one, chance = self._taxonomy.occupations[row], float(chances[row])
            if chance < self._model.thresholds.shown and found:
                break
            evidence = occupation_evidence(read, row, self._index, self._maker)
            confidence = Confidence.LOW if vague else self._confidence(chance, evidence)
            found.append(Suggested(one.uri, one.label, round(chance, _DIGITS), confidence, evidence))
        return tuple(found)

    def _skills(
        self,
        read: TextRead,
        query: Query,
        chances: Probabilities,
        rejected: Collection[str],
        limit: int,
        vague: bool,
    ) -> tuple[Suggested, ...]:
        likely = [(row, float(chances[row])) for row in _top(chances, _SPREAD_OVER)]
        weights = self._model.skills
        named = direct(query, self._index, weights)
        scores = joined(spread(likely, self._index, weights), named)
        found: list[Suggested] = []
        for row in _top(scores, limit + len(rejected)):
            skill, score = self._taxonomy.skills[row], float(scores[row])
            if skill.uri in rejected or score <= 0:
                continue
            through = [at for at, _ in likely if row in self._index.links.of(at)[0]]
            evidence = label_evidence(read, self._reader.phrase(skill.label))
            if through and not evidence:
                evidence = occupation_evidence(read, through[0], self._index, self._maker)
            confidence = Confidence.LOW if vague else self._confidence(score, evidence)
            labels = tuple(self._taxonomy.occupations[at].label for at in through[:_VAGUE_ITEMS])
            found.append(
                Suggested(
                    skill.uri, skill.label, round(score, _DIGITS), confidence, evidence, skill.type, labels
                )
            )
        return tuple(found[:limit])

    def _confidence(self, chance: float, evidence: tuple[str, ...]) -> Confidence:
        """Without words to rest on, nothing is more than a guess."""
        thresholds = self._model.thresholds
        if not evidence or chance < thresholds.medium:
            return Confidence.LOW
        return Confidence.HIGH if chance >= thresholds.high else Confidence.MEDIUM

    def _question(self, occupations: tuple[Suggested, ...], vague: bool) -> FollowUp | None:
        if vague or not occupations:
            return followup(When.VAGUE)
        if occupations[0].confidence is Confidence.LOW:
            return followup(When.UNSURE)
        if len(occupations) > 1 and occupations[0].confidence is Confidence.MEDIUM:
            first, second = occupations[:2]
            if second.score > _CLOSE * first.score and second.evidence != first.evidence:
                return followup(When.BETWEEN, first.label, second.label)
        return None


def _top(scores: Probabilities, limit: int) -> list[int]:
    """Rows of the best scores, best first; equal ones in the order of the taxonomy."""
    most = min(limit, len(scores))
    if most <= 0:
        return []
    chosen = np.argpartition(-scores, most - 1)[:most]
    return [int(row) for row in sorted(chosen, key=lambda row: (-scores[row], row))]
