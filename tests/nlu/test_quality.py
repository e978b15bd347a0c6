"""The model of the present data is not more than two points behind the committed results."""

import json

import pytest

from evaluation.nlu.data import read_cases
from evaluation.nlu.evaluate import RESULTS, measure_served

SLACK = 0.02


@pytest.fixture(scope="module")
def figures() -> tuple[dict, dict]:
    """Committed and present figures; the training takes about a minute."""
    present, _ = measure_served(read_cases())
    return json.loads((RESULTS / "served.json").read_text(encoding="utf-8")), present


@pytest.mark.parametrize("name", ["accuracy", "macro_f1", "top3"])
def test_intents_are_not_behind(figures: tuple[dict, dict], name: str) -> None:
    committed, present = figures
    assert present["intents"][name] >= committed["intents"][name] - SLACK


def test_entities_are_not_behind(figures: tuple[dict, dict]) -> None:
    committed, present = figures
    assert present["entities"]["key_types"] >= committed["entities"]["key_types"] - SLACK


def test_no_crisis_is_missed(figures: tuple[dict, dict]) -> None:
    assert figures[1]["intents"]["crisis_missed"] == 0


def test_a_quarter_of_the_wrong_answers_at_most_is_acted_on(figures: tuple[dict, dict]) -> None:
    assert figures[1]["intents"]["wrong_acted"] <= 0.25
