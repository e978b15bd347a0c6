"""What the operator is told to look at."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from structlog.testing import capture_logs

from backends.facts.checking import CHECK_AGAIN_AFTER, Reason, tell_operator, to_check
from backends.facts.domain import Status, load_facts
from backends.paths import DATA
from tests.unit.backends.facts.test_domain import DAY, made

LATER = DAY + CHECK_AGAIN_AFTER + timedelta(days=1)
LONG_AGO = date(2024, 1, 1)


@pytest.mark.parametrize(
    ("start", "end", "status", "day", "reason"),
    [
        (LONG_AGO, None, Status.VERIFIED, DAY, None),
        (LONG_AGO, DAY - timedelta(days=1), Status.VERIFIED, DAY, Reason.ENDED),
        (LONG_AGO, DAY + timedelta(days=30), Status.VERIFIED, DAY, Reason.ENDS_SOON),
        (LONG_AGO, DAY + timedelta(days=300), Status.VERIFIED, DAY, None),
        (LONG_AGO, None, Status.DRAFT, DAY, Reason.UNCONFIRMED),
        (LONG_AGO, None, Status.UNVERIFIED, DAY, Reason.UNCONFIRMED),
        (LONG_AGO, None, Status.VERIFIED, LATER, Reason.OLD),
        (DAY + timedelta(days=2), None, Status.VERIFIED, DAY, Reason.BEGINS),
    ],
)
def test_why_a_fact_needs_checking(
    start: date, end: date | None, status: Status, day: date, reason: Reason | None
) -> None:
    assert [one.reason for one in to_check([made(start, end, status)], day)] == ([reason] if reason else [])


def test_crisis_contacts_that_are_old_are_told_as_errors_and_come_first() -> None:
    facts = load_facts(DATA / "facts").values()
    found = to_check(facts, LATER)
    contacts = [fact.id for fact in facts if fact.never_withheld]
    assert len(contacts) == 7
    assert {one.fact.id for one in found[: len(contacts)]} == set(contacts)
    with capture_logs() as lines:
        tell_operator(facts, LATER)
        tell_operator([], LATER)
    assert [(line["event"], line["log_level"]) for line in lines] == [
        ("facts.crisis_contacts_unchecked", "error"),
        ("facts.need_checking", "warning"),
    ]
