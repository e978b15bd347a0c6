"""`suunta surveys` and `suunta background`: links are printed once, figures are taken whole or not at all."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import background, surveys

run = CliRunner()


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUUNTA_VAR", str(tmp_path))
    monkeypatch.setenv("SUUNTA_PUBLIC_URL", "https://suunta.example.fi")


def test_links_are_printed_and_only_their_hashes_are_kept(tmp_path: Path) -> None:
    printed = run.invoke(surveys.app, ["links", "start", "--count", "3"])
    links = printed.stdout.split()
    assert len(set(links)) == 3
    assert all(link.startswith("https://suunta.example.fi/s/") for link in links)
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("gateway.sqlite*"))
    assert not any(link.rpartition("/")[2].encode() in stored for link in links)


def test_a_survey_that_does_not_exist_is_refused() -> None:
    refused = run.invoke(surveys.app, ["links", "middle"])
    assert refused.exit_code == 2
    assert "none of start, end" in refused.stderr


def test_background_figures_are_imported_or_refused_whole(tmp_path: Path) -> None:
    file = tmp_path / "regions.csv"
    head = "region,measure,value,as_of,source\n"
    file.write_text(f"{head}Lappi,adults,100000,2025-12-31,Tilastokeskus\n", encoding="utf-8")
    assert "1 figures imported" in run.invoke(background.app, ["import", str(file)]).stderr
    file.write_text(f"{head}Lappi,adults,many,2025-12-31,Tilastokeskus\n", encoding="utf-8")
    refused = run.invoke(background.app, ["import", str(file)])
    assert refused.exit_code == 1
    assert "line 2" in refused.stderr
