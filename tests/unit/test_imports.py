"""Imports point one way (docs/architecture.md). A module that breaks the rule is named with its line."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = {
    "actions",
    "backends",
    "bot",
    "cli",
    "datafiles",
    "engine",
    "evaluation",
    "nlu",
    "privacy",
    "telemetry",
    "tests",
}

MAY_IMPORT = {
    "datafiles": {"datafiles"},
    "nlu": {"datafiles", "nlu"},
    "privacy": {"datafiles", "privacy"},
    "telemetry": {"telemetry"},
    "engine": {"datafiles", "engine", "nlu", "privacy"},
    "backends": {"datafiles", "backends", "nlu", "privacy", "telemetry"},
    "backends/client": {"datafiles", "backends/client", "telemetry"},
    "actions": {"datafiles", "actions", "backends/client", "nlu", "telemetry"},
    "bot": {"datafiles", "bot", "backends/client", "privacy", "telemetry"},
    "cli": {"datafiles", "actions", "backends", "backends/client", "bot", "cli", "nlu", "privacy"},
}
RASA_ONLY_IN = {"engine", "nlu/components"}


def modules() -> list[Path]:
    return sorted(path for folder in MAY_IMPORT for path in (ROOT / folder).rglob("*.py"))


def owner(dotted: str) -> str:
    """The part of the project that a dotted name belongs to."""
    return "backends/client" if dotted.startswith("backends.client") else dotted.split(".")[0]


def imports(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            yield node.module or "", node.lineno


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_point_one_way(path: Path) -> None:
    importer = owner(".".join(path.relative_to(ROOT).with_suffix("").parts))
    wrong = [
        f"{path.relative_to(ROOT)}:{line}: {importer} may not import {dotted}"
        for dotted, line in imports(path)
        if dotted.split(".")[0] in OURS and owner(dotted) not in MAY_IMPORT[importer]
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_rasa_is_imported_by_the_engine_and_the_components_alone(path: Path) -> None:
    relative = path.relative_to(ROOT).as_posix()
    if any(relative.startswith(f"{folder}/") for folder in RASA_ONLY_IN):
        return
    wrong = [f"{relative}:{line}" for dotted, line in imports(path) if dotted.split(".")[0] == "rasa"]
    assert not wrong, "\n".join(wrong)
