"""Groups what was not answered, so that nobody's question can be read from it. Pure.

A word is shown where five conversations have it, two words together where five have both, a meaning where
five were unsure of it. Counts go down to the next multiple of five, so that no single conversation shows.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
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
    """A word that came up in at least `count` conversations, and words that five or more had beside it."""

    word: str
    count: int
    beside: Sequence[str]


@dataclass(frozen=True, slots=True)
class Meaning:
    """An intent that at least `count` conversations likely meant, and how sure the model was, on average."""

    intent: str
    count: int
    confidence: float


def at_least(count: int, least: int = LEAST) -> int:
    """A count as it may be shown: the multiple of five below it."""
    return count // least * least


def word_groups(turns: Iterable[Turn], empty: Collection[str] = ()) -> list[WordGroup]:
    """The words of turns, the most frequent first; words that say nothing are left out."""
    where: defaultdict[str, set[str]] = defaultdict(set)
    for turn in turns:
        for word in turn.words:
            if word not in empty:
                where[word].add(turn.conversation)
    often = {word: found for word, found in where.items() if len(found) >= LEAST}
    order = sorted(often, key=lambda word: (-len(often[word]), word))[:MOST_GROUPS]
    return [WordGroup(word, at_least(len(often[word])), _beside(word, often)) for word in order]


def meanings(turns: Iterable[Turn]) -> list[Meaning]:
    """The intents that the model was unsure of, those that most conversations met first."""
    where: defaultdict[str, set[str]] = defaultdict(set)
    sure: defaultdict[str, list[float]] = defaultdict(list)
    for turn in turns:
        if turn.intent is not None and turn.confidence is not None:
            where[turn.intent].add(turn.conversation)
            sure[turn.intent].append(turn.confidence)
    found = [
        Meaning(intent, at_least(len(some)), fmean(sure[intent]))
        for intent, some in where.items()
        if len(some) >= LEAST
    ]
    return sorted(found, key=lambda one: (-one.count, one.intent))


def conversations_by_kind(turns: Iterable[Turn]) -> dict[str, int]:
    """In at least how many conversations each kind came up; 0 for fewer than five."""
    pairs = {(turn.kind, turn.conversation) for turn in turns}
    return {kind: at_least(count) for kind, count in Counter(kind for kind, _ in pairs).items()}


def _beside(word: str, often: dict[str, set[str]]) -> list[str]:
    together = {
        other: len(found & often[word])
        for other, found in often.items()
        if other != word and len(found & often[word]) >= LEAST
    }
    return sorted(together, key=lambda other: (-together[other], other))[:MOST_BESIDE]
