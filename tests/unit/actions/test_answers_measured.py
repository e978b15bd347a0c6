"""The measurement of answers: what counts as taken rightly, and that the set fits the INTAKE."""

from pathlib import Path

import pytest

from actions.dialogue.facts import Fact
from actions.intake.model import load_intake
from actions.settings import ActionsSettings
from datafiles import read_yaml
from evaluation.guidance.answers import FOLDER, NOTED, OPEN, SKIPPED, fault_of
from tests.support.chat import Json

FILES = sorted(path for path in FOLDER.glob("*.yml") if path.stem != "ways")
INTAKE = load_intake(ActionsSettings().data / "intake" / "adult.yml")


def _facts(**values: str) -> dict[str, Fact]:
    return {name: Fact(name, value, "") for name, value in values.items()}


@pytest.mark.parametrize(
    ("expected", "after", "asked", "fault"),
    [
        ({"becomes": {"goal": "job"}}, {"goal": "job"}, False, ""),
        ({"becomes": {"goal": "job"}}, {"goal": "skill"}, False, "wrong value: goal became skill"),
        ({"becomes": {"goal": "job"}}, {}, False, "no value: goal"),
        ({"becomes": {"goal": "job"}}, {"goal": "job"}, True, "asked again: goal"),
        ({"becomes": {"goal": ["job", SKIPPED]}}, {}, False, ""),
        ({"becomes": {"goal": [SKIPPED]}}, {}, True, "asked again: goal"),
        ({"becomes": {"goal": [SKIPPED, OPEN]}}, {}, True, ""),
        ({"becomes": {"goal": NOTED}}, {"goal": "leipää"}, False, ""),
        ({"becomes": {"goal": "hoi"}}, {"goal": "hoiva"}, False, ""),
        ({"becomes": {"age": "5"}}, {"age": "55"}, False, "wrong value: age became 55"),
        (
            {"becomes": {"goal": "job"}, "never": {"place": NOTED}},
            {"goal": "job", "place": "Savo"},
            False,
            "changed besides: place became Savo",
        ),
    ],
)
def test_what_must_hold_after_an_answer(
    expected: Json, after: dict[str, str], asked: bool, fault: str
) -> None:
    assert fault_of(expected, "goal", {}, _facts(**after), asked=asked) == fault


def test_what_was_so_before_is_no_change() -> None:
    known = _facts(field="hoitoala")
    expected = {"becomes": {"goal": NOTED}, "never": {"field": NOTED}}
    assert fault_of(expected, "goal", known, {**known, **_facts(goal="job")}, asked=False) == ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_set_names_questions_of_the_intake(path: Path) -> None:
    file = read_yaml(path)
    named = [name for one in file["answers"] for name in (*one["becomes"], *one.get("never", {}))]
    assert all(INTAKE.has(name) for name in [file["question"], *named])
    assert len({one["say"] for one in file["answers"]}) == len(file["answers"]) >= 25


def test_every_question_has_answers() -> None:
    assert {path.stem for path in FILES} >= {question.id for question in INTAKE.questions}
