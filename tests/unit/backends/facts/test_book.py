"""Reviewed edits over the release's facts: they hold while they are sound, and never cost a fact."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backends.facts.addresses import Allowed
from backends.facts.book import LOOK_SECONDS, FactBook, today
from backends.facts.domain import Fact, Source, Status
from backends.facts.overlay import FILE_NAME, FactContent, Fault, problems_of

DAY = date(2026, 11, 26)
ALLOWED = Allowed(addresses=frozenset({"kela.fi"}), deeper=frozenset())
FACT = Fact(
    id="aid",
    topics=("ask_cost",),
    text="Tuki on 100 euroa.",
    short="Tuki.",
    unsure="En voi varmistaa.",
    question="Paljonko?",
    valid_from=date(2020, 1, 1),
    valid_to=None,
    source=Source(name="Kela", url="https://kela.fi"),
    checked_on=date(2026, 6, 1),
    status=Status.VERIFIED,
)
CRISIS = FACT.model_copy(update={"id": "crisis", "never_withheld": True})
RELEASE = {"aid": FACT, "crisis": CRISIS}
CONTENT: dict[str, Any] = {
    "text": "Tuki on 120 euroa.",
    "short": "Tuki.",
    "unsure": "En voi varmistaa.",
    "question": "Paljonko?",
    "valid_from": "2026-01-01",
    "valid_to": None,
    "source": {"name": "Kela", "url": "https://kela.fi"},
    "checked_on": "2026-07-01",
    "status": "verified",
}


class Clock:
    """Seconds, set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Its time."""
    return Clock()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the overlay is."""
    return tmp_path / FILE_NAME


@pytest.fixture
def book(file: Path, clock: Clock) -> FactBook:
    """The facts over that file."""
    return FactBook(RELEASE, file, ALLOWED, clock)


@pytest.fixture
def write(file: Path, clock: Clock) -> Callable[..., None]:
    """Put a new file in its place, and let time pass."""

    def writing(*edits: Any, whole: str | None = None) -> None:
        fresh = file.with_suffix(".new")
        fresh.write_text(
            json.dumps({"version": 1, "edits": edits}) if whole is None else whole, encoding="utf-8"
        )
        fresh.replace(file)
        clock.now += LOOK_SECONDS

    return writing


def edit(fact: str = "aid", number: int = 7, **content: Any) -> dict[str, Any]:
    """An edit as the gateway writes it."""
    return {"fact": fact, "number": number, "content": CONTENT | content}


def test_an_edit_holds_from_when_its_file_is_there_until_it_is_gone(
    book: FactBook, write: Callable[..., None], file: Path, clock: Clock
) -> None:
    assert (book["aid"], book.edit_of("aid")) == (FACT, None)
    write(edit())
    assert (book["aid"].text, book.edit_of("aid")) == ("Tuki on 120 euroa.", 7)
    assert (book["aid"].topics, book["crisis"], len(book)) == (FACT.topics, CRISIS, 2)
    write(edit(text="Tuki on 130 euroa.", checked_on="2026-08-01"))
    assert book["aid"].text == "Tuki on 130 euroa."
    write()
    assert book["aid"] == FACT
    write(edit())
    file.unlink()
    clock.now += LOOK_SECONDS
    assert (dict(book), book.edit_of("aid")) == (RELEASE, None)


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"version": 2, "edits": []}', '{"edits": 1}', "\0"])
def test_a_broken_file_changes_nothing(book: FactBook, write: Callable[..., None], broken: str) -> None:
    write(whole=broken)
    assert dict(book) == RELEASE
    write(edit())
    assert book.edit_of("aid") == 7
    write(whole=broken)
    assert book["aid"].text == "Tuki on 120 euroa."


def test_a_file_that_cannot_be_opened_changes_nothing(book: FactBook, file: Path, clock: Clock) -> None:
    file.mkdir()
    clock.now += LOOK_SECONDS
    assert dict(book) == RELEASE


@pytest.mark.parametrize(
    "wrong",
    [
        edit(text=""),
        edit(text="x" * 601),
        edit(status="true"),
        edit(more="x"),
        edit(text="Katso huijaus.com"),
        edit(text="Katso kela.fi/tuet"),
        edit(source={"name": "Kela", "url": "http://kela.fi"}),
        edit(checked_on="2026-05-31"),
        edit(valid_to="2025-12-31"),
        edit(checked_on="2999-01-01"),
        edit("nobody"),
        edit("crisis"),
        {"fact": "aid"},
        {},
    ],
)
def test_an_edit_that_is_wrong_costs_neither_the_fact_nor_another_edit(
    book: FactBook, write: Callable[..., None], wrong: dict[str, Any]
) -> None:
    write(wrong)
    assert dict(book) == RELEASE
    write(wrong, edit())
    assert book["aid"].text == "Tuki on 120 euroa."


def test_the_file_is_not_looked_at_for_each_question(
    book: FactBook, write: Callable[..., None], clock: Clock
) -> None:
    assert book["aid"] == FACT
    write(edit())
    clock.now -= LOOK_SECONDS / 2
    assert book["aid"] == FACT
    clock.now += LOOK_SECONDS / 2
    assert book["aid"] != FACT


def test_what_is_wrong_with_an_edit_is_named_by_its_member() -> None:
    content = FactContent.model_validate(
        CONTENT
        | {
            "short": "huijaus.com",
            "question": "kela.fi/a",
            "checked_on": "2026-12-01",
            "valid_to": "2020-01-01",
        }
    )
    assert {(one.field, one.fault) for one in problems_of(FACT, content, ALLOWED, DAY)} == {
        ("short", Fault.ADDRESS),
        ("question", Fault.DEEPER),
        ("checked_on", Fault.FUTURE),
        ("valid_to", Fault.ENDS_EARLY),
    }


@given(st.integers(-400, 400), st.integers(-400, 400))
def test_of_release_and_edit_the_one_that_was_checked_later_holds(released: int, edited: int) -> None:
    fact = FACT.model_copy(update={"checked_on": DAY + timedelta(days=released)})
    checked = DAY + timedelta(days=edited)
    content = FactContent.model_validate(CONTENT | {"checked_on": checked.isoformat()})
    problems = {one.fault for one in problems_of(fact, content, ALLOWED, DAY)}
    assert (Fault.CHECKED_EARLIER in problems) == (edited < released)
    assert (Fault.FUTURE in problems) == (edited > 0)


def test_today_is_a_day_of_finland() -> None:
    assert abs((today() - date.today()).days) <= 1  # noqa: DTZ011 - the machine's day, near enough
