"""The documentation says what is there: links lead somewhere, names are those of the code."""

import re
from pathlib import Path

import pytest

from bot.console.permissions import Role
from bot.conversations.base import Base
from bot.tables import MODULES

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
SETTING = re.compile(r"\bSUUNTA_[A-Z]+(?:_[A-Z]+)*\b")
SHOWN = re.compile(r"”([^”]+)”")
CODE = (
    *("actions", "backends", "bot", "cli", "datafiles", "engine"),
    *("nlu", "privacy", "scripts", "telemetry", "tests"),
)


def text_of(*folders: str) -> str:
    """All the code and data of some folders, as one text."""
    endings = {".py", ".yml", ".sh", ".ts", ".html", ""}
    files = (path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in endings)
    return "\n".join(path.read_text(encoding="utf-8") for path in files if path.is_file())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_to_files(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    missing = [link for link in links if not link.startswith("mailto:") and not (page.parent / link).exists()]
    assert missing == []


def test_settings_that_are_named_exist() -> None:
    """A setting's variable is its prefix and the name of its field, so that the field is looked for."""
    code = text_of(*CODE).lower()
    named = {name for page in PAGES for name in SETTING.findall(page.read_text(encoding="utf-8"))}
    fields = {name: name.removeprefix("SUUNTA_").removesuffix("_FILE").lower() for name in named}
    unknown = {
        name
        for name, field in fields.items()
        if name.lower() not in code
        and not any(field.endswith(part) and re.search(rf"\b{part}\b", code) for part in tails(field))
    }
    assert unknown == set()


def tails(field: str) -> list[str]:
    """A field's name without its first words, as settings with a longer prefix have it."""
    words = field.split("_")
    return ["_".join(words[start:]) for start in range(len(words))]


def test_the_handbook_quotes_what_stands_on_the_pages() -> None:
    handbook = (ROOT / "docs" / "handbook.md").read_text(encoding="utf-8")
    shown = text_of("data/console", "data/rounds", "bot/console/templates")
    assert [quoted for quoted in SHOWN.findall(handbook) if quoted not in shown] == []


def test_the_guide_for_partners_names_tables_and_roles_of_the_code() -> None:
    guide = (ROOT / "docs" / "sharing.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| [^|]+ \| `([a-z_]+)` \|", guide, re.MULTILINE)
    assert MODULES
    assert rows
    assert set(rows) <= set(Base.metadata.tables)
    assert all(f"`{role}`" in guide for role in Role)
