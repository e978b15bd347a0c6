"""A small competence unit in the console has its elements: as a suggestion, and as a card that was shown."""

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.console.guided.suggesting import Suggestions
from bot.console.guided.suggestion import Suggestion
from bot.console.rendering import environment
from bot.console.texts import read_console_texts

ELEMENTS = (("Suorittajan henkilöllisyys", "ei tiedossa"), ("Taso", "EQF 4"))


@pytest.fixture(scope="module")
def words(root: Path) -> Any:
    return read_console_texts(root / "data")["fi"]


def suggested(words: Any, *elements: tuple[str, str]) -> str:
    one = Suggestion("course", "course:1", "Osa", "", "Omnia", "high", elements=elements)
    suggestions = Suggestions(None, [("course", [one])], None, [])
    template = environment().get_template("parts/suggestions.html")
    return str(template.render(t=words, suggestions=suggestions, case=None))


def test_a_suggested_small_unit_shows_its_elements(words: Any) -> None:
    page = suggested(words, *ELEMENTS)
    assert words.guided.small_unit in page
    for label, value in ELEMENTS:
        assert f"<dt>{label}</dt><dd>{value}</dd>" in page


def test_other_courses_have_none(words: Any) -> None:
    assert words.guided.small_unit not in suggested(words)


def test_a_card_that_was_shown_has_its_details_with_it(words: Any) -> None:
    card = {"title": "Osa", "subtitle": "Omnia", "details": dict(ELEMENTS)}
    plan = {"title": "Suunnitelma", "subtitle": ""}
    message = SimpleNamespace(
        seq=7, sender="bot", at=datetime(2026, 11, 27, tzinfo=UTC), text="", cards=[card, plan], buttons=[]
    )
    case = SimpleNamespace(messages=[message], undelivered=())
    page = environment().get_template("parts/messages.html").render(t=words, case=case)
    assert page.count("<details") == 1
    for label, value in ELEMENTS:
        assert f"<dt>{label}</dt><dd>{value}</dd>" in page
