"""The doctor finds what is wrong, and each finding that is not well says what to do."""

import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from bot.settings import GatewaySettings
from cli import doctor
from cli.doctor import Finding, Verdict
from tests.support.assistant import free_ports

pytestmark = pytest.mark.slow


def settings(var: Path, **given: Any) -> GatewaySettings:
    return GatewaySettings(var=var, port=free_ports(1)[0], **given)


def verdicts(findings: list[Finding]) -> dict[str, Verdict]:
    return {finding.part: finding.verdict for finding in findings}


def test_every_finding_that_is_not_well_has_a_cure(tmp_path: Path) -> None:
    findings = list(doctor.examine(settings(tmp_path)))
    assert {"environment engine", "voikko", "database", "disk", "backups", "processes"} <= {
        finding.part for finding in findings
    }
    assert all(finding.cure for finding in findings if finding.verdict is not Verdict.OK)


def test_a_database_that_does_not_answer_is_sick(tmp_path: Path) -> None:
    away = settings(tmp_path, database_url="postgresql+psycopg://suunta:hunter2@127.0.0.1:1/suunta")
    (finding,) = doctor.database(away)
    assert finding.verdict is Verdict.SICK
    assert "hunter2" not in finding.says + finding.cure


def test_a_database_of_an_older_release_is_named(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "gateway.sqlite") as database:
        database.execute("CREATE TABLE alembic_version (version_num TEXT)")
        database.execute("INSERT INTO alembic_version VALUES ('0001')")
    (finding,) = doctor.database(settings(tmp_path))
    assert (finding.verdict, "0001" in finding.says) == (Verdict.WARNING, True)


def test_broken_texts_are_sick(tmp_path: Path) -> None:
    (finding,) = doctor.texts(settings(tmp_path, data=tmp_path))
    assert finding.verdict is Verdict.SICK


def test_a_full_disk_is_sick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LEAST_FREE_BYTES", 2**62)
    assert verdicts(list(doctor.machine(settings(tmp_path))))["disk"] is Verdict.SICK


def test_a_new_backup_is_well_and_an_old_one_is_not(tmp_path: Path) -> None:
    file = tmp_path / "backups" / "a.tar.gz"
    file.parent.mkdir()
    file.touch()
    assert verdicts(list(doctor.backups(settings(tmp_path)))) == {"backups": Verdict.OK}
    os.utime(file, (0, 0))
    assert verdicts(list(doctor.backups(settings(tmp_path)))) == {"backups": Verdict.WARNING}


def test_unfit_settings_are_sick_in_production_only(tmp_path: Path) -> None:
    def found(mode: str) -> set[Verdict]:
        return {finding.verdict for finding in doctor.production(settings(tmp_path, mode=mode))}

    assert found("development") == {Verdict.WARNING}
    assert found("production") == {Verdict.SICK}
