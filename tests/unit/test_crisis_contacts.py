"""The crisis texts give the contacts that stand in data/facts/crisis.yml, and no other number."""

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
NUMBER = re.compile(r"\d(?:[\d ]*\d)?")


def known_numbers() -> set[str]:
    facts = yaml.safe_load((ROOT / "data" / "facts" / "crisis.yml").read_text(encoding="utf-8"))
    said = " | ".join(f"{fact['short']} | {fact['text']}" for fact in facts)
    return {number for number in NUMBER.findall(said) if len(number) >= 3}


def crisis_texts() -> list[str]:
    responses = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["responses"]
    return [
        variant["text"]
        for name, variants in responses.items()
        if name.startswith("utter_crisis_")
        for variant in variants
    ]


def test_every_crisis_text_gives_known_numbers_112_and_a_way_without_phoning() -> None:
    assert len(crisis_texts()) >= 3
    for text in crisis_texts():
        assert set(NUMBER.findall(text)) <= known_numbers(), text
        assert "112" in text
        assert "chat" in text
