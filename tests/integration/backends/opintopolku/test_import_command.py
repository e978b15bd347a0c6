"""`suunta courses import opintopolku` against the fake service, and the search over what came in."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner, Result

from backends.courses.catalogue import CATALOGUE_FOLDER
from backends.courses.embedded import open_search
from backends.courses.opintopolku.store import DATABASE
from backends.courses.search.engine import SearchRequest
from cli.courses import app
from tests.support.fake_opintopolku import FakeOffering, FakeOpintopolku, FakeStudy


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SUUNTA_VAR", str(tmp_path))
    return tmp_path


async def run(*arguments: str) -> Result:
    """The command in a thread, so that the service can answer."""
    try:
        return await asyncio.to_thread(lambda: CliRunner().invoke(app, ["import", "opintopolku", *arguments]))
    finally:
        structlog.reset_defaults()


async def test_imported_offers_are_found_beside_the_catalogue(
    var: Path, fake: FakeOpintopolku, address: str
) -> None:
    fake.studies.append(
        FakeStudy(
            900,
            {"fi": "Tuulivoima-asentajan kurssi"},
            types=("amm", "amm-muu"),
            offerings=[FakeOffering(900, {"fi": "Tuulivoima-asentajan kurssi"}, town="kunta_405")],
        )
    )
    result = await run("--base-url", address, "--json", "--only", "amm-muu", "--only", "koulutustyyppi_26")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["offers"] == 5
    assert "amm-muu: page 1/1" in result.stderr
    search = open_search(CATALOGUE_FOLDER, var)
    first = search.search(SearchRequest("tuulivoima-asentaja lappeenranta")).hits[0]
    assert (first.offer.source, first.offer.sample) == ("opintopolku", False)
    assert first.relaxed == ()
    sample = search.search(SearchRequest("järjestyksenvalvoja")).hits[0]
    assert sample.offer.sample


async def test_a_service_that_does_not_answer_is_told_and_can_be_gone_on_with(
    var: Path, fake: FakeOpintopolku, address: str
) -> None:
    fake.broken = {"/search/"}
    result = await run("--base-url", address, "--only", "amm-muu")
    assert result.exit_code == 2
    assert "broken off" in result.stdout
    fake.broken = set()
    again = await run("--base-url", address, "--only", "amm-muu", "--resume")
    assert again.exit_code == 0
    assert "offers 1" in again.stdout


async def test_an_unknown_sort_is_refused(var: Path, address: str) -> None:
    result = await run("--base-url", address, "--only", "kaikki")
    assert result.exit_code == 1
    assert "kaikki" in result.stderr


async def test_a_file_that_is_no_database_is_refused_and_does_not_stop_the_search(
    var: Path, address: str
) -> None:
    (var / DATABASE).write_text("ei tietokanta" * 100, encoding="utf-8")
    result = await run("--base-url", address)
    assert result.exit_code == 1
    assert "cannot be used" in result.stderr
    assert open_search(CATALOGUE_FOLDER, var).search(SearchRequest("hitsaus")).hits
