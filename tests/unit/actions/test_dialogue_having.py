"""A card that one has is none to study for."""

import pytest

from actions.dialogue.having import is_had
from actions.dialogue.turn import Entity

CARD = Entity("qualification", "trukkikortti", "trukkikortti")


@pytest.mark.parametrize(
    ("text", "had"),
    [
        ("mulla on myös trukkikortti", True),
        ("trukkikortti on jo", True),
        ("joku trukkikortti", False),
        ("minulla on toive, haluan että trukkikortti", False),
        ("trukkikortti sittenkin, mulla on aikaa", False),
    ],
)
def test_what_is_had_is_told_from_what_is_wished(text: str, had: bool) -> None:
    assert is_had(CARD, text) is had


def test_an_occupation_is_never_had() -> None:
    assert not is_had(Entity("occupation", "kokki", "kokki"), "mulla on kokki")
