"""Facts: which may be stated on a day, and which files are refused."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backends.facts.domain import Fact, FactsError, Source, Status, load_facts
from backends.facts.models import FactAnswer
from backends.paths import DATA

ENTRY = """
- id: {id}
  topics: [ask_cost]
  text: Sääntö.
  short: Lyhyt.
  unsure: En voi varmistaa.
  question: Mitä?
  valid_from: {start}
  valid_to: {end}
  source: {{name: Kela}}
  checked_on: 2026-11-23
  status: {status}
"""
DAY = date(2026, 11, 26)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def entry(fact_id: str, start: str = "2026-01-01", end: str = "null", status: str = "verified") -> str:
    return ENTRY.format(id=fact_id, start=start, end=end, status=status)


def made(start: date, end: date | None, status: Status, *, never_withheld: bool = False) -> Fact:
    return Fact(
        id="one",
        topics=("ask_cost",),
        never_withheld=never_withheld,
        text="Sääntö.",
        short="Väite.",
        unsure="En voi varmistaa.",
        question="Mitä?",
        valid_from=start,
        valid_to=end,
        source=Source(name="Kela"),
        checked_on=DAY,
        status=status,
    )


def test_only_verified_and_valid_facts_are_certain(tmp_path: Path) -> None:
    texts = [
        entry("sure"),
        entry("draft", status="draft"),
        entry("ended", end="2026-06-30"),
        entry("later", start="2027-01-01"),
    ]
    (tmp_path / "a.yml").write_text("".join(texts), encoding="utf-8")
    facts = load_facts(tmp_path)
    assert [fact.id for fact in facts.values() if fact.is_certain(DAY)] == ["sure"]
    assert [fact.id for fact in facts.values() if fact.has_begun(DAY)] == ["sure", "draft", "ended"]


def test_the_last_day_of_a_fact_is_valid(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(entry("one", end="2026-06-30"), encoding="utf-8")
    fact = load_facts(tmp_path)["one"]
    assert fact.is_valid(date(2026, 6, 30))
    assert not fact.is_valid(date(2026, 7, 1))


@given(start=DAYS, end=st.none() | DAYS, status=st.sampled_from(Status), day=DAYS)
def test_what_a_fact_claims_is_answered_only_while_it_is_verified_and_valid(
    start: date, end: date | None, status: Status, day: date
) -> None:
    answered = FactAnswer.of(made(start, end, status), day)
    sure = status is Status.VERIFIED and start <= day and (end is None or day <= end)
    assert answered.certain is sure
    assert (answered.short, answered.text) == (
        ("Väite.", "Sääntö.") if sure else ("Mitä?", "En voi varmistaa.")
    )


@given(start=DAYS, end=st.none() | DAYS, status=st.sampled_from(Status), day=DAYS)
def test_a_crisis_contact_is_given_whatever_its_dates_and_status(
    start: date, end: date | None, status: Status, day: date
) -> None:
    fact = made(start, end, status, never_withheld=True)
    assert fact.has_begun(day)
    assert FactAnswer.of(fact, day).text == "Sääntö."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (entry("a") + entry("a"), "twice"),
        (entry("a", status="sure"), "status"),
        (entry("a", start="soon"), "valid_from"),
        (entry("a").replace("  short: Lyhyt.\n", ""), "short"),
        (entry("a").replace("  unsure: En voi varmistaa.\n", ""), "unsure"),
        ("- [", "a.yml"),
    ],
)
def test_wrong_facts_are_refused_with_the_reason(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "a.yml").write_text(content, encoding="utf-8")
    with pytest.raises(FactsError, match=reason):
        load_facts(tmp_path)


def test_the_facts_of_the_repository_name_whom_to_ask_and_were_checked() -> None:
    facts = load_facts(DATA / "facts")
    assert len(facts) >= 29
    for fact in facts.values():
        assert fact.source.name
        assert fact.valid_from <= fact.checked_on + timedelta(days=1)
        assert fact.never_withheld or any(
            words in fact.unsure for words in ("En voi varmistaa", "ei ole vahvistettu")
        ), fact.id
