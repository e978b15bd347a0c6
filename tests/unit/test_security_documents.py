"""The security documents name tests; every one of them exists."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = (ROOT / "THREAT_MODEL.md", ROOT / "docs" / "security" / "asvs.md")
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def named_tests(text: str) -> list[tuple[str, str]]:
    """The files and functions that a document names."""
    return [(found[1], found[2] or "") for found in NAMED.finditer(text)]


def exists(path: str, function: str) -> bool:
    """Whether a test file has this function; without one, whether it is there."""
    file = ROOT / path
    if not file.exists():
        return False
    functions = {
        node.name
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    }
    return not function or function in functions


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_named_test_exists(document: Path) -> None:
    named = named_tests(document.read_text(encoding="utf-8"))
    assert len(named) > 20
    assert [f"{path}::{function}" for path, function in named if not exists(path, function)] == []


def test_each_existing_guard_has_its_test() -> None:
    """In the threat model no row of a table of guards goes without one."""
    rows = re.findall(
        r"^\| [^|]+\| [^|]+\|([^|]*)\|$", DOCUMENTS[0].read_text(encoding="utf-8"), re.MULTILINE
    )
    guards = [row for row in rows if row.strip() not in {"test"}]
    assert len(guards) > 30
    assert [row for row in guards if not named_tests(row)] == []


def test_each_requirement_that_is_met_names_its_test() -> None:
    rows = re.findall(
        r"^\| (V[^|]+) \| yes \|(.*)\|$", DOCUMENTS[1].read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(rows) > 40
    assert [name for name, rest in rows if not named_tests(rest)] == []


def test_a_test_that_is_gone_would_be_noticed() -> None:
    assert not exists("tests/unit/test_security_documents.py", "test_that_never_was")
