"""The committed build of the console fits its sources; nothing comes from elsewhere. Needs no Node."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from bot.console.assets import files
from bot.console.rendering import HEADERS, TEMPLATES, environment
from bot.console.texts import Words, read_console_texts

INPUTS = ["package-lock.json", "package.json", "tsconfig.json", "vite.console.config.ts"]
REBUILD = "web/dist/console is stale: run `make widget` (Node 20) and commit web/dist"
WORDS = re.compile(r"\bt((?:\.[a-z_]+)+)")
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|<style|\son[a-z]+=|\sstyle=|javascript:|hx-on|hx-vals=.js:", re.IGNORECASE
)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_build_is_of_these_sources(root: Path) -> None:
    web = root / "web"
    sources = [path.relative_to(web).as_posix() for path in (web / "console").iterdir()]
    lines = [f"{path} {sha256(web / path)}\n" for path in sorted([*INPUTS, *sources])]
    record = json.loads((web / "dist" / "console" / "build.json").read_text(encoding="utf-8"))
    assert record["source_sha256"] == hashlib.sha256("".join(lines).encode()).hexdigest(), REBUILD
    for name, digest in record["files"].items():
        assert sha256(web / "dist" / "console" / name) == digest, f"{name}: {REBUILD}"


def test_everything_that_a_page_loads_is_ours(root: Path) -> None:
    base = (TEMPLATES / "base.html").read_text(encoding="utf-8")
    loaded = re.findall(r'(?:src|href)="(/console/static/[^"]+)"', base)
    assert {name.rsplit("/", 1)[1] for name in loaded} <= set(files())
    for path in (root / "bot" / "console" / "static").glob("*.css"):
        assert "http" not in re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert {"htmx.min.js", "console.js", "tokens.css", "LICENCES.txt"} <= set(files())


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_a_template_is_sound_and_has_nothing_inline(path: Path, root: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not INLINE.findall(source)
    assert "|safe" not in source
    environment().get_template(path.relative_to(TEMPLATES).as_posix())
    texts = read_console_texts(root / "data")["fi"]
    for names in WORDS.findall(source):
        found: object = texts
        for name in names.removeprefix(".").split("."):
            if not isinstance(found, Words) or name == "get":
                break
            found = getattr(found, name)


def test_the_policy_lets_nothing_in_from_elsewhere_and_nothing_inline() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert policy.startswith("default-src 'none'")


def test_htmx_evaluates_nothing(root: Path) -> None:
    base = (TEMPLATES / "base.html").read_text(encoding="utf-8")
    found = re.search(r"name=\"htmx-config\" content='([^']+)'", base)
    assert found
    config = json.loads(found.group(1))
    assert config["allowEval"] is False
    assert config["includeIndicatorStyles"] is False
    assert config["selfRequestsOnly"] is True
