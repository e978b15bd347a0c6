"""Marked stories are read as text and marks."""

from pathlib import Path

from nlu.told.stories import Mark, load_stories, story_of


def test_marks_are_taken_out_of_the_text() -> None:
    story = story_of("oon [Lahdesta](p) ja [puutyöt](wish=puuala) vetää")
    assert story.text == "oon Lahdesta ja puutyöt vetää"
    assert story.marks == (Mark(4, 12, "p"), Mark(16, 23, "wish", "puuala"))


def test_each_letter_has_its_label() -> None:
    story = story_of("[kokki](had) mut [ei töitä](s:unemployed)")
    assert [story.label_at(position) for position in (0, 5, 10, 17)] == [
        "had",
        "-",
        "s:unemployed",
        "s:unemployed",
    ]


def test_a_file_gives_one_story_a_line(tmp_path: Path) -> None:
    (tmp_path / "some.yml").write_text("stories: |\n  - haluun [kokiks](wish)\n\n  - moi\n", encoding="utf-8")
    assert [story.text for story in load_stories(tmp_path)] == ["haluun kokiks", "moi"]


def test_the_own_stories_have_all_kinds_of_marks() -> None:
    labels = {mark.label for story in load_stories() for mark in story.marks}
    assert {"wish", "had", "not", "other", "p", "p:not", "s:laid_off", "s:not", "e:none", "e:not"} <= labels
