"""The lessons are sound: one right choice a question, half an hour in all, pages that exist."""

from pathlib import Path

import pytest
import yaml

from bot.console.app import ROUTES
from bot.texts import TextsError
from bot.training.lessons import LONGEST_MINUTES, read_lessons

DATA = Path(__file__).resolve().parents[4] / "data"
CHOICES = [{"text": "a", "told": "b", "right": True}, {"text": "c", "told": "d"}]
LESSON = {
    "id": "one",
    "title": "Yksi",
    "minutes": 5,
    "case": "Tapaus",
    "steps": ["Askel"],
    "questions": [{"text": "Mitä?", "choices": CHOICES}],
}


def written(folder: Path, *lessons: object) -> Path:
    """A data folder with these lessons."""
    (folder / "console").mkdir()
    (folder / "console" / "training.yml").write_text(yaml.safe_dump({"lessons": lessons}), encoding="utf-8")
    return folder


def test_the_path_takes_the_half_hour_that_is_promised() -> None:
    assert 20 <= read_lessons(DATA)["fi"].minutes <= LONGEST_MINUTES


def test_what_can_be_tried_is_a_page_of_the_console() -> None:
    pages = {route.path for route in ROUTES if route.method == "GET"}
    assert {lesson.try_it for lesson in read_lessons(DATA)["fi"].lessons if lesson.try_it} <= pages


def test_each_lesson_leads_to_the_next_and_the_last_to_none() -> None:
    lessons = read_lessons(DATA)["fi"]
    following = [lessons.after(lesson) for lesson in lessons.lessons]
    assert following == [*lessons.lessons[1:], None]


@pytest.mark.parametrize(
    "change",
    [
        {"questions": [{"text": "Mitä?", "choices": [CHOICES[1], CHOICES[1]]}]},
        {"questions": [{"text": "Mitä?", "choices": [CHOICES[0], CHOICES[0]]}]},
        {"try_it": "https://example.org"},
        {"steps": []},
        {"colour": "blue"},
    ],
    ids=["none is right", "two are right", "leads elsewhere", "nothing to do", "unknown key"],
)
def test_a_wrong_lesson_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    with pytest.raises(TextsError, match=r"training\.yml"):
        read_lessons(written(tmp_path, {**LESSON, **change}))


def test_two_of_one_name_and_too_long_a_path_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TextsError, match="same id"):
        read_lessons(written(tmp_path, LESSON, LESSON))
    many = [{**LESSON, "id": f"l{name}", "minutes": 10} for name in "abcd"]
    (tmp_path / "more").mkdir()
    with pytest.raises(TextsError, match="40 minutes"):
        read_lessons(written(tmp_path / "more", *many))


def test_every_language_has_the_same_lessons_in_words_of_its_own(tmp_path: Path) -> None:
    every = read_lessons(DATA)
    assert set(every) == {"fi", "sv", "en"}
    finnish = every["fi"]
    for language in ("sv", "en"):
        for one, other in zip(finnish.lessons, every[language].lessons, strict=True):
            assert one.id == other.id
            assert (one.title, one.case) != (other.title, other.case)
            assert not set(one.steps) & set(other.steps)
    data = written(tmp_path, LESSON)
    (data / "console" / "training.sv.yml").write_text(
        yaml.safe_dump({"lessons": [{**LESSON, "minutes": 1}]}), encoding="utf-8"
    )
    with pytest.raises(TextsError):
        read_lessons(data)
