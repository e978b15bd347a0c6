"""Maps a text to occupations and skills for the person to confirm."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backends.skills.domain import Taxonomy
from backends.skills.matching.evidence import (
    Evidence,
    experience_of,
    label_evidence,
    occupation_evidence,
    told_evidence,
)
from backends.skills.matching.features import FeatureMaker, Query
from backends.skills.matching.floret import FloretVectors
from backends.skills.matching.followups import When, followup
from backends.skills.matching.index import Index
from backends.skills.matching.model import Model
from backends.skills.matching.reading import TextRead, TextReader
from backends.skills.matching.result import Confidence, FollowUp, Mapped, Suggested
from backends.skills.matching.spread import direct, joined, spread

type Scores = NDArray[np.float32]
_SPREAD_OVER = 12
_VAGUE_ITEMS = 3
_THROUGH = 3
_CLOSE = 0.6
_TELLING_WORDS = 3
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class MapRequest:
    """A text with limits. `confirmed` and `rejected` are URIs that the person has said yes or no to."""

    text: str
    occupations: int = 10
    skills: int = 10
    confirmed: Collection[str] = ()
    rejected: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class _Judged:
    """A text with what speaks for each occupation in it.

    `chances` are probabilities by row, `likely` the rows with the best ones, `evidence` and `certainty` (the
    chance that a row is right) are there for these rows.
    """

    read: TextRead
    query: Query
    chances: Scores
    likely: tuple[int, ...]
    evidence: Mapping[int, Evidence]
    certainty: Mapping[int, float]


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
        judged = self._judge(read, confirmed, request)
        vague = max(judged.certainty.values(), default=0.0) < self._model.thresholds.vague
        most = _VAGUE_ITEMS if vague else max(request.occupations, request.skills)
        occupations = self._occupations(judged, min(most, request.occupations))
        skills = self._skills(judged, request.rejected, min(most, request.skills))
        if vague:
            occupations, skills = _resting_on_words(occupations), _resting_on_words(skills)
        best = occupations[0].confidence if occupations else Confidence.LOW
        return Mapped(occupations, skills, best, self._question(occupations, vague, len(read.words)), denied)

    def _judge(self, read: TextRead, confirmed: list[int], request: MapRequest) -> _Judged:
        """Confirmed occupations are certain and the only ones; rejected ones are impossible."""
        query = self._maker.query(read)
        if confirmed:
            chances = np.zeros(len(self._taxonomy.occupations), dtype=np.float32)
            chances[confirmed] = 1
        else:
            chances = self._model.probabilities(self._maker.features(query))
        chances[[self._rows[uri] for uri in request.rejected if uri in self._rows]] = 0
        likely = _top(chances, max(_SPREAD_OVER, request.occupations))
        if not confirmed:
            likely = self._named_first(read, likely, chances)
        evidence = occupation_evidence(read, likely, self._index, self._maker)
        certainty = {
            row: 1.0 if confirmed else self._model.certainty(float(chances[row]), evidence[row].rarity)
            for row in likely
        }
        return _Judged(read, query, chances, likely, evidence, certainty)

    def _named_first(self, read: TextRead, likely: tuple[int, ...], chances: Scores) -> tuple[int, ...]:
        """Who names an occupation means it: it changes places with the best, unless that is a sort of it."""
        said = [{word.lemma for word in part} for part in read.parts]
        names = [
            frozenset(word.lemma for word in self._reader.phrase(self._taxonomy.occupations[row].label))
            for row in likely
        ]
        named = [at for at, name in enumerate(names) if name and any(name <= part for part in said)]
        at = max(named, key=lambda place: len(names[place]), default=0)
        if at == 0 or names[at] <= names[0]:
            return likely
        first, meant = likely[0], likely[at]
        chances[[first, meant]] = chances[[meant, first]]
        return _top(chances, len(likely))

    def _occupations(self, judged: _Judged, limit: int) -> tuple[Suggested, ...]:
        found = []
        for row in judged.likely[:limit]:
            one, phrases = self._taxonomy.occupations[row], judged.evidence[row].phrases
            confidence = self._model.confidence(judged.certainty[row], bool(phrases))
            score = round(float(judged.chances[row]), _DIGITS)
            experience = experience_of(judged.read, judged.evidence[row])
            found.append(Suggested(one.uri, one.label, score, confidence, phrases, experience=experience))
        return tuple(found)

    def _skills(self, judged: _Judged, rejected: Collection[str], limit: int) -> tuple[Suggested, ...]:
        weights = self._model.skills
        likely = [(row, float(judged.chances[row])) for row in judged.likely[:_SPREAD_OVER]]
        scores = joined(spread(likely, self._index, weights), direct(judged.query, self._index, weights))
        rows = (row for row in _top(scores, limit + len(rejected)) if scores[row] > 0)
        wanted = [row for row in rows if self._taxonomy.skills[row].uri not in rejected]
        return tuple(self._skill(judged, row, float(scores[row])) for row in wanted[:limit])

    def _skill(self, judged: _Judged, row: int, score: float) -> Suggested:
        """As certain as the surest occupation that needs it; what only the words name is a guess."""
        skill = self._taxonomy.skills[row]
        through = [at for at in judged.likely[:_SPREAD_OVER] if row in self._index.links.essential_rows(at)]
        phrases = label_evidence(judged.read, self._reader.phrase(skill.label))
        if through and not phrases:
            phrases = judged.evidence[through[0]].phrases
        if not phrases:
            phrases = told_evidence(judged.read, row, self._index.skill_told)
        certainty = max((judged.certainty[at] for at in through), default=0.0)
        confirmed = certainty == 1.0
        return Suggested(
            skill.uri,
            skill.label,
            round(score, _DIGITS),
            self._model.confidence(certainty, bool(phrases) or confirmed),
            phrases,
            skill.type,
            tuple(self._taxonomy.occupations[at].label for at in through[:_THROUGH]),
        )

    def _question(self, occupations: tuple[Suggested, ...], vague: bool, words: int) -> FollowUp | None:
        if vague or not occupations:
            return followup(When.VAGUE)
        if occupations[0].confidence is Confidence.LOW:
            return followup(When.UNSURE)
        if len(occupations) > 1 and occupations[0].confidence is Confidence.MEDIUM:
            first, second = occupations[:2]
            if second.score > _CLOSE * first.score and second.evidence != first.evidence:
                return followup(When.BETWEEN, first.label, second.label)
        short = words < _TELLING_WORDS and occupations[0].confidence is not Confidence.HIGH
        return followup(When.UNSURE) if short else None


def _resting_on_words(suggested: tuple[Suggested, ...]) -> tuple[Suggested, ...]:
    return tuple(one for one in suggested if one.evidence)


def _top(scores: Scores, limit: int) -> tuple[int, ...]:
    """Rows of the best scores above 0, best first; equal ones in the order of the taxonomy."""
    most = min(limit, len(scores))
    if most <= 0:
        return ()
    chosen = np.argpartition(-scores, most - 1)[:most]
    ordered = sorted(chosen, key=lambda row: (-scores[row], row))
    return tuple(int(row) for row in ordered if scores[row] > 0)
