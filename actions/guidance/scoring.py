"""Which directions fit what somebody has told, and by which of their answers: pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from actions.guidance.interest_data import Direction, Directions, Interests
from actions.guidance.interest_state import OPENING, InterestState, ItemAnswer
from actions.guidance.reading import Heard, read_words

SHOWN_AT_ONCE = 3
MOST_OF_A_GROUP = 2
EXPERIENCE_WORTH = 1.0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A direction with its score; `because` are the answers that speak for it most, at most two.

    `worked` is an occupation of it that the person has done.
    """

    direction: Direction
    score: float
    because: tuple[ItemAnswer, ...]
    worked: str | None = None


def suggest(
    state: InterestState,
    interests: Interests,
    table: Directions,
    worked: Collection[str] = (),
    refused: Collection[str] = (),
) -> list[Suggestion]:
    """All directions that something speaks for, the best first. `worked`: names of occupations done.

    What is `refused`, or denied in the answer that named it last, is never among them.
    """
    heard = [(answer, what_it_tells(answer, interests)) for answer in state.answers]
    found = []
    unwanted = {*refused, *_denied_last(told for _, told in heard)}
    for one in table.directions:
        if one.id in unwanted:
            continue
        parts = [(answer, _contribution(one, told)) for answer, told in heard]
        score = sum(part for _, part in parts)
        done = next((name for name in one.occupations if name in worked), None)
        score += EXPERIENCE_WORTH if done else 0.0
        because = sorted((part for part in parts if part[1] > 0), key=lambda part: -part[1])[:2]
        if score > 0:
            found.append(Suggestion(one, score, tuple(answer for answer, _ in because), done))
    return sorted(found, key=lambda suggestion: -suggestion.score)


def _denied_last(heard: Iterable[Heard]) -> set[str]:
    """The directions that the last answer to name them does not want."""
    last: dict[str, float] = {}
    for told in heard:
        last.update(told.directions)
    return {name for name, worth in last.items() if worth < 0}


def choose_three(ranked: Sequence[Suggestion], seen: Collection[str] = ()) -> list[Suggestion]:
    """The best three that were not shown yet, no more than two of a kind where there are others."""
    fresh = [one for one in ranked if one.direction.id not in seen]
    chosen: list[Suggestion] = []
    count: dict[str, int] = defaultdict(int)
    for one in fresh:
        if count[one.direction.group] < MOST_OF_A_GROUP and len(chosen) < SHOWN_AT_ONCE:
            chosen.append(one)
            count[one.direction.group] += 1
    rest = [one for one in fresh if one not in chosen]
    return [*chosen, *rest[: SHOWN_AT_ONCE - len(chosen)]]


def what_it_tells(answer: ItemAnswer, interests: Interests) -> Heard:
    """What an answer tells: its quick answer's traits, or what is read in the own words."""
    if answer.item == OPENING:
        return read_words(answer.words)
    item = interests.item(answer.item)
    if answer.option and (option := item.option(answer.option)):
        return Heard(traits={name: float(worth) for name, worth in option.traits.items()})
    return read_words(answer.words, unwanted=item.unwanted)


def _contribution(direction: Direction, heard: Heard) -> float:
    length = sqrt(sum(weight**2 for weight in direction.weights.values()))
    weights: Mapping[str, float] = {str(name): weight for name, weight in direction.weights.items()}
    by_traits = sum(weights.get(name, 0.0) * worth for name, worth in heard.traits.items())
    return by_traits / length + heard.directions.get(direction.id, 0.0)
