"""Opening hours, the place in the queue and honest waiting times, in plain Finnish."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.console.organisations import Organisation, Organisations, read_organisations
from bot.console.permissions import Role
from bot.console.quick_replies import read_quick_replies
from bot.console.to_person import read_to_person, usual_minutes
from bot.days import HELSINKI
from bot.texts import TextsError

HOURS = {"mon": {"opens": "09:00", "closes": "16:00"}, "fri": {"opens": "09:30", "closes": "15:00"}}
OFFICE = Organisation.model_validate(
    {"id": "o", "name": "O", "hours": HOURS, "closed_on": ["2026-11-30"], "groups": {"lead": ["l", "m"]}}
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026 in Finland; the 27th is a Friday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=HELSINKI).astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (at(27, 9, 29), False),
        (at(27, 9, 30), True),
        (at(27, 14, 59), True),
        (at(27, 15), False),
        (at(28, 12), False),
        (at(30, 12), False),
    ],
)
def test_open_by_weekday_and_not_on_days_off(moment: datetime, is_open: bool) -> None:
    assert OFFICE.is_open(moment) is is_open


def test_without_hours_nobody_has_said_that_they_are_closed() -> None:
    always = Organisation.model_validate({"id": "a", "name": "A"})
    assert always.is_open(at(28, 3))
    assert always.next_opening(at(28, 3)) is None


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (at(27, 8), "tänään kello 9.30"),
        (at(26, 20), "huomenna kello 9.30"),
        (at(23, 17), "perjantaina kello 9.30"),
        (at(28, 12), "perjantaina kello 9.30"),
        (at(27, 16), "4.12. kello 9.30"),
    ],
)
def test_when_counsellors_are_there_again(now: datetime, said: str, root: Path) -> None:
    opens = OFFICE.next_opening(now)
    assert opens
    assert read_to_person(root / "data").opening(opens, now) == said


def test_the_place_in_the_queue(root: Path) -> None:
    words = read_to_person(root / "data")
    assert "ensimmäisenä" in words.place_of(0)
    assert "yksi ihminen" in words.place_of(1)
    assert "3 ihmistä" in words.place_of(3)


def test_a_waiting_time_is_said_only_when_it_is_known() -> None:
    def minutes(*values: float) -> int | None:
        return usual_minutes([timedelta(minutes=value) for value in values])

    assert minutes(1, 2, 3, 4) is None
    assert minutes(0, 0, 0, 0, 0) == 1
    assert minutes(2, 3, 4.5, 9, 200) == 5
    assert minutes(100, 100, 100, 1, 1) is None


def test_groups_give_roles_in_their_own_organisation_alone() -> None:
    both = Organisations(organisations=(OFFICE, Organisation.model_validate({"id": "p", "name": "P"})))
    assert [(one.id, roles) for one, roles in both.of_groups(["m", "x"])] == [("o", frozenset({Role.LEAD}))]
    assert both.of_groups([]) == []


@pytest.mark.parametrize(
    "content",
    [
        "organisations: []",
        "organisations: [{id: a, name: A}, {id: a, name: B}]",
        "organisations: [{id: a, name: A, sources: [x]}, {id: b, name: B, sources: [x]}]",
        "organisations: [{id: a, name: A, hours: {monday: {opens: '09:00', closes: '10:00'}}}]",
        "organisations: [{id: a, name: A, groups: {boss: [x]}}]",
        "organisations: [{id: a, name: A}]\n"
        "development_accounts: [{handle: x, name: X, organisation: b, roles: [lead]}]",
    ],
)
def test_a_wrong_file_is_refused_at_the_start(content: str, tmp_path: Path) -> None:
    file = tmp_path / "organisations.yml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(TextsError):
        read_organisations(tmp_path, file)


def test_the_files_of_the_repository_are_sound(root: Path) -> None:
    assert read_organisations(root / "data").default.id == "ohjaus"
    assert len(read_quick_replies(root / "data")) > 4
