"""`suunta courses search`, with the search over a small catalogue in place of the embedded one."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import structlog
from typer.testing import CliRunner

import cli.courses
from backends.courses.domain import CatalogueError
from backends.courses.search.engine import CourseSearch
from tests.support.course_search import analyzer, lexicon, repository, search

__all__ = ["analyzer", "lexicon", "repository", "search"]

FIELDS = {
    "id",
    "name",
    "provider",
    "places",
    "modes",
    "kind",
    "description",
    "url",
    "score",
    "why",
    "relaxed",
    "source",
    "sample",
}


@pytest.fixture
def runner(search: CourseSearch, monkeypatch: pytest.MonkeyPatch) -> Iterator[CliRunner]:
    monkeypatch.setattr(cli.courses, "open_search", lambda catalogue, var, server: search)
    yield CliRunner()
    structlog.reset_defaults()


def test_json_is_a_list_of_hits_best_first(runner: CliRunner) -> None:
    result = runner.invoke(
        cli.courses.app, ["search", "hitsaus", "--place", "Oulu", "--limit", "2", "--json"]
    )
    assert result.exit_code == 0
    hits = json.loads(result.stdout)
    assert [hit["id"] for hit in hits] == ["hitsaus-oulu", "hitsaus-kempele"]
    assert set(hits[0]) == FIELDS
    assert hits[1]["relaxed"] == ["place"]


def test_a_dash_reads_one_text_a_line_and_answers_each(runner: CliRunner) -> None:
    lines = ["hitsaus", "", "ja tai", "hygieniapassi", "\x00 \"' *"]
    result = runner.invoke(cli.courses.app, ["search", "-", "--limit", "1"], input="\n".join(lines) + "\n")
    assert result.exit_code == 0
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(answers) == len(lines)
    assert [len(answer) for answer in answers[:4]] == [1, 0, 0, 1]
    assert "nothing to look for" in result.stderr


def test_a_list_for_people_names_the_course_and_why(runner: CliRunner) -> None:
    result = runner.invoke(cli.courses.app, ["search", "hygieniapassi"])
    assert result.stdout.splitlines()[0].startswith("Hygieniapassi")
    assert "Vastaa hakuasi" in result.stdout


def test_a_refused_catalogue_is_one_line_on_standard_error(
    runner: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(catalogue: object, var: object, server: object) -> CourseSearch:
        raise CatalogueError("a.yml", 3, "no name")

    monkeypatch.setattr(cli.courses, "open_search", refuse)
    result = runner.invoke(cli.courses.app, ["search", "x", "--json"])
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "a.yml:3: no name" in result.stderr


def test_an_offer_is_shown_with_what_is_known_and_what_is_not(runner: CliRunner) -> None:
    result = runner.invoke(cli.courses.app, ["show", "sote-oulu"])
    assert result.exit_code == 0
    assert "Paikka: Oulu" in result.stdout
    assert "ei tiedossa" in result.stdout
    as_json = json.loads(runner.invoke(cli.courses.app, ["show", "sote-oulu", "--json"]).stdout)
    assert (as_json["id"], as_json["elements"]) == ("sote-oulu", [])


def test_an_unknown_offer_is_told(runner: CliRunner) -> None:
    result = runner.invoke(cli.courses.app, ["show", "nothing"])
    assert result.exit_code == 1
    assert "nothing" in result.stderr
