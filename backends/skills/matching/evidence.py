"""Which words of a text speak for an occupation or a skill."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from backends.skills.matching.features import FeatureMaker
from backends.skills.matching.index import Index
from backends.skills.matching.reading import TextRead, Word

_LEAST, _SHARE = 1.0, 0.3
_MOST = 5
_OFFICIAL, _SKILLS = 0.5, 0.4


def occupation_evidence(read: TextRead, row: int, index: Index, maker: FeatureMaker) -> tuple[str, ...]:
    """Phrases of the text whose words are told of the occupation, in the order of the text."""

    def weight(term: str) -> float:
        return (
            index.told_bag.weight(term, row)
            + _OFFICIAL * index.official_bag.weight(term, row)
            + _SKILLS * index.skills_bag.weight(term, row)
        )

    return _phrases(read, lambda word: _contribution(word, weight, maker))


def label_evidence(read: TextRead, label: Sequence[Word]) -> tuple[str, ...]:
    """Words of the text that a label shares."""
    terms = {term for word in label for term, _ in word.terms}
    return _phrases(read, lambda word: float(any(term in terms for term, _ in word.terms)))


def _contribution(word: Word, weight: Callable[[str], float], maker: FeatureMaker) -> float:
    direct = max(share * weight(term) for term, share in word.terms)
    near = max((share * weight(term) for term, share in maker.near(word.lemma).items()), default=0.0)
    return max(direct, near)


def _phrases(read: TextRead, contribution: Callable[[Word], float]) -> tuple[str, ...]:
    given = [[(word, contribution(word)) for word in part] for part in read.parts]
    best = max((value for part in given for _, value in part), default=0.0)
    if best < _LEAST:
        return ()
    found: list[str] = []
    for part in given:
        found += _joined([(word, value >= _SHARE * best) for word, value in part])
    return tuple(dict.fromkeys(found))[:_MOST]


def _joined(words: Sequence[tuple[Word, bool]]) -> list[str]:
    """Neighbours that both speak for it make one phrase."""
    phrases: list[str] = []
    before = False
    for word, speaks in words:
        if speaks and before:
            phrases[-1] = f"{phrases[-1]} {word.text}"
        elif speaks:
            phrases.append(word.text)
        before = speaks
    return phrases
