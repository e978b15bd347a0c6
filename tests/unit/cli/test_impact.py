"""`suunta impact`: reports as files, and counting again."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.impact import app

run = CliRunner()


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUUNTA_VAR", str(tmp_path))


@pytest.mark.parametrize(
    ("name", "begins"), [("a.csv", b"\xef\xbb\xbf"), ("a.xlsx", b"PK"), ("a.docx", b"PK")]
)
def test_a_report_is_written(tmp_path: Path, name: str, begins: bytes) -> None:
    made = run.invoke(app, ["report", str(tmp_path / name), "--from", "2026-01"])
    assert made.exit_code == 0, made.output
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_another_ending_is_refused_with_what_is_possible(tmp_path: Path) -> None:
    refused = run.invoke(app, ["report", str(tmp_path / "a.odt")])
    assert refused.exit_code == 2
    assert "write .pdf, .docx, .xlsx or .csv" in refused.stderr


def test_counting_again_works_on_an_empty_database() -> None:
    assert run.invoke(app, ["recount"]).exit_code == 0
