"""When the embedded database is made, and what happens when the catalogue is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from backends.courses.catalogue import CATALOGUE_FOLDER
from backends.courses.domain import CatalogueError
from backends.courses.embedded import DATABASE, open_repository
from backends.courses.search.terms import TermAnalyzer

pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.slow]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, analyzer: TermAnalyzer) -> tuple[Path, Path]:
    """A copy of the catalogue and a folder with its database."""
    folder = tmp_path_factory.mktemp("made")
    catalogue = Path(shutil.copytree(CATALOGUE_FOLDER, folder / "catalogue"))
    open_repository(catalogue, folder / "var", analyzer)
    return catalogue, folder / "var"


@pytest.fixture
def copied(made: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    """The same for one test that changes it."""
    catalogue, var = made
    return (
        Path(shutil.copytree(catalogue, tmp_path / "catalogue")),
        Path(shutil.copytree(var, tmp_path / "var")),
    )


def break_catalogue(catalogue: Path) -> str:
    path = sorted((catalogue / "courses").rglob("*.yml"))[0]
    path.write_text("items: [", encoding="utf-8")
    return path.name


def test_the_first_start_makes_it_and_the_second_does_not(
    made: tuple[Path, Path], analyzer: TermAnalyzer
) -> None:
    catalogue, var = made
    path = var / DATABASE
    before = path.stat().st_mtime_ns
    assert open_repository(catalogue, var, analyzer).count() >= 300
    assert path.stat().st_mtime_ns == before
    assert [file.name for file in var.iterdir()] == [DATABASE]


def test_a_changed_catalogue_is_indexed_again(copied: tuple[Path, Path], analyzer: TermAnalyzer) -> None:
    catalogue, var = copied
    before = open_repository(catalogue, var, analyzer).fingerprint()
    path = sorted((catalogue / "courses").rglob("*.yml"))[0]
    path.write_text(path.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    assert open_repository(catalogue, var, analyzer).fingerprint() != before


def test_a_wrong_catalogue_leaves_the_old_database_in_use(
    copied: tuple[Path, Path], analyzer: TermAnalyzer
) -> None:
    catalogue, var = copied
    before = open_repository(catalogue, var, analyzer)
    break_catalogue(catalogue)
    after = open_repository(catalogue, var, analyzer)
    assert (after.fingerprint(), after.count()) == (before.fingerprint(), before.count())


def test_a_wrong_catalogue_without_an_old_database_is_refused(
    copied: tuple[Path, Path], tmp_path: Path, analyzer: TermAnalyzer
) -> None:
    catalogue, _ = copied
    name = break_catalogue(catalogue)
    with pytest.raises(CatalogueError) as error:
        open_repository(catalogue, tmp_path / "empty", analyzer)
    assert name in error.value.file


def test_a_damaged_database_is_made_anew(copied: tuple[Path, Path], analyzer: TermAnalyzer) -> None:
    catalogue, var = copied
    (var / DATABASE).write_bytes(b"\0" * 4_096)
    assert open_repository(catalogue, var, analyzer).count() >= 300
