"""The committed build of the widget fits its sources and its budget, and its texts exist. Needs no Node."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "web"
CONFIG = [
    "../data/widget/before_texts.json",
    "package-lock.json",
    "package.json",
    "tsconfig.json",
    "vite.config.ts",
]
BUDGET = 15_000
CONTACT_BUDGET = 4_000
REBUILD = "web/dist is stale: run `make widget` (Node 20) and commit web/dist"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def source_hash() -> str:
    """Compute what web/vite.config.ts writes: a hash over path and content hash of each input, by path."""
    sources = [path.relative_to(WEB).as_posix() for path in (WEB / "src").rglob("*") if path.is_file()]
    lines = [f"{path} {sha256((WEB / path).read_bytes())}\n" for path in sorted([*CONFIG, *sources])]
    return sha256("".join(lines).encode())


def texts(language: str) -> dict[str, str]:
    loaded: dict[str, str] = yaml.safe_load(
        (ROOT / "data" / "widget" / f"{language}.yml").read_text(encoding="utf-8")
    )
    return loaded


def keys_in_code() -> set[str]:
    """Return the keys of the TextKey type; the compiler refuses any other key in a call."""
    return set(
        re.findall(r'^  \| "(\w+)"', (WEB / "src" / "texts.ts").read_text(encoding="utf-8"), re.MULTILINE)
    )


@pytest.fixture(scope="module")
def record() -> dict[str, str | int]:
    loaded: dict[str, str | int] = json.loads((WEB / "dist" / "build.json").read_text(encoding="utf-8"))
    return loaded


def test_build_is_of_these_sources(record: dict[str, str | int]) -> None:
    assert record["source_sha256"] == source_hash(), REBUILD


def test_built_file_is_the_one_recorded(record: dict[str, str | int]) -> None:
    built = (WEB / "dist" / "suunta-widget.js").read_bytes()
    assert record["widget_sha256"] == sha256(built), REBUILD
    assert record["bytes"] == len(built)


def test_the_contact_form_is_the_one_recorded_and_small(record: dict[str, str | int]) -> None:
    built = (WEB / "dist" / "suunta-contact.js").read_bytes()
    assert record["contact_sha256"] == sha256(built), REBUILD
    assert len(gzip.compress(built, compresslevel=9)) <= CONTACT_BUDGET


def test_widget_keeps_its_budget() -> None:
    built = (WEB / "dist" / "suunta-widget.js").read_bytes()
    assert len(gzip.compress(built, compresslevel=9)) <= BUDGET


def test_every_text_exists_and_is_used() -> None:
    assert len(keys_in_code()) > 50
    assert set(texts("fi")) == keys_in_code()


def test_texts_are_filled_with_the_same_names_everywhere() -> None:
    names = {"composer_count": {"length", "max"}, "composer_too_long": {"length", "max"}}
    names |= {"move_write": {"code", "number"}}
    names |= {"progress_value": {"done", "of"}, "card_link_label": {"title"}, "file_heading": {"date"}}
    for key, text in texts("fi").items():
        assert set(re.findall(r"\{(\w+)\}", text)) == names.get(key, set()), key


def test_link_label_begins_with_what_is_seen() -> None:
    assert texts("fi")["card_link_label"].startswith(texts("fi")["card_link"])


def test_texts_before_the_gateway_answers_are_known_keys() -> None:
    before = json.loads((ROOT / "data" / "widget" / "before_texts.json").read_text(encoding="utf-8"))
    assert set(before) <= keys_in_code()


def test_sentences_are_short() -> None:
    for key, text in texts("fi").items():
        for sentence in re.split(r"(?<=[.!?])\s", text):
            assert len(sentence.split()) <= 12, (key, sentence)


def test_sources_write_markup_only_through_templates() -> None:
    for path in (WEB / "src").rglob("*.ts"):
        found = re.findall(
            r"innerHTML|outerHTML|unsafeHTML|insertAdjacentHTML|document\.write", path.read_text("utf-8")
        )
        assert found == [], path
