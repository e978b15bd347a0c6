"""`suunta labour import`: what is imported, and that a refused row changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli.labour
from backends.labour.store import DATABASE, ImportedOutlooks
from backends.skills.embedded import Skills
from tests.support.esco import OCC
from tests.support.skills import skills

pytestmark = pytest.mark.slow

__all__ = ["skills"]

HEADER = "ammatti;maakunta;tilanne;päivä;lähde\n"
GOOD = "kokki;Lappi;pula;26.3.2026;Työvoimabarometri\n"
BAD = "velho;Lappi;pula;26.3.2026;Työvoimabarometri\n"


@pytest.fixture
def runner(skills: Skills, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> CliRunner:
    monkeypatch.setenv("SUUNTA_VAR", str(tmp_path))
    monkeypatch.setattr(cli.labour, "open_skills", lambda var, taxonomy: skills)
    return CliRunner()


def _import(runner: CliRunner, folder: Path, rows: str, *options: str) -> int:
    file = folder / "barometri.csv"
    file.write_text(HEADER + rows, encoding="utf-8")
    return runner.invoke(cli.labour.app, ["import", str(file), *options]).exit_code


def _known(folder: Path) -> bool:
    return ImportedOutlooks(folder / DATABASE).outlook(OCC + "kokki", None, ("Lappi",)) is not None


def test_a_file_is_imported(runner: CliRunner, tmp_path: Path) -> None:
    assert _import(runner, tmp_path, GOOD) == 0
    assert _known(tmp_path)


def test_a_refused_row_changes_nothing_unless_forced(runner: CliRunner, tmp_path: Path) -> None:
    assert _import(runner, tmp_path, GOOD + BAD) == 1
    assert not _known(tmp_path)
    assert _import(runner, tmp_path, GOOD + BAD, "--force") == 0
    assert _known(tmp_path)


def test_a_file_that_is_not_there_is_said(runner: CliRunner, tmp_path: Path) -> None:
    assert runner.invoke(cli.labour.app, ["import", str(tmp_path / "puuttuu.csv")]).exit_code == 1
