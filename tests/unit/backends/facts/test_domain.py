from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from backends.facts.domain import FactsError, about, load_facts
from backends.paths import DATA

ENTRY = """
- id: {id}
  topics: [ask_cost]
  text: Teksti.
  short: Lyhyt.
  valid_from: {start}
  valid_to: {end}
  source: {{name: Kela}}
  checked_on: 2026-11-23
  status: {status}
"""


def entry(fact_id: str, start: str = "2026-01-01", end: str = "null", status: str = "verified") -> str:
    return ENTRY.format(id=fact_id, start=start, end=end, status=status)


def test_only_verified_and_valid_facts_are_certain(tmp_path: Path) -> None:
    texts = [
        entry("sure"),
        entry("draft", status="draft"),
        entry("ended", end="2026-06-30"),
        entry("later", start="2027-01-01"),
    ]
    (tmp_path / "a.yml").write_text("".join(texts), encoding="utf-8")
    facts = load_facts(tmp_path)
    day = date(2026, 11, 26)
    assert [fact.id for fact in about(facts.values(), "ask_cost", day)] == ["sure", "draft"]
    assert [fact.id for fact in facts.values() if fact.is_certain(day)] == ["sure"]
    assert about(facts.values(), "other", day) == []


def test_the_last_day_of_a_fact_is_valid(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(entry("one", end="2026-06-30"), encoding="utf-8")
    fact = load_facts(tmp_path)["one"]
    assert fact.is_valid(date(2026, 6, 30))
    assert not fact.is_valid(date(2026, 7, 1))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (entry("a") + entry("a"), "twice"),
        (entry("a", status="sure"), "status"),
        (entry("a", start="soon"), "valid_from"),
        (entry("a").replace("  short: Lyhyt.\n", ""), "short"),
        ("- [", "a.yml"),
    ],
)
def test_wrong_facts_are_refused_with_the_reason(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "a.yml").write_text(content, encoding="utf-8")
    with pytest.raises(FactsError, match=reason):
        load_facts(tmp_path)


def test_the_facts_of_the_repository_can_be_read() -> None:
    assert load_facts(DATA / "facts")
