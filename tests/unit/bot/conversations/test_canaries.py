"""Canaries name a model that understands nothing, and let a busy or absent engine be."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.conversations import canaries
from bot.conversations.answers import Answer, BotMessage, EngineFailure, FailureKind
from bot.conversations.canaries import Canaries, read_canaries

DATA = Path(__file__).resolve().parents[4] / "data"
UNDERSTOOD = Answer((BotMessage("Moi"),), ())
LOST = Answer((BotMessage("En ymmärtänyt"),), ({"key": "dialogue", "value": {"misunderstood": 1}},))


class Engine:
    """Gives one answer to everything."""

    def __init__(self, answer: Answer | EngineFailure, seconds: float = 0) -> None:
        self.answer = answer
        self.seconds = seconds
        self.asked: list[str] = []

    async def ask(self, sender: str, message: str, metadata: Mapping[str, Any]) -> Answer | EngineFailure:
        assert sender.startswith("canary")
        self.asked.append(message)
        await asyncio.sleep(self.seconds)
        return self.answer


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (UNDERSTOOD, {}),
        (LOST, {"engine": "does not understand 'Moi'"}),
        (EngineFailure(FailureKind.ANSWERED, "the turn is not whole"), {"engine": "the turn is not whole"}),
        (EngineFailure(FailureKind.UNREACHABLE, "refused"), {}),
        (EngineFailure(FailureKind.BROKEN, "reset"), {}),
    ],
)
async def test_what_is_wrong_is_named(answer: Answer | EngineFailure, fault: dict[str, str]) -> None:
    assert await Canaries({"engine": Engine(answer)}, ["Moi"]).faults() == fault


async def test_a_model_that_understood_is_not_asked_at_every_look() -> None:
    engine = Engine(UNDERSTOOD)
    known = Canaries({"engine": engine}, ["Moi", "Kiitos"])
    for _ in range(5):
        assert await known.faults() == {}
    assert engine.asked == ["Moi", "Kiitos"]


async def test_a_new_model_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(canaries, "SICK_SECONDS", -1.0)
    engine = Engine(LOST)
    known = Canaries({"engine": engine}, ["Moi"])
    assert await known.faults()
    engine.answer = UNDERSTOOD
    assert await known.faults() == {}


async def test_an_engine_that_is_busy_is_not_called_sick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(canaries, "LONGEST_SECONDS", 0.02)
    assert await Canaries({"engine": Engine(LOST, seconds=5)}, ["Moi"]).faults() == {}


async def test_of_several_only_the_sick_one_is_named() -> None:
    both = Canaries({"engine": Engine(UNDERSTOOD), "engine-2": Engine(LOST)}, ["Moi"])
    assert list(await both.faults()) == ["engine-2"]


def test_the_sentences_are_there() -> None:
    assert read_canaries(DATA)
