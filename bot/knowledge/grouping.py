"""Groups what was not answered, so that nobody's question can be read from it. Pure.

A word is shown where five conversations have it, two words together where five have both, a meaning where
five were unsure of it. Counts go down to the next multiple of five, so that no single conversation shows.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from bot.impact.groups import LEAST

MOST_GROUPS, MOST_BESIDE = 40, 5


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn without an answer, of which conversation."""

    conversation: str
    kind: str
    intent: str | None
    confidence: float | None
    words: Sequence[str]


@dataclass(frozen=True, slots=True)
class WordGroup:
    """A word of at least `count` conversations, and words that five or more had beside it in a message."""

    word: str
    count: int
    beside: Sequence[str]


@dataclass(frozen=True, slots=True)
class Meaning:
    """An intent that at least `count` conversations likely meant, and how sure the model was, on average.

    `words` are those that five or more of them used when they were not understood: they say which example
    sentences are missing.
    """

    intent: str
    count: int
    confidence: float
    words: Sequence[str] = ()


def at_least(count: int, least: int = LEAST) -> int:
    """A count as it may be shown: the multiple of five below it."""
    return count // least * least


def word_groups(turns: Iterable[Turn], empty: Collection[str] = ()) -> list[WordGroup]:
    """The words of turns, the most frequent first; words that say nothing are left out."""
    where: defaultdict[str, set[str]] = defaultdict(set)
    together: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for turn in turns:
        for word in (words := set(turn.words) - set(empty)):
            where[word].add(turn.conversation)
            for other in words - {word}:
                together[word][other].add(turn.conversation)
    often = [word for word, found in where.items() if len(found) >= LEAST]
    order = sorted(often, key=lambda word: (-len(where[word]), word))[:MOST_GROUPS]
    return [WordGroup(word, at_least(len(where[word])), _often(together[word])) for word in order]


def meanings(turns: Iterable[Turn], empty: Collection[str] = ()) -> list[Meaning]:
    """The intents that the model was unsure of, those that most conversations met first."""
    where: defaultdict[str, set[str]] = defaultdict(set)
    sure: defaultdict[str, list[float]] = defaultdict(list)
    said: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for turn in turns:
        if turn.intent is not None and turn.confidence is not None:
            where[turn.intent].add(turn.conversation)
            sure[turn.intent].append(turn.confidence)
            for word in set(turn.words) - set(empty):
                said[turn.intent][word].add(turn.conversation)
    found = [
        Meaning(intent, at_least(len(some)), fmean(sure[intent]), _often(said[intent]))
        for intent, some in where.items()
        if len(some) >= LEAST
    ]
    return sorted(found, key=lambda one: (-one.count, one.intent))


def conversations_by_kind(turns: Iterable[Turn]) -> dict[str, int]:
    """In at least how many conversations each kind came up; 0 for fewer than five."""
    pairs = {(turn.kind, turn.conversation) for turn in turns}
    return {kind: at_least(count) for kind, count in Counter(kind for kind, _ in pairs).items()}


def _often(where: Mapping[str, set[str]]) -> list[str]:
    """The words that five or more conversations have, the most frequent first."""
    often = {word: len(found) for word, found in where.items() if len(found) >= LEAST}
    return sorted(often, key=lambda word: (-often[word], word))[:MOST_BESIDE]
