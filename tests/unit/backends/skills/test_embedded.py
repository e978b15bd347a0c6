"""Opening the mapping: over the repository's own core, over an import, and from a stored index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import backends.skills.embedded as embedded
from backends.skills.domain import SkillsDataError
from backends.skills.embedded import CORE_DATABASE, fingerprint, index_taxonomy, open_skills
from backends.skills.importing import import_taxonomy
from backends.skills.matching.mapper import MapRequest
from backends.skills.taxonomy.store import TaxonomyStorageError
from tests.support.esco import write_v111
from tests.support.skills_data import write_data


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The data folder in the place of the repository's own."""
    folder = write_data(tmp_path / "data")
    monkeypatch.setattr(embedded, "SKILLS_DATA", folder)
    fingerprint.cache_clear()
    yield folder
    fingerprint.cache_clear()


def test_the_core_s_database_is_made_once(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_skills(tmp_path / "var")
    found = first.mapper.map(MapRequest("paistoin pihvejä"))
    (database,) = (tmp_path / "var").iterdir()
    assert database.name.endswith(CORE_DATABASE)

    def forbidden(*_: object) -> None:
        raise AssertionError("the index is made again")

    monkeypatch.setattr(embedded, "build_index", forbidden)
    assert open_skills(tmp_path / "var").mapper.map(MapRequest("paistoin pihvejä")) == found


def test_an_import_joins_the_core_s_lexicon(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "esco.sqlite"
    import_taxonomy([write_v111(tmp_path / "esco")], target)
    index_taxonomy(target)
    skills = open_skills(tmp_path / "var", target)
    assert not (tmp_path / "var").exists()
    assert skills.mapper.map(MapRequest("paistoin pihvejä")).occupations[0].label == "kokki"
    details = skills.guide.occupation("kokki")
    assert details is not None
    assert details.occupation.description == "Kokit valmistavat ruokaa."


def test_a_missing_or_strange_database_is_refused(small: Path, tmp_path: Path) -> None:
    with pytest.raises(TaxonomyStorageError, match="no taxonomy"):
        open_skills(tmp_path, tmp_path / "none.sqlite")
    (tmp_path / "odd.sqlite").write_bytes(b"not a database" * 100)
    with pytest.raises(TaxonomyStorageError):
        open_skills(tmp_path, tmp_path / "odd.sqlite")


def test_a_mistake_in_the_data_is_named(small: Path, tmp_path: Path) -> None:
    (small / "core" / "kokeilu.yml").write_text("family: [", encoding="utf-8")
    with pytest.raises(SkillsDataError, match=r"core/kokeilu\.yml"):
        open_skills(tmp_path / "var")
