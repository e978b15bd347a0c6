"""The intake's schema refuses what would break a conversation."""

from pathlib import Path

import pytest
import yaml

from actions.intake.model import load_intake, read_intake
from actions.tables import TableError

ADULT = Path("data/intake/adult.yml")


def changed_intake(tmp_path: Path, change: dict[str, object]) -> Path:
    intake = yaml.safe_load(ADULT.read_text(encoding="utf-8"))
    intake.update(change)
    path = tmp_path / "changed.yml"
    path.write_text(yaml.safe_dump(intake, allow_unicode=True), encoding="utf-8")
    return path


def test_every_flow_of_the_adult_intake_names_real_questions() -> None:
    intake = load_intake(ADULT)
    ids = {question.id for question in intake.questions}
    assert ids >= {"place", "employment_status", "education_level", "field"}
    assert all(set(names) <= ids for names in intake.flows.values())


def test_sick_leave_is_understood_but_never_stored() -> None:
    question = load_intake(ADULT).question("employment_status")
    assert question.stored_as["sick_leave"] == "other"
    assert all(option.value != "sick_leave" for option in question.options)


def test_a_flow_with_an_unknown_question_is_refused(tmp_path: Path) -> None:
    path = changed_intake(tmp_path, {"flows": {"find_course": ["shoe_size"]}})
    with pytest.raises(TableError, match="shoe_size"):
        read_intake(path)


def test_an_unknown_key_is_refused_with_file_and_place(tmp_path: Path) -> None:
    path = changed_intake(tmp_path, {"colour": "blue"})
    with pytest.raises(TableError, match=r"changed\.yml: colour"):
        read_intake(path)


def test_broken_yaml_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "broken.yml"
    path.write_text("id: [", encoding="utf-8")
    with pytest.raises(TableError, match=r"broken\.yml: not valid YAML"):
        read_intake(path)


def test_an_unknown_question_id_raises_key_error() -> None:
    with pytest.raises(KeyError):
        load_intake(ADULT).question("shoe_size")


def test_a_hint_for_nobody_is_refused(tmp_path: Path) -> None:
    path = changed_intake(tmp_path, {"hints": [{"id": "all", "text": "Hei."}]})
    with pytest.raises(TableError, match="for whom"):
        read_intake(path)


def test_no_question_has_two_quick_answers_that_say_i_do_not_know() -> None:
    intake = load_intake(ADULT)
    for question in intake.questions:
        titles = [option.title for option in question.options if option.button]
        assert not [title for title in titles if title.startswith(intake.phrases.unsure_button)]
