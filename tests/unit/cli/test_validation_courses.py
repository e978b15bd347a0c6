"""A mistake in the data of the course search is told with its file, its line and the reason."""

import re
import shutil
from pathlib import Path

import pytest

from bot.settings import GatewaySettings
from cli import doctor
from cli.doctor import Verdict
from cli.validation.courses import check_courses

ROOT = Path(__file__).resolve().parents[3]
SOTE = "catalogue/courses/qualifications/sote.yml"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The tables without the catalogue, which takes longer to read."""
    for folder in ("courses", "lookups/places", "plan", "reminders", "search"):
        shutil.copytree(ROOT / "data" / folder, tmp_path / "data" / folder)
    return tmp_path


def told(root: Path, file: str, old: str, new: str) -> list[str]:
    path = root / "data" / file
    sound = path.read_text(encoding="utf-8")
    assert old in sound
    path.write_text(sound.replace(old, new, 1), encoding="utf-8")
    return list(check_courses(root))


def test_the_repository_itself_is_sound() -> None:
    assert list(check_courses(ROOT)) == []


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("    level: initial\n", "", "level"),
        ("codes: [koulutus_", "codes: [kurssi_", "codes"),
        ("  - id: ", "  - id: hygieniapassi\n    id: ", "id"),
        ("items:\n", "items: [\n", "broken YAML"),
    ],
)
def test_a_mistake_in_the_catalogue_is_told_where_it_stands(
    copy: Path, old: str, new: str, reason: str
) -> None:
    shutil.copytree(ROOT / "data" / "catalogue", copy / "data" / "catalogue")
    [fault] = told(copy, SOTE, old, new)
    assert re.match(r"data/catalogue/courses/qualifications/sote\.yml:\d+: ", fault)
    assert reason in fault


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (
            "courses/texts.yml",
            "  more: Näytä muita\n",
            "",
            "courses/texts.yml:2: buttons.more: Field required",
        ),
        (
            "courses/texts.yml",
            "more: Näytä muita",
            "more: 'Näytä {muita'",
            "courses/texts.yml:3: 'Näytä {muita'",
        ),
        ("courses/words.yml", "all: [", "everything: [", "courses/words.yml"),
        ("plan/texts.yml", ":", ": [", "plan/texts.yml"),
        ("search/cues.yml", "[online]", "[onlain]", "search/cues.yml: mode: unknown value 'onlain'"),
        ("search/live.yml", "{words}", "{words", "search/live.yml:2"),
    ],
)
def test_a_mistake_in_words_or_texts_is_told_where_it_stands(
    copy: Path, file: str, old: str, new: str, fault: str
) -> None:
    assert any(one.startswith(f"data/{fault}") for one in told(copy, file, old, new))


def test_the_doctor_tells_cause_and_cure(tmp_path: Path) -> None:
    (tmp_path / "courses").mkdir()
    findings = list(doctor.courses(GatewaySettings(var=tmp_path, data=tmp_path)))
    assert {finding.verdict for finding in findings} == {Verdict.SICK}
    assert any("courses/words.yml: cannot be read" in finding.says for finding in findings)
    assert all("validate" in finding.cure for finding in findings)
