"""`suunta reviews export`: two files of what was approved; a folder that cannot be made is said in a line."""

from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from cli.reviews import LEXICON, TABLE, app

run = CliRunner()


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUUNTA_VAR", str(tmp_path))


def test_two_files_are_written(tmp_path: Path) -> None:
    made = run.invoke(app, ["export", str(tmp_path / "out")])
    assert made.exit_code == 0, made.stderr
    assert made.stderr.startswith("0 approved reviews")
    assert yaml.safe_load((tmp_path / "out" / LEXICON).read_text(encoding="utf-8")) is None
    assert (tmp_path / "out" / TABLE).read_text(encoding="utf-8-sig").startswith("kind;key;title;")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused = run.invoke(app, ["export", str(tmp_path / "file" / "out")])
    assert refused.exit_code == 1
    assert "suunta reviews:" in refused.stderr
