"""How well the reader of stories reads stories that it was not trained on: `python -m evaluation.nlu.told`.

Trains on four fifths of `data/stories` and reads the rest, five times (environment A). The baseline of the
same run are the rules: a role by case and clause (`nlu/entities/roles.py`), situation and school by the
lexicon, every place taken for the writer's own. The writers of the stories had seen neither code nor sets.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlu.entities import Entity
from nlu.reading import read_message
from nlu.told.reading import NAMES_OF_WORK, QUESTIONS, read_told
from nlu.told.stories import DENIED, HAD, OUTSIDE, PLACE, SCHOOL, WISH, Story, load_stories
from nlu.told.tagger import Tagger
from nlu.told.trust import SURE_OF_PLACE, SURE_OF_ROLE, SURE_OF_VALUE

FOLDS, SEED = 5, 1
BY_RULE = {"goal": WISH, "background": HAD}
RESULTS = Path(__file__).resolve().parent / "results" / "told.json"


@dataclass
class Tally:
    """Answers to one kind of question: how many are right by the rules and by the reader, and how sure it is.

    `wrong_from_nothing` counts what it is sure of where nothing was told.
    """

    asked: int = 0
    by_rules: int = 0
    read: int = 0
    sure: int = 0
    sure_and_right: int = 0
    wrong_from_nothing: int = 0

    def add(self, *, rule: bool, read: bool, sure: bool) -> None:
        """Count one answer."""
        self.asked += 1
        self.by_rules += rule
        self.read += read
        self.sure += sure
        self.sure_and_right += sure and read


def measure(stories: Sequence[Story]) -> dict[str, Tally]:
    """Read each story with a tagger that was trained without its fifth."""
    order = list(stories)
    random.Random(SEED).shuffle(order)
    tallies: dict[str, Tally] = defaultdict(Tally)
    for fold in range(FOLDS):
        tagger = Tagger()
        tagger.fit([story for number, story in enumerate(order) if number % FOLDS != fold])
        for story in order[fold::FOLDS]:
            _count(story, tagger, tallies)
    return tallies


def _count(story: Story, tagger: Tagger, tallies: dict[str, Tally]) -> None:
    told, entities = read_told(story.text, tagger), read_message(story.text).entities
    by_place = {(one.start, one.end): one for one in told.meant}
    for entity in entities:
        wanted, meant = _label_of(entity, story), by_place.get((entity.start, entity.end))
        if meant is None or wanted is None:
            continue
        work = entity.entity in NAMES_OF_WORK
        rule = BY_RULE.get(entity.role or "") if work else PLACE
        sure = meant.confidence >= (SURE_OF_ROLE if work else SURE_OF_PLACE)
        kind = "roles of work" if work else "places"
        tallies[kind].add(rule=rule == wanted, read=meant.label == wanted, sure=sure)
    for kind, question in QUESTIONS.items():
        wanted_values = {mark.label.removeprefix(kind) for mark in story.marks if mark.label.startswith(kind)}
        wanted_values -= {DENIED}
        named = {entity.value for entity in entities if entity.entity == question}
        one = next(one for one in told.tellings if one.question == question)
        sure = one.confidence >= SURE_OF_VALUE
        if wanted_values:
            tallies[question].add(
                rule=bool(named & wanted_values), read=one.value in wanted_values, sure=sure
            )
        else:
            tallies[question].wrong_from_nothing += sure


def _label_of(entity: Entity, story: Story) -> str | None:
    """What the mark at an entity says of it; a school that one has is something that one has."""
    labels = {story.label_at(position) for position in range(entity.start, entity.end)} - {OUTSIDE}
    label = min(labels, default=None)
    if label is None or (entity.entity == "place") != label.startswith(PLACE):
        return HAD if label and label.startswith(SCHOOL) and label != SCHOOL + DENIED else None
    return label if ":" not in label or entity.entity == "place" else None


def lines(tallies: dict[str, Tally]) -> Iterator[str]:
    """The table, a line each."""
    yield "| told | in stories | by rules | by the reader | sure | of these right | sure of nothing |"
    yield "|-|-|-|-|-|-|-|"
    for kind, one in tallies.items():
        share = [f"{100 * part / max(1, one.asked):.0f} %" for part in (one.by_rules, one.read, one.sure)]
        right = f"{100 * one.sure_and_right / max(1, one.sure):.0f} %"
        yield f"| {kind} | {one.asked} | {' | '.join(share)} | {right} | {one.wrong_from_nothing} |"


def main() -> None:
    """Measure, print the table and write the figures."""
    tallies = measure(load_stories())
    print("\n".join(lines(tallies)))
    RESULTS.write_text(json.dumps({kind: vars(one) for kind, one in tallies.items()}, indent=2) + "\n")


if __name__ == "__main__":
    main()
