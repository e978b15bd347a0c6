"""`suunta outreach`: make, list, print."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.outreach import app

run = CliRunner()


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The code of a campaign that was made with the command."""
    monkeypatch.setenv("SUUNTA_VAR", str(tmp_path))
    made = run.invoke(app, ["new", "library", "Tampereella", "--from", "2026-11-01", "--goal", "40"])
    assert made.exit_code == 0, made.output
    campaign = json.loads(made.stdout)
    assert campaign["municipality"] == "Tampere"
    assert campaign["link"].endswith(f"/o/{campaign['code']}")
    return str(campaign["code"])


def test_it_is_listed_with_its_link(code: str) -> None:
    listed = json.loads(run.invoke(app, ["list", "--json"]).stdout)
    assert [(one["code"], one["goal"], one["phase"], one["scans"]) for one in listed] == [
        (code, 40, "active", 0)
    ]
    assert code in run.invoke(app, ["list"]).stdout


def test_the_code_is_written_as_pictures(code: str, tmp_path: Path) -> None:
    for name, begins in (("qr.svg", b"<svg"), ("qr.png", b"\x89PNG")):
        printed = run.invoke(app, ["poster", code.upper(), str(tmp_path / name)])
        assert printed.exit_code == 0
        assert "SUUNTA_PUBLIC_URL" in printed.stderr
        assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["new", "library", "Tukholma"], 2, "no municipality called 'Tukholma'"),
        (["new", "kuu", "Tampere"], 2, "is none of ohjaamo"),
        (
            ["new", "cafe", "Tampere", "--from", "2026-11-02", "--to", "2026-11-01"],
            2,
            "ends before it starts",
        ),
        (["poster", "cccccc", "x.pdf"], 1, "no campaign with the code"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(
    code: str, arguments: list[str], status: int, said: str
) -> None:
    result = run.invoke(app, arguments)
    assert result.exit_code == status
    assert said in result.stderr
    assert "Traceback" not in result.output
