"""A conversation stays on its engine; only those of a dead one move, and they come back to it."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversations.answers import Answer, BotMessage, EngineFailure, FailureKind
from bot.conversations.shards import Shards

WELL = Answer((BotMessage("Moi"),), ())
GONE = EngineFailure(FailureKind.UNREACHABLE, "ClientConnectorError")
DIED = EngineFailure(FailureKind.BROKEN, "ServerDisconnectedError")
ODD = EngineFailure(FailureKind.ANSWERED, "status 500")


class FakeEngine:
    """Answers what it is told to, and counts."""

    def __init__(self) -> None:
        self.answer: Answer | EngineFailure = WELL
        self.heard: list[str] = []

    async def ask(self, sender: str, message: str, metadata: Mapping[str, Any]) -> Answer | EngineFailure:
        """Note who asked."""
        self.heard.append(sender)
        return self.answer


@pytest.fixture
def engines() -> dict[str, FakeEngine]:
    """Three engines, all well."""
    return {name: FakeEngine() for name in ("engine", "engine-2", "engine-3")}


def asked(engines: dict[str, FakeEngine]) -> list[str]:
    """Which engines were asked since the last look."""
    names = [name for name, engine in engines.items() for _ in engine.heard]
    for engine in engines.values():
        engine.heard.clear()
    return names


async def test_a_conversation_stays_where_it_is_also_in_a_new_session(engines: dict[str, FakeEngine]) -> None:
    shards = Shards(engines)
    for turn in range(200):
        assert await shards.ask(f"a-b_c-{turn // 50}", "moi", {}) is WELL
    assert len(set(asked(engines))) == 1


async def test_conversations_are_spread(engines: dict[str, FakeEngine]) -> None:
    shards = Shards(engines)
    for number in range(600):
        await shards.ask(f"c{number}-0", "moi", {})
    assert min(Counter(asked(engines)).values()) > 140


async def test_only_the_conversations_of_a_dead_engine_move_and_come_back(
    engines: dict[str, FakeEngine],
) -> None:
    shards = Shards(engines, away_seconds=0.0)
    names = [f"c{number}-0" for number in range(60)]
    own = {name: shards.order(name)[0] for name in names}
    engines["engine-2"].answer = GONE
    for name in names:
        assert await shards.ask(name, "moi", {}) is WELL
        expected = {own[name]} if own[name] != "engine-2" else set(shards.order(name)[:2])
        assert set(asked(engines)) == expected
    engines["engine-2"].answer = WELL
    assert {name: shards.order(name)[0] for name in names} == own


async def test_an_engine_that_failed_is_left_alone_for_a_while(engines: dict[str, FakeEngine]) -> None:
    shards = Shards(engines, away_seconds=60)
    own = shards.order("c-0")[0]
    engines[own].answer = GONE
    await shards.ask("c-0", "moi", {})
    assert asked(engines)[0:2].count(own) <= 1
    await shards.ask("c-0", "moi", {})
    assert own not in asked(engines)


@pytest.mark.parametrize("failure", [DIED, ODD])
async def test_a_message_that_kills_engines_kills_one_at_a_time(
    failure: EngineFailure, engines: dict[str, FakeEngine]
) -> None:
    shards = Shards(engines)
    for engine in engines.values():
        engine.answer = failure
    tried = []
    for _ in range(3):
        assert await shards.ask("c-0", "moi", {}) is failure
        tried += asked(engines)
    assert sorted(tried) == sorted(engines)


async def test_with_all_away_the_own_one_is_tried_still(engines: dict[str, FakeEngine]) -> None:
    shards = Shards(engines)
    for engine in engines.values():
        engine.answer = GONE
    assert await shards.ask("c-0", "moi", {}) is GONE
    assert len(asked(engines)) == 3
    for engine in engines.values():
        engine.answer = WELL
    assert await shards.ask("c-0", "moi", {}) is WELL
    assert len(asked(engines)) == 1


@given(st.text(max_size=20), st.integers(1, 8))
def test_every_engine_has_its_place_in_every_order(conversation: str, count: int) -> None:
    names = [f"engine-{number}" for number in range(count)]
    shards = Shards({name: FakeEngine() for name in names}, away_seconds=0)
    shards._is_away = lambda name: False  # type: ignore[method-assign]
    assert sorted(shards.order(f"{conversation}-1")) == sorted(names)
