"""`suunta skills`, with the mapping over a small core in place of the embedded one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli.skills
from backends.skills.domain import SkillsDataError
from backends.skills.embedded import Skills
from tests.support.esco import OCC, write_v111
from tests.support.skills import skills

__all__ = ["skills"]


@pytest.fixture
def runner(skills: Skills, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setattr(cli.skills, "open_skills", lambda var, taxonomy: skills)
    return CliRunner()


def test_json_holds_skills_and_occupations_best_first(runner: CliRunner) -> None:
    result = runner.invoke(cli.skills.app, ["map", "paistoin pihvejä", "--limit", "2", "--json"])
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["occupations"][0]["uri"] == OCC + "kokki"
    for items in (found["skills"], found["occupations"]):
        assert len(items) <= 2
        assert all({"uri", "label", "score"} <= set(item) for item in items)
        assert [one["score"] for one in items] == sorted((one["score"] for one in items), reverse=True)


def test_a_dash_reads_one_text_a_line_and_answers_each(runner: CliRunner) -> None:
    lines = ["paistoin pihvejä", "", "👍", "hitsasin putkia", "\x00"]
    result = runner.invoke(cli.skills.app, ["map", "-", "--json"], input="\n".join(lines) + "\n")
    assert result.exit_code == 0
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(answers) == len(lines)
    assert [bool(one["occupations"]) for one in answers] == [True, False, False, True, False]
    assert answers[1]["skills"] == []
    assert result.stderr.count("nothing to map") == 3


def test_a_list_for_people_names_words_and_question(runner: CliRunner) -> None:
    shown = runner.invoke(cli.skills.app, ["map", "paistoin pihvejä"]).stdout
    assert "kokki" in shown
    assert "pihvejä" in shown
    assert "?" in runner.invoke(cli.skills.app, ["map", "kaikenlaista pientä puuhaa"]).stdout


def test_refused_data_is_one_line_on_standard_error(
    runner: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(var: object, taxonomy: object) -> Skills:
        raise SkillsDataError("a.yml", 3, "no name")

    monkeypatch.setattr(cli.skills, "open_skills", refuse)
    result = runner.invoke(cli.skills.app, ["map", "x", "--json"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "a.yml:3: no name" in result.stderr


def test_import_reports_and_refuses(
    runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli.skills, "index_taxonomy", lambda path: None)
    target = tmp_path / "esco.sqlite"
    folder = write_v111(tmp_path / "esco")
    command = ["import", str(folder), "--taxonomy", str(target)]
    result = runner.invoke(cli.skills.app, command)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["relations"] == 5
    before = target.read_bytes()
    (folder / "skills_fi.csv").write_bytes(b"\xff\xfe")
    result = runner.invoke(cli.skills.app, command)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "skills_fi.csv:1" in result.stderr
    assert "old taxonomy stays" in result.stderr
    assert target.read_bytes() == before


def test_the_index_is_made_beforehand(runner: CliRunner) -> None:
    result = runner.invoke(cli.skills.app, ["index"])
    assert result.exit_code == 0
    assert "3 occupations" in result.stderr
