"""What a message tells of its writer, by the tagger: the roles of what is named, the situation, the school,
and the words of a wish."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from nlu.entities import Entity
from nlu.intents.regression import Matrix
from nlu.reading import read_message
from nlu.told.features import Sentence
from nlu.told.stories import DENIED, ELSEWHERE, HAD, NOT, OTHER, PLACE, SCHOOL, SITUATION, WISH
from nlu.told.tagger import Tagger

NAMES_OF_WORK = frozenset({"field", "occupation", "qualification"})
ROLES = (WISH, HAD, NOT, OTHER)
PLACES = (PLACE, ELSEWHERE)
QUESTIONS = {SITUATION: "employment_status", SCHOOL: "education_level"}
# A value is told by the words that tell it most; one word alone may be chance.
WORDS_THAT_TELL = 2
FIELD = "field"
# A word belongs to what is wished for from here on; so many words name it.
WISHED, MOST_WORDS = 0.5, 5


@dataclass(frozen=True)
class Meant:
    """What a label says of a stretch of a message, and how surely: a share of what that kind may mean."""

    start: int
    end: int
    label: str
    confidence: float


@dataclass(frozen=True)
class Telling:
    """A question of the intake that a message answers, by its words from `start` to `end`.

    `confidence` is how surely it is this value, `answered` how surely it is any.
    """

    question: str
    value: str
    confidence: float
    answered: float
    start: int
    end: int


@dataclass(frozen=True)
class Told:
    """All that the tagger reads in a message."""

    meant: tuple[Meant, ...]
    tellings: tuple[Telling, ...]


def read_told(text: str, tagger: Tagger) -> Told:
    """Read a message that is no answer to a question."""
    sentence = Sentence(read_message(text))
    spots, rows = tagger.read(sentence)
    starts = [sentence.tokens[spot.index].start for spot in spots]
    meant = (_meant(entity, starts, rows, tagger.labels) for entity in sentence.message.entities)
    ends = [sentence.tokens[spot.index].end for spot in spots]
    return Told(
        tuple(one for one in meant if one is not None),
        (
            *_tellings(starts, ends, rows, tagger.labels),
            *_wished_words(sentence, starts, ends, rows, tagger.labels),
        ),
    )


def _meant(entity: Entity, starts: Sequence[int], rows: Matrix, labels: Sequence[str]) -> Meant | None:
    """The likeliest role of an entity, among those that its kind may have."""
    wanted = ROLES if entity.entity in NAMES_OF_WORK else PLACES if entity.entity == "place" else ()
    known = [label for label in wanted if label in labels]
    inside = [row for row, start in zip(rows, starts, strict=True) if entity.start <= start < entity.end]
    if not (known and inside):
        return None
    means = np.mean(inside, axis=0)
    chances = np.array([means[labels.index(label)] + _besides(label, means, labels) for label in known])
    best = int(np.argmax(chances))
    share = float(chances[best] / max(float(chances.sum()), 1e-9))
    return Meant(entity.start, entity.end, known[best], share)


def _besides(label: str, means: Matrix, labels: Sequence[str]) -> float:
    """What counts with a label: a school that one has is something that one has ("kokin paperit")."""
    if label != HAD:
        return 0.0
    schools = [i for i, one in enumerate(labels) if one.startswith(SCHOOL) and one != SCHOOL + DENIED]
    return float(means[schools].sum())


def _tellings(
    starts: Sequence[int], ends: Sequence[int], rows: Matrix, labels: Sequence[str]
) -> Iterator[Telling]:
    """The likeliest value of each question, where there are words at all."""
    for kind, question in QUESTIONS.items():
        columns = [i for i, label in enumerate(labels) if label.startswith(kind) and label != kind + DENIED]
        if not (columns and len(rows)):
            continue
        chances = rows[:, columns]
        firmest = np.sort(chances, axis=0)[::-1][:WORDS_THAT_TELL].mean(axis=0)
        best = int(np.argmax(firmest))
        words = np.flatnonzero(chances[:, best] >= firmest[best] / 2)
        value = labels[columns[best]].removeprefix(kind)
        answered = np.sort(chances.sum(axis=1))[::-1][:WORDS_THAT_TELL].mean()
        confidence = float(firmest[best])
        yield Telling(question, value, confidence, float(answered), starts[words[0]], ends[words[-1]])


def _wished_words(
    sentence: Sentence, starts: Sequence[int], ends: Sequence[int], rows: Matrix, labels: Sequence[str]
) -> Iterator[Telling]:
    """The words that say what is wished for and are no known name of work: "vanhojen tuolien kanssa"."""
    if WISH not in labels or not len(rows):
        return
    chances = rows[:, labels.index(WISH)]
    named = [
        any(e.entity in NAMES_OF_WORK and e.start <= start < e.end for e in sentence.message.entities)
        for start in starts
    ]
    first = 0
    while first < len(starts):
        behind = first
        while behind < len(starts) and chances[behind] >= WISHED and not named[behind]:
            behind += 1
        if first < behind <= first + MOST_WORDS:
            words = sentence.message.text[starts[first] : ends[behind - 1]]
            likely = float(chances[first:behind].mean())
            yield Telling(FIELD, words, likely, likely, starts[first], ends[behind - 1])
        first = max(behind, first + 1)
