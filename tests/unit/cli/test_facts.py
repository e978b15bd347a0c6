"""`suunta facts stale`: what it lists, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.facts import app

RUNNER = CliRunner()


def test_what_needs_checking_is_listed_with_whom_to_ask() -> None:
    result = RUNNER.invoke(app, ["stale", "--on", "2026-11-26"])
    assert result.exit_code == 0
    lines = {line.split(":")[0]: line for line in result.stdout.splitlines()}
    assert "draft" in lines["open_university_on_benefit"]
    assert "Ask: oman alueesi työllisyyspalvelut" in lines["open_university_on_benefit"]
    assert "ends in 35 days" in lines["general_support_amount"]
    assert "studies_on_unemployment_benefit" not in lines


def test_crisis_contacts_come_first_when_they_are_old() -> None:
    result = RUNNER.invoke(app, ["stale", "--on", "2028-01-01", "--json"])
    found = json.loads(result.stdout)
    assert [one["crisis_contact"] for one in found[:8]] == [True] * 7 + [False]
    assert {"id", "reason", "claim", "source", "checked_on"} <= found[0].keys()


@pytest.mark.parametrize(("options", "status"), [([], 0), (["--strict"], 1)])
def test_the_exit_status_tells_only_when_it_is_asked_to(options: list[str], status: int) -> None:
    assert RUNNER.invoke(app, ["stale", "--on", "2028-01-01", *options]).exit_code == status


def test_facts_that_cannot_be_read_are_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("- [", encoding="utf-8")
    monkeypatch.setenv("SUUNTA_FACTS", str(tmp_path))
    assert RUNNER.invoke(app, ["stale"]).exit_code == 2
