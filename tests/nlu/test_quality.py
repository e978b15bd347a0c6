"""The model of the present data is not more than two points behind the committed results."""

import json
from typing import Any

import pytest

from evaluation.nlu.data import SPLITS, read_cases
from evaluation.nlu.evaluate import RESULTS, Served, measure

SLACK = 0.02


@pytest.fixture(scope="module")
def figures(served: Served) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """Committed and present figures by set."""
    return {
        name: (
            json.loads((RESULTS / f"{name}.json").read_text(encoding="utf-8")),
            measure(served, read_cases(folder)),
        )
        for name, folder in SPLITS.items()
    }


@pytest.mark.parametrize("name", SPLITS)
@pytest.mark.parametrize("figure", ["accuracy", "macro_f1", "top3"])
def test_intents_are_not_behind(figures: dict, name: str, figure: str) -> None:
    committed, present = figures[name]
    assert present["intents"][figure] >= committed["intents"][figure] - SLACK


@pytest.mark.parametrize("name", SPLITS)
def test_entities_are_not_behind(figures: dict, name: str) -> None:
    committed, present = figures[name]
    assert present["entities"]["key_types"] >= committed["entities"]["key_types"] - SLACK


@pytest.mark.parametrize("name", SPLITS)
def test_no_crisis_is_missed(figures: dict, name: str) -> None:
    assert figures[name][1]["intents"]["crisis_missed"] == 0


def test_a_quarter_of_the_wrong_answers_at_most_is_acted_on(figures: dict) -> None:
    wrong = acted = 0.0
    for _, present in figures.values():
        intents = present["intents"]
        mistaken = (1 - intents["accuracy"]) * intents["sentences"]
        wrong, acted = wrong + mistaken, acted + intents["wrong_acted"] * mistaken
    assert acted <= 0.25 * wrong
