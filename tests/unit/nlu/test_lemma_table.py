"""The table of single words in all registers is read at least as well as the committed results say."""

import json

import pytest

from evaluation.nlu.lemmas import RESULTS, measure_table
from nlu.analysis import shared_analyzer

COMMITTED = json.loads((RESULTS / "lemmas.json").read_text(encoding="utf-8"))["table"]
SLACK = 0.02


def test_the_table_is_large() -> None:
    assert COMMITTED["words"] >= 400


@pytest.mark.parametrize("register", COMMITTED["by_register"])
def test_lemmas_are_not_behind(register: str) -> None:
    present = measure_table(shared_analyzer())["by_register"][register]
    assert present >= COMMITTED["by_register"][register] - SLACK
