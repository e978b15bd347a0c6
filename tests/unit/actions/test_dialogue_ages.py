"""An age that is only asked of is nobody's."""

import pytest

from actions.dialogue.ages import is_only_asked_age
from actions.dialogue.turn import Entity


@pytest.mark.parametrize(
    ("age", "text", "only_asked"),
    [
        ("seitkymppinen", "saako yli seitkymppinen enää mitään tukea?", True),
        ("25-vuotiaille", "onks se vain alle 25-vuotiaille", True),
        ("52", "oonko 52 liian vanha", False),
        ("52", "52, otetaanko vielä?", False),
        ("seitkyt", "onko se liikaa, täytin seitkyt", False),
        ("52", "olen 52", False),
    ],
)
def test_who_speaks_of_oneself_tells_an_age(age: str, text: str, only_asked: bool) -> None:
    assert is_only_asked_age(Entity("age", "1", age), text) is only_asked


def test_another_fact_is_no_age() -> None:
    assert not is_only_asked_age(Entity("place", "Oulu", "oulussa"), "onko oulussa kursseja?")
