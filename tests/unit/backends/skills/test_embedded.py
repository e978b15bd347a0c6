"""Opening the mapping: over the repository's own core, over an import, and from a stored index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import backends.skills.embedded as embedded
from backends.skills.core import load_core
from backends.skills.domain import SkillsDataError
from backends.skills.embedded import (
    CORE_DATABASE,
    fingerprint,
    index_taxonomy,
    open_skills,
    texts_fingerprint,
    whole_index,
)
from backends.skills.importing import import_taxonomy
from backends.skills.matching.mapper import MapRequest
from backends.skills.taxonomy.store import TaxonomyStorageError, read_arrays
from tests.support.esco import write_v111
from tests.support.skills_data import write_data


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The data folder in the place of the repository's own."""
    folder = write_data(tmp_path / "data")
    monkeypatch.setattr(embedded, "SKILLS_DATA", folder)
    _forget()
    yield folder
    _forget()


def _forget() -> None:
    fingerprint.cache_clear()
    texts_fingerprint.cache_clear()


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


def test_a_change_of_the_lexicon_is_heard_without_reading_esco_again(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "esco.sqlite"
    import_taxonomy([write_v111(tmp_path / "esco")], target)
    said = MapRequest("käristelin kotletteja")
    before = open_skills(tmp_path / "var", target).mapper.map(said)
    assert not any(one.evidence for one in before.occupations)
    lexicon = small / "lexicon" / "kokeilu.yml"
    text = lexicon.read_text(encoding="utf-8")
    lexicon.write_text(text.replace("paistoin pihvejä", "käristelin kotletteja", 1), encoding="utf-8")
    _forget()

    def forbidden(*_: object) -> None:
        raise AssertionError("ESCO's texts are read again")

    monkeypatch.setattr(embedded, "read_esco_texts", forbidden)
    found = open_skills(tmp_path / "var", target)
    assert found.mapper.map(said).occupations[0].label == "kokki"
    kept = read_arrays(target, "lexicon", fingerprint())
    assert kept is not None
    monkeypatch.undo()
    whole = whole_index(found.taxonomy, load_core(small)).arrays()
    assert not [name for name, array in kept.items() if not np.array_equal(array, whole[name])]


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
