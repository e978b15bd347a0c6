"""The embedded core: what is read, what is refused and where, and that it says what ESCO says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from backends.paths import DATA
from backends.skills.core import load_core
from backends.skills.domain import SkillsDataError
from backends.skills.importing import read_sources
from tests.support.esco import OCC, SKILL
from tests.support.skills_data import CORE, LEXICON, write_data

REAL = Path(os.environ.get("SUUNTA_SHARED", Path(__file__).resolve().parents[6] / "shared")) / "data"
REAL_FOLDERS = [REAL / name for name in ("esco-1.1.1-fi-csv", "esco-tabiya-1.1.1", "esco-virtual-finland")]


def test_occupations_skills_and_expressions_are_read(tmp_path: Path) -> None:
    core = load_core(write_data(tmp_path))
    fields = {one.label: one.field for one in core.taxonomy.occupations}
    assert fields == {"kokki": "kokeiluala", "hitsaaja": "metalliala", "lähihoitaja": "kokeiluala"}
    assert core.chosen[OCC + "kokki"] == (SKILL + "ruoka", SKILL + "hygienia")
    assert core.everyday[OCC + "kokki"] == ("keittäjä",)
    assert len(core.taxonomy.relations) == 5
    unpaid = [one for one in core.expressions if one.unpaid]
    assert [(one.occupations, one.skills) for one in unpaid] == [
        ((OCC + "lahihoitaja",), (SKILL + "hoito",)),
        ((), (SKILL + "ruoka",)),
    ]


@pytest.mark.parametrize(
    ("name", "content", "line", "reason"),
    [
        ("core/kokeilu.yml", CORE.replace('isco: "7212"', "isco: seitsemän"), 14, "isco"),
        ("core/kokeilu.yml", CORE.replace("everyday:", "arkinimet:"), 8, "arkinimet"),
        ("core/kokeilu.yml", CORE.replace("family: kokeilu", "family: muu"), 1, "file's name"),
        ("core/kokeilu.yml", CORE.replace(", label: hitsata metallia", ""), 17, "label"),
        ("lexicon/kokeilu.yml", LEXICON.replace("[paistoin", "[[paistoin"), None, "broken YAML"),
        ("lexicon/kokeilu.yml", LEXICON.replace(f"occupation: {OCC}kokki\n    ", ""), 3, "needs occupation"),
        ("lexicon/kokeilu.yml", LEXICON.replace(OCC + "kokki", "kokki"), 3, "occupation"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(
    tmp_path: Path, name: str, content: str, line: int | None, reason: str
) -> None:
    write_data(tmp_path)
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(SkillsDataError) as error:
        load_core(tmp_path)
    assert error.value.file == name
    assert reason in error.value.reason
    if line is not None:
        assert error.value.line == line


def test_a_folder_without_families_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SkillsDataError, match="no files of families"):
        load_core(tmp_path)


def test_the_repository_s_own_core_is_whole() -> None:
    core = load_core(DATA / "skills")
    known = {one.uri for one in core.taxonomy.occupations}
    assert len(known) == len({one.label for one in core.taxonomy.occupations})
    told = {uri for entry in core.expressions for uri in entry.occupations}
    assert known <= told, f"no expressions: {sorted(known - told)}"


@pytest.mark.shared_data
@pytest.mark.skipif(not all(folder.is_dir() for folder in REAL_FOLDERS), reason="no real files here")
def test_the_core_says_what_esco_says() -> None:
    core, esco = load_core(DATA / "skills"), read_sources(REAL_FOLDERS).taxonomy
    occupations = {one.uri: (one.label, one.isco) for one in esco.occupations}
    skills = {one.uri: one.label for one in esco.skills}
    wrong = [
        one.label for one in core.taxonomy.occupations if occupations.get(one.uri) != (one.label, one.isco)
    ]
    wrong += [one.label for one in core.taxonomy.skills if skills.get(one.uri) != one.label]
    assert not wrong
    for entry in core.expressions:
        assert set(entry.occupations) <= occupations.keys()
        assert set(entry.skills) <= skills.keys()
