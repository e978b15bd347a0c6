"""`suunta courses import eperusteet` and `koodisto`, and the search after. Fixtures are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner, Result

from backends.courses.catalogue import CATALOGUE_FOLDER
from backends.courses.embedded import open_search
from backends.courses.opintopolku.harvest import Report
from backends.courses.registers.store import DATABASE
from cli.courses import app
from cli.imports import as_dict

pytestmark = pytest.mark.slow

SOTE = {
    "nimi": {"fi": "Sosiaali- ja terveysalan perustutkinto"},
    "tila": "valmis",
    "koulutukset": [{"koulutuskoodiUri": "koulutus_371101"}],
    "suoritustavat": [{"suoritustapakoodi": "reformi", "tutkinnonOsaViitteet": []}],
    "tutkinnonOsat": [
        {
            "id": 1,
            "nimi": {"fi": "Kasvun ja osallisuuden edistäminen"},
            "koodiUri": "tutkinnonosat_106233",
            "ammattitaitovaatimukset": {"fi": "<ul><li>keksiä esimerkkejä</li></ul>"},
        },
        {
            "id": 2,
            "nimi": {"fi": "Keksityn esimerkin hoitaminen"},
            "koodiUri": "tutkinnonosat_999901",
            "laajuus": 15,
            "ammattitaitovaatimukset": {"fi": "<ul><li>hoitaa esimerkkiä</li></ul>"},
        },
        {"id": 3, "nimi": {"fi": "Ilman koodia"}},
    ],
}


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SUUNTA_VAR", str(tmp_path / "var"))
    return tmp_path / "var"


def run(*arguments: str) -> Result:
    try:
        return CliRunner().invoke(app, ["import", *arguments])
    finally:
        structlog.reset_defaults()


def test_requirements_become_learning_outcomes_and_parts(var: Path, tmp_path: Path) -> None:
    source = tmp_path / "files"
    source.mkdir()
    (source / "sote.json").write_text(json.dumps(SOTE), encoding="utf-8")
    (source / "broken.json").write_text("{\n oops", encoding="utf-8")
    result = run("eperusteet", str(source), "--json")
    assert result.exit_code == 0
    report = json.loads(result.stdout)
    assert (report["files"], report["saved"]) == (1, 2)
    assert report["refused"] == {"broken_json": 1, "no_code": 1}
    assert report["examples"]["broken_json"]["item"] == "broken.json: line 2"
    search = open_search(CATALOGUE_FOLDER, var)
    known = search.offer("osa-106233--maakunta-kainuu")
    assert known is not None
    assert known.learning_outcomes == ("keksiä esimerkkejä",)
    added = search.offer("eperusteet-tutkinnonosat_999901")
    assert added is not None
    assert (added.field_level2, added.sample) == ("091", True)


def test_a_report_for_programs_counts_refusals_by_reason() -> None:
    report = Report()
    report.refused["no_name"] += 2
    assert json.loads(json.dumps(as_dict(report)))["refused"] == {"no_name": 2}


def test_names_of_codes(var: Path, tmp_path: Path) -> None:
    file = tmp_path / "koulutus.json"
    codes = [
        {"koodiUri": "koulutus_371101", "versio": 1, "metadata": [{"kieli": "FI", "nimi": "Virallinen"}]}
    ]
    file.write_text(json.dumps(codes), encoding="utf-8")
    result = run("koodisto", str(file))
    assert result.exit_code == 0
    assert "saved 1" in result.stdout
    assert "koodisto has not: koulutus_" in result.stderr
    found = open_search(CATALOGUE_FOLDER, var).offer("sote-pt--omnia")
    assert found is not None
    assert "Virallinen" in found.koodisto_names


def test_nothing_to_read_is_a_failure_and_keeps_what_is_there(var: Path, tmp_path: Path) -> None:
    file = tmp_path / "nonsense.json"
    file.write_bytes(b"\xff\xfe")
    result = run("eperusteet", str(file))
    assert result.exit_code == 1
    assert "unreadable" in result.stdout


def test_a_file_that_is_no_database_does_not_stop_the_search(var: Path) -> None:
    var.mkdir()
    (var / DATABASE).write_text("ei tietokanta" * 100, encoding="utf-8")
    assert run("koodisto", str(CATALOGUE_FOLDER)).exit_code == 1
    assert open_search(CATALOGUE_FOLDER, var).offer("sote-pt--omnia") is not None
