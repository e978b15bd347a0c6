"""Runs the judged profiles through the interests talk: `python -m evaluation.guidance.directions`.

Says for how many a fitting direction is among the first three, beside two baselines: three directions at
random (the expected number), and the three that fit most of the profiles, shown to everybody.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from math import comb
from pathlib import Path
from typing import Any

from actions.guidance.interest_data import load_directions, load_interests
from actions.guidance.interest_state import OPENING, InterestState
from actions.guidance.reading import read_words
from actions.guidance.scoring import choose_three, suggest
from datafiles import read_yaml

PROFILES = Path(__file__).parent / "profiles.yml"
BAR = 18


@dataclass(frozen=True, slots=True)
class Outcome:
    """One profile's three directions, and those that were judged fitting."""

    id: str
    shown: tuple[str, ...]
    fits: tuple[str, ...]

    @property
    def hit(self) -> bool:
        """Whether a fitting one was shown."""
        return bool(set(self.shown) & set(self.fits))


def answers_of(profile: dict[str, Any]) -> InterestState:
    """The state after a person's answers; an opening counts as the talk takes it."""
    state = InterestState()
    opening = profile.get("opening", "")
    if read_words(opening).says_something:
        state = state.answering(OPENING, words=opening)
    for item, answer in profile["answers"].items():
        state = state.answering(item, option=answer.get("pick"), words=answer.get("say", ""))
    return state


def outcomes(path: Path = PROFILES) -> list[Outcome]:
    """Every profile's outcome."""
    found = []
    for profile in read_yaml(path):
        ranked = suggest(answers_of(profile), load_interests(), load_directions())
        shown = tuple(one.direction.id for one in choose_three(ranked))
        found.append(Outcome(profile["id"], shown, tuple(profile["fits"])))
    return found


def expected_at_random(results: list[Outcome]) -> float:
    """How many would be hit by three directions drawn at random."""
    count = len(load_directions().directions)
    return sum(1 - comb(count - len(one.fits), 3) / comb(count, 3) for one in results)


def hit_by_the_same_three(results: list[Outcome]) -> int:
    """How many would be hit by the three directions that serve most, shown to everybody."""
    common = [name for name, _ in Counter(name for one in results for name in one.fits).most_common(12)]
    return max(sum(bool(set(three) & set(one.fits)) for one in results) for three in combinations(common, 3))


def main() -> None:
    """Print each profile and the sums."""
    results = outcomes()
    for one in results:
        print(f"{'hit ' if one.hit else 'MISS'} {one.id}: {', '.join(one.shown)}")
    hits = sum(one.hit for one in results)
    print(f"fitting among three: {hits} of {len(results)} (bar {BAR})")
    print(f"baseline, at random: {expected_at_random(results):.1f}")
    print(f"baseline, the same three to all: {hit_by_the_same_three(results)}")


if __name__ == "__main__":
    main()
