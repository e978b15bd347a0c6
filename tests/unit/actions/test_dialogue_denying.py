"""What a message denies."""

import pytest

from actions.dialogue.denying import is_denied
from actions.dialogue.turn import Entity


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("verkossa ei, koulussa", True),
        ("ei verkossa", False),
        ("verkossa ei haittaa", False),
        ("verkossa", False),
    ],
)
def test_a_no_behind_a_word_denies_it(text: str, denied: bool) -> None:
    assert is_denied(Entity("study_mode", "online", "verkossa"), text) is denied


@pytest.mark.parametrize(("name", "denied"), [("Turku", False), ("Salo", True)])
def test_what_something_is_better_than_is_denied(name: str, denied: bool) -> None:
    text = "Turku sopisi kyllä paremmin kuin Salo, sinne menee bussi"
    assert is_denied(Entity("place", name, name), text) is denied


def test_not_after_all_denies_what_follows() -> None:
    text = "ei sittenkään koodausta vaan mielummin it-tuki"
    assert is_denied(Entity("field", "ohjelmointi", "koodausta"), text)
