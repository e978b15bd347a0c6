"""`suunta rounds`: answers of Opintopolku are imported and listed; a file with a fault changes nothing."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.days import today
from cli.rounds import app

run = CliRunner()


def answer(folder: Path, name: str, days: int) -> str:
    """The path of a haku's answer that opens so many days from now."""
    opens = today() + timedelta(days=days)
    held = {
        "oid": "1.2.246.562.29.1",
        "nimi": {"fi": "Jatkuva haku"},
        "hakuajat": [{"alkaa": f"{opens}T08:00"}],
    }
    path = folder / name
    path.write_text(json.dumps(held), encoding="utf-8")
    return str(path)


def test_answers_are_imported_brought_up_to_date_and_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUUNTA_VAR", str(tmp_path))
    for days in (9, 12):
        taken = run.invoke(app, ["import", answer(tmp_path, "a.json", days), "--checked", str(today())])
        assert taken.exit_code == 0 and "1 rounds imported" in taken.stderr
    listed = run.invoke(app, ["list"]).stdout.splitlines()
    assert len(listed) == 1 and "Jatkuva haku" in listed[0] and "Opintopolku" in listed[0]
    assert f"{(today() + timedelta(days=12)).day}." in listed[0]
    bad = tmp_path / "bad.json"
    bad.write_text("{", encoding="utf-8")
    files = [answer(tmp_path, "b.json", 20), str(bad)]
    refused = run.invoke(app, ["import", *files, "--checked", str(today())])
    assert refused.exit_code == 1 and "bad.json" in refused.stderr
    assert run.invoke(app, ["list"]).stdout.splitlines() == listed
    assert run.invoke(app, ["list", "--organisation", "muu"]).exit_code == 2
    assert run.invoke(app, ["import", files[0]]).exit_code == 2  # the day on which somebody looked is missing
