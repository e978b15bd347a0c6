"""What Suunta is made of: every file is locked by its hash, and the bill of materials has it."""

import ast
import json
import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Where keys, tokens and ids are made. `random` can be guessed, `secrets` cannot.
PROGRAMS = ("bot", "actions", "backends", "cli", "engine", "privacy")
GUESSABLE = {"random", "numpy.random"}


def locked() -> list[dict[str, Any]]:
    """The packages of uv.lock, without our own."""
    with (ROOT / "uv.lock").open("rb") as file:
        packages: list[dict[str, Any]] = tomllib.load(file)["package"]
    return [one for one in packages if one["name"] != "suunta"]


def test_every_file_of_a_dependency_is_locked_by_its_hash() -> None:
    files = [
        (one["name"], file)
        for one in locked()
        for file in [*one.get("wheels", ()), *([one["sdist"]] if "sdist" in one else ())]
    ]
    assert len(files) > 300
    assert {name for name, _ in files} == {one["name"] for one in locked()}
    assert [name for name, file in files if not re.fullmatch("sha256:[0-9a-f]{64}", file["hash"])] == []
    web = json.loads((ROOT / "web" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, package in web.items() if name and not package.get("integrity")] == []


def names_in(path: Path) -> set[str]:
    """Names and versions in a CycloneDX file."""
    bill = json.loads(path.read_text(encoding="utf-8"))
    assert bill["bomFormat"] == "CycloneDX"
    return {f"{one['name']} {one['version']}" for one in bill["components"] if "version" in one}


@pytest.mark.parametrize("group", ["engine", "service"])
def test_the_bill_of_materials_has_what_is_locked(group: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [ROOT / "scripts" / "sbom.sh", tmp_path, group], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found = names_in(tmp_path / f"{group}.cdx.json")
    assert found <= {f"{one['name']} {one['version']}" for one in locked()}
    expected = {"engine": "rasa 3.6.21", "service": "aiohttp"}[group]
    assert [name for name in found if name.startswith(expected)]
    assert len(found) > 50


@pytest.mark.skipif(not shutil.which("npm") and "CI" not in os.environ, reason="npm is not installed")
def test_the_bill_of_materials_of_the_widget(tmp_path: Path) -> None:
    subprocess.run([ROOT / "scripts" / "sbom.sh", tmp_path, "widget"], capture_output=True, check=True)
    assert [name for name in names_in(tmp_path / "widget.cdx.json") if name.startswith("lit-html ")]


def imported(path: Path) -> set[str]:
    """The modules that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_nothing_that_should_be_unguessable_is_drawn_by_lot() -> None:
    files = [path for folder in PROGRAMS for path in (ROOT / folder).rglob("*.py")]
    assert len(files) > 200
    assert [str(path) for path in files if imported(path) & GUESSABLE] == []
