"""`suunta background` and `suunta needs`: files taken by commands, refused in a line."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import background, needs

run = CliRunner()
TABLE = "Maakunta;Ikä;Väestö\nLappi;55;2300\nLappi;56;2100\nKainuu;55;..\n"
TAKE = [
    "--measure",
    "aged_55",
    "--region",
    "Maakunta",
    "--value",
    "Väestö",
    "--day",
    "2024",
    "--source",
    "Tilastokeskus",
]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUUNTA_VAR", str(tmp_path))


def file_of(tmp_path: Path, text: str) -> str:
    path = tmp_path / "file.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_table_is_taken_and_what_it_hides_is_said(tmp_path: Path) -> None:
    taken = run.invoke(background.app, ["take", file_of(tmp_path, TABLE), *TAKE, "--where", "Ikä=55|56"])
    assert taken.exit_code == 0, taken.output
    assert "1 figures imported" in taken.stderr
    assert "hides figures of Kainuu" in taken.stderr


@pytest.mark.parametrize(("where", "code"), [("Ikä", 2), ("Sukupuoli=nainen", 1), ("Ikä=99", 1)])
def test_what_cannot_be_taken_is_said_in_a_line(tmp_path: Path, where: str, code: int) -> None:
    refused = run.invoke(background.app, ["take", file_of(tmp_path, TABLE), *TAKE, "--where", where])
    assert refused.exit_code == code
    assert refused.stderr.startswith("suunta background: ")


def test_a_file_of_ours_with_finnish_days_is_taken(tmp_path: Path) -> None:
    text = "maakunta;tieto;arvo;tilanne;lähde\nLappi;adults;100 000;31.12.2025;Tilastokeskus\n"
    assert run.invoke(background.app, ["import", file_of(tmp_path, text)]).exit_code == 0


def test_forms_of_workplaces_are_taken_or_refused(tmp_path: Path) -> None:
    taken = run.invoke(needs.app, ["import", file_of(tmp_path, "päivä;field\n1.10.2026;Kauppa\n")])
    assert taken.exit_code == 0 and "1 forms imported" in taken.stderr
    refused = run.invoke(needs.app, ["import", file_of(tmp_path, "päivä;field\n1.10.2026;Kuu\n")])
    assert refused.exit_code == 1 and "line 2" in refused.stderr
