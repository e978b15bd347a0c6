"""A model's name follows the content of its inputs and nothing else."""

import os
from pathlib import Path

from engine.inputs import content_hash, input_files, model_path


def repository(root: Path) -> Path:
    for name in (
        "config.yml",
        "domain.yml",
        "uv.lock",
        "data/nlu/greet.yml",
        "data/rules/all.yml",
        "nlu/a.py",
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return root


def test_time_stamps_do_not_matter(tmp_path: Path) -> None:
    root = repository(tmp_path)
    before = content_hash(root)
    os.utime(root / "domain.yml", (1, 1))
    assert content_hash(root) == before


def test_a_changed_helper_module_makes_another_model(tmp_path: Path) -> None:
    root = repository(tmp_path)
    before = model_path(root / "models", root)
    (root / "nlu" / "a.py").write_text("changed", encoding="utf-8")
    assert model_path(root / "models", root) != before


def test_moving_content_between_files_makes_another_model(tmp_path: Path) -> None:
    root = repository(tmp_path)
    before = content_hash(root)
    (root / "nlu" / "a.py").rename(root / "nlu" / "b.py")
    assert content_hash(root) != before


def test_the_gateway_and_the_intake_are_no_inputs(tmp_path: Path) -> None:
    root = repository(tmp_path)
    for name in ("bot/app.py", "data/intake/adult.yml"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x", encoding="utf-8")
    names = {path.relative_to(root).as_posix() for path in input_files(root)}
    assert not names & {"bot/app.py", "data/intake/adult.yml"}
