"""The gateway's own texts: the repository's are whole and plain, and wrong ones are refused by name."""

import ast
import re
from pathlib import Path

import pytest
import yaml

from bot.texts import ERROR_CODES, TextsError, read_notices, read_welcome, read_widget_texts

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / "data"
SOURCES = {
    "kahvila",
    "kirjasto",
    "tyottomien-yhdistys",
    "vastaanottokeskus",
    "messut",
    "tyopaikka",
    "ohjaaja",
}


def test_the_first_messages_say_what_they_must() -> None:
    welcome = read_welcome(DATA)
    said = " ".join(message.text for message in welcome.messages)
    for words in ("robotti", "ei ole pakko", "muutaman minuutin", "Ihmisen"):
        assert words in said
    payloads = [button.payload for message in welcome.messages for button in message.buttons]
    assert payloads[-1] == "/request_human"
    assert set(welcome.sources) == SOURCES


def test_an_unknown_source_counts_as_none() -> None:
    welcome = read_welcome(DATA)
    assert welcome.for_source("no-such") == welcome.for_source(None) == welcome.messages
    assert welcome.for_source("messut")[1:] == welcome.messages


def test_every_payload_is_an_intent_of_the_domain() -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    notices, welcome = read_notices(DATA), read_welcome(DATA)
    messages = [*welcome.messages, notices.waiting, notices.still_waiting, notices.failed]
    for message in messages:
        for button in message.buttons:
            assert button.payload.lstrip("/").split("{")[0] in domain["intents"]


def test_every_code_in_the_code_has_its_sentence_and_the_other_way_round() -> None:
    used = set()
    for path in (ROOT / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in ERROR_CODES and path.name != "texts.py":
                used.add(node.value)
    assert used == ERROR_CODES
    assert set(read_notices(DATA).errors) == ERROR_CODES


def test_sentences_are_short() -> None:
    notices, welcome = read_notices(DATA), read_welcome(DATA)
    texts = [*notices.errors.values(), *welcome.sources.values(), *(m.text for m in welcome.messages)]
    texts += [notices.waiting.text, notices.still_waiting.text, notices.failed.text]
    for text in texts:
        for sentence in re.split(r"(?<=[.!?])\s", text):
            assert len(sentence.split()) <= 12, sentence


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("messages: []\nsources: {}", "messages"),
        ("messages: [{text: Moi, buttons: [{title: A, payload: restart}]}]\nsources: {}", "payload"),
        ("messages: [{text: Moi, colour: red}]\nsources: {}", "colour"),
        ("messages: [{text: Moi}]", "sources"),
        ("messages: [", "YAML"),
    ],
)
def test_a_wrong_file_is_refused_by_its_place(text: str, place: str, tmp_path: Path) -> None:
    (tmp_path / "welcome.yml").write_text(text, encoding="utf-8")
    with pytest.raises(TextsError, match=r"welcome\.yml") as caught:
        read_welcome(tmp_path)
    assert place in str(caught.value)


def test_a_missing_sentence_is_named(tmp_path: Path) -> None:
    whole = yaml.safe_load((DATA / "notices.yml").read_text(encoding="utf-8"))
    del whole["errors"]["deleted"]
    (tmp_path / "notices.yml").write_text(yaml.safe_dump(whole), encoding="utf-8")
    with pytest.raises(TextsError, match="deleted"):
        read_notices(tmp_path)


def test_a_file_that_is_away_or_no_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(TextsError, match=r"welcome\.yml"):
        read_welcome(tmp_path)
    (tmp_path / "welcome.yml").write_bytes(b"\xff\xfe")
    with pytest.raises(TextsError, match=r"welcome\.yml"):
        read_welcome(tmp_path)


@pytest.mark.parametrize("language", ["xx", "", "../fi", "fi/../fi", "FI", "f\x00", "a" * 5_000, "ä" * 200])
def test_a_language_without_texts_gets_the_finnish_ones(language: str) -> None:
    assert read_widget_texts(DATA, language) == read_widget_texts(DATA, "fi")
