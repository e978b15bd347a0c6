"""The importer: layouts of v1.1.1 and v1.2, merging, and files that are refused."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

import pytest

from backends.skills.domain import SkillsDataError, SkillType
from backends.skills.importing import import_taxonomy, read_sources
from backends.skills.taxonomy.store import read_taxonomy
from tests.support.esco import OCC, RELATIONS, SKILL, write_csv, write_labels, write_v12, write_v111

REAL = Path(os.environ.get("SUUNTA_SHARED", Path(__file__).resolve().parents[6] / "shared")) / "data"
REAL_FOLDERS = [REAL / name for name in ("esco-1.1.1-fi-csv", "esco-tabiya-1.1.1", "esco-virtual-finland")]


def test_both_layouts_say_the_same(tmp_path: Path) -> None:
    old = read_sources([write_v111(tmp_path / "old")]).taxonomy
    new = read_sources([write_v12(tmp_path / "new")]).taxonomy
    assert (old.occupations, old.skills, old.relations) == (new.occupations, new.skills, new.relations)
    assert old.groups == (("5120", "Ravintolatyöntekijät"),)


def test_what_files_say_is_kept(tmp_path: Path) -> None:
    taxonomy = read_sources([write_v111(tmp_path)]).taxonomy
    cook = next(one for one in taxonomy.occupations if one.uri == OCC + "kokki")
    assert (cook.label, cook.isco, cook.code) == ("kokki", "5120", "5120.1")
    assert cook.alternatives == ("keittäjä", "keittiön kokki")
    hygiene = next(one for one in taxonomy.skills if one.uri == SKILL + "hygienia")
    assert (hygiene.type, hygiene.alternatives) == (SkillType.KNOWLEDGE, ("hygienia",))
    assert len(taxonomy.relations) == len(RELATIONS)
    assert sum(one.essential for one in taxonomy.relations) == 4


def test_folders_zips_and_labels_join_where_none_is_whole(tmp_path: Path) -> None:
    whole = write_v111(tmp_path / "whole")
    parts = tmp_path / "parts"
    parts.mkdir()
    shutil.copy(whole / "occupations_fi.csv", parts)
    with zipfile.ZipFile(tmp_path / "relations.zip", "w") as archive:
        archive.write(whole / "occupationSkillRelations.csv", "deep/occupationSkillRelations.csv")
    labels = write_labels(tmp_path / "labels")
    taxonomy = read_sources([labels, parts, tmp_path / "relations.zip"]).taxonomy
    assert len(taxonomy.relations) == len(RELATIONS)
    assert {one.label for one in taxonomy.skills} >= {"valmistaa ruokia", "care for the elderly"}


def test_relations_of_unknown_concepts_are_left_out_and_counted(tmp_path: Path) -> None:
    folder = write_v111(tmp_path)
    more = [(OCC + "unknown", "essential", "", SKILL + "ruoka"), *((o, k, "", s) for o, k, s in RELATIONS)]
    write_csv(folder / "occupationSkillRelations.csv", "occupationUri,relationType,skillType,skillUri", more)
    imported = read_sources([folder])
    assert len(imported.taxonomy.relations) == len(RELATIONS)
    assert list(imported.notes.values()) == [1]


def test_other_languages_are_left_out(tmp_path: Path) -> None:
    folder = write_v111(tmp_path)
    shutil.copy(folder / "skills_fi.csv", folder / "skills_sv.csv")
    lines: list[str] = []
    read_sources([folder], lines.append)
    assert "skills_sv.csv: left out: not in Finnish" in lines


def _tear(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def _latin(path: Path) -> None:
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))


def _lost(path: Path) -> None:
    path.write_text(
        path.read_text(encoding="utf-8").replace("ä", "\N{REPLACEMENT CHARACTER}"), encoding="utf-8"
    )


def _quote(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8") + 'Occupation,"http', encoding="utf-8")


def _headless(path: Path) -> None:
    path.write_text("", encoding="utf-8")


def _no_rows(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")


def _strange_uri(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(OCC + "kokki", "kokki"), encoding="utf-8")


@pytest.mark.parametrize("damage", [_tear, _latin, _lost, _quote, _headless, _no_rows, _strange_uri])
def test_a_damaged_file_is_named_and_the_old_taxonomy_stays(tmp_path: Path, damage: object) -> None:
    target = tmp_path / "var" / "esco.sqlite"
    folder = write_v111(tmp_path / "esco")
    import_taxonomy([folder], target)
    before = target.read_bytes()
    damage(folder / "occupations_fi.csv")  # type: ignore[operator]
    with pytest.raises(SkillsDataError) as error:
        import_taxonomy([folder], target)
    assert error.value.file == "occupations_fi.csv"
    assert error.value.line is not None
    assert target.read_bytes() == before
    assert [path.name for path in target.parent.iterdir()] == ["esco.sqlite"]


@pytest.mark.parametrize("missing", ["occupations_fi.csv", "skills_fi.csv", "occupationSkillRelations.csv"])
def test_sources_that_lack_a_part_are_refused(tmp_path: Path, missing: str) -> None:
    folder = write_v111(tmp_path)
    (folder / missing).unlink()
    with pytest.raises(SkillsDataError, match="hold no"):
        read_sources([folder])


@pytest.mark.parametrize(
    "content", ["{", "{}", "[1]", '[{"uri": "x", "prefLabel": {"fi": "a"}}]', '[{"uri": "x"}]']
)
def test_broken_labels_are_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "skills.json").write_text(content, encoding="utf-8")
    with pytest.raises(SkillsDataError, match=r"skills\.json"):
        read_sources([tmp_path])


def test_a_broken_archive_and_a_missing_source_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK no")
    with pytest.raises(SkillsDataError, match="no readable zip"):
        read_sources([tmp_path / "a.zip"])
    with pytest.raises(SkillsDataError, match="no such"):
        read_sources([tmp_path / "nothing"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(SkillsDataError, match="holds no CSV"):
        read_sources([tmp_path / "empty"])


def test_a_database_reads_back_as_it_was_written(tmp_path: Path) -> None:
    imported = import_taxonomy([write_v111(tmp_path / "esco")], tmp_path / "esco.sqlite")
    held = read_taxonomy(tmp_path / "esco.sqlite")
    assert (held.occupations, held.skills) == (imported.taxonomy.occupations, imported.taxonomy.skills)
    assert held.groups == imported.taxonomy.groups
    assert set(held.relations) == set(imported.taxonomy.relations)


@pytest.mark.shared_data
@pytest.mark.skipif(not all(folder.is_dir() for folder in REAL_FOLDERS), reason="no real files here")
def test_the_real_files_join() -> None:
    taxonomy = read_sources(REAL_FOLDERS).taxonomy
    assert (len(taxonomy.skills), len(taxonomy.occupations)) == (13_896, 3_007)
    assert len(taxonomy.relations) == 123_788
