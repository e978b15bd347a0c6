"""The thresholds in effect are those that evaluation/nlu/calibrate.py derived, in code and configuration."""

import json
from pathlib import Path

import pytest
import yaml

from evaluation.nlu.calibrate import MOST_WRONG_ACTED, upper_bound
from evaluation.nlu.crossed import Answer, lowest_threshold
from nlu.intents.decision import Thresholds

ROOT = Path(__file__).resolve().parents[2]
COMMITTED = json.loads((ROOT / "evaluation/nlu/results/thresholds.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", COMMITTED["thresholds"])
def test_the_derived_thresholds_are_in_effect(name: str) -> None:
    pipeline = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))["pipeline"]
    (decision,) = (part for part in pipeline if part["name"].endswith("DecisionComponent"))
    assert decision[name] == COMMITTED["thresholds"][name] == vars(Thresholds())[name]


def test_a_quarter_of_the_wrong_answers_at_most_was_acted_on() -> None:
    sets = COMMITTED["sets"].values()
    assert sum(part["wrong_acted"] for part in sets) <= MOST_WRONG_ACTED * sum(part["wrong"] for part in sets)
    assert COMMITTED["cross_validated"]["wrong_acted_share"] <= MOST_WRONG_ACTED


def test_the_bound_lies_above_the_share_and_comes_nearer_with_more_cases() -> None:
    assert 5 / 35 < upper_bound(50, 350) < upper_bound(5, 35) < 0.25
    assert upper_bound(0, 0) == 1.0


def test_the_lowest_threshold_leaves_only_a_share_of_the_wrong_answers_above() -> None:
    answers = [Answer(confidence, right=False) for confidence in (0.9, 0.7, 0.5, 0.3)] + [
        Answer(0.99, right=True)
    ]
    assert lowest_threshold(answers, 0.25, [0.4, 0.6, 0.8, 0.95]) == 0.8
    assert lowest_threshold(answers, 0.0, [0.4, 0.6, 0.8, 0.95]) == 0.95
