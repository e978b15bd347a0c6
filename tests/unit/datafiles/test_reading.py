"""One reader for all YAML: plain types only, and errors that callers can tell apart."""

from pathlib import Path

import pytest
import yaml

from datafiles import read_yaml


def test_reads_plain_types_and_finnish_letters(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("työ: [yksi, 2, true, null]\n", encoding="utf-8")
    assert read_yaml(tmp_path / "a.yml") == {"työ": ["yksi", 2, True, None]}


def test_an_empty_file_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("", encoding="utf-8")
    assert read_yaml(tmp_path / "a.yml") is None


def test_agrees_with_the_plain_loader_on_every_file_of_ours() -> None:
    data = Path(__file__).resolve().parents[3] / "data" / "texts"
    for path in sorted(data.glob("*.yml")):
        assert read_yaml(path) == yaml.safe_load(path.read_text(encoding="utf-8")), path.name


@pytest.mark.parametrize("text", ["a: [1", "a: !!python/object/apply:os.getcwd []"])
def test_what_is_not_plain_yaml_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yml").write_text(text, encoding="utf-8")
    with pytest.raises(yaml.YAMLError):
        read_yaml(tmp_path / "a.yml")
