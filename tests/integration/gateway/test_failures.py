"""When the engine fails: nothing is lost, nothing is shown twice, and the learner is told in time."""

import asyncio
import time
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from tests.integration.gateway.conftest import Start
from tests.integration.gateway.fakes import DONE, Parts, Reply, answering, custom, dying, text
from tests.support.chat import Learner, learner_at

FAILED_TURNS: dict[str, Reply] = {
    "nothing": answering([]),
    "half a turn": answering([text("Etsin kursseja.")]),
    "no mark": answering([text("Moi"), custom(effects=[{"type": "profile.set", "key": "x", "value": 1}])]),
    "silence": answering([custom(**DONE)]),
    "an error": answering({"error": "x"}, 500),
    "no list": answering({"text": "Moi"}),
    "odd items": answering(["Moi", 5, None]),
    "odd text": answering([{"text": 5}, custom(**DONE)]),
    "odd effects": answering([text("Moi"), custom(turn="done", effects=5)]),
    "odd cards": answering([text("Moi"), custom(turn="done", cards={"a": 1})]),
    "long question": answering([text("Moi"), custom(turn="done", asking="x" * 41)]),
    "death": dying,
}


def kinds(learner: Learner) -> list[str]:
    """Who has spoken since the greeting, in order."""
    return [message["from"] for message in learner.messages[2:]]


@pytest.mark.parametrize("reply", FAILED_TURNS.values(), ids=FAILED_TURNS.keys())
async def test_a_failed_turn_is_repeated_and_nothing_of_it_shown(
    reply: Reply, parts: Parts, learner: Learner
) -> None:
    parts.engine.script.extend([reply, reply])
    answer = await learner.say("moi")
    assert [message["text"] for message in answer] == ["Kuulin: moi"]
    assert parts.engine.heard == ["moi"] * 3
    assert all(call["metadata"]["profile"] == {} for call in parts.engine.calls)


async def test_an_answer_that_is_no_json_is_repeated(parts: Parts, learner: Learner) -> None:
    async def rubbish(body: dict[str, Any]) -> web.StreamResponse:
        return web.Response(body=b"\xff{", content_type="application/json")

    parts.engine.script.append(rubbish)
    assert [message["text"] for message in await learner.say("moi")] == ["Kuulin: moi"]


async def test_with_the_engine_down_the_message_is_kept_told_and_answered_once(
    parts: Parts, watched: Learner
) -> None:
    learner = watched
    await parts.engine.stop()
    started = time.monotonic()
    await learner.post({"text": "moi"})
    await learner.poll()
    state = await learner.poll(wait=5)
    assert time.monotonic() - started < 4
    assert [message["from"] for message in state["messages"]] == ["system"]
    assert "tallessa" in state["messages"][0]["text"]
    assert state["pending"] is True
    await asyncio.sleep(0.4)
    assert (await learner.poll())["messages"] == []
    await parts.engine.start()
    answer = await learner.hear()
    assert [message["text"] for message in answer] == ["Kuulin: moi"]
    assert kinds(learner) == ["learner", "system", "bot"]
    assert (await learner.poll(wait=1))["messages"] == []


async def test_each_waiting_message_has_one_notice_and_its_answer(parts: Parts, watched: Learner) -> None:
    learner = watched
    await parts.engine.stop()
    for words in ("yksi", "kaksi"):
        await learner.post({"text": words})
    await asyncio.sleep(0.5)
    await learner.poll()
    assert kinds(learner) == ["learner", "learner", "system", "system"]
    assert "Tämäkin" in learner.messages[-1]["text"]
    await parts.engine.start()
    answer = await learner.hear()
    assert [message["text"] for message in answer] == ["Kuulin: yksi", "Kuulin: kaksi"]


async def test_a_slow_turn_has_a_notice_and_then_its_answer(start: Start, parts: Parts) -> None:
    gateway = await start(engine_timeout=5.0, notice_after=0.25)
    parts.engine.delay = 0.6
    async with learner_at(gateway.url) as learner:
        await learner.say("moi")
        assert kinds(learner) == ["learner", "system", "bot"]
        assert len(parts.engine.calls) == 1


async def test_a_turn_that_hangs_is_given_up_and_asked_again(start: Start, parts: Parts) -> None:
    gateway = await start(engine_timeout=0.2)

    async def hanging(body: dict[str, Any]) -> web.StreamResponse:
        await asyncio.sleep(30)
        return web.json_response([])

    parts.engine.script.append(hanging)
    async with learner_at(gateway.url) as learner:
        await learner.say("moi")
        assert kinds(learner)[-1] == "bot"
        assert len(parts.engine.calls) == 2


async def test_with_all_well_a_message_that_always_fails_ends_in_an_apology(
    parts: Parts, learner: Learner
) -> None:
    parts.engine.script.extend([answering([])] * 7)
    await learner.post({"text": "rikki"})
    await learner.post({"text": "ehjä"})
    await learner.hear()
    bot_side = [message for message in learner.messages[4:] if message["from"] != "learner"]
    apology = next(message for message in bot_side if message["buttons"])
    assert apology["from"] == "system"
    assert "Anteeksi" in apology["text"]
    assert [button["title"] for button in apology["buttons"]] == ["Haluan puhua ihmisen kanssa"]
    assert bot_side[-1]["text"] == "Kuulin: ehjä"
    assert parts.engine.heard == ["rikki"] * 7 + ["ehjä"]
    assert "Kuulin: rikki" not in [message["text"] for message in bot_side]
    await learner.press("Haluan puhua ihmisen kanssa")
    assert parts.engine.heard[-1] == "/request_human"


async def test_while_a_part_is_sick_no_message_is_given_up(start: Start, parts: Parts) -> None:
    gateway = await start(retry_pause=0.01)
    parts.actions.status = 503
    parts.engine.script.extend([answering([])] * 12)
    async with learner_at(gateway.url) as learner:
        await learner.say("moi")
        assert len(parts.engine.calls) == 13
        assert learner.last["text"] == "Kuulin: moi"


async def test_a_message_that_kills_the_engine_each_time_is_given_up(start: Start, parts: Parts) -> None:
    gateway = await start(retry_pause=0.01)
    parts.backends.status = 503
    parts.engine.script.extend([dying] * 10)
    async with learner_at(gateway.url) as learner:
        await learner.say("moi")
        assert "Anteeksi" in learner.last["text"]
        assert len(parts.engine.calls) == 10


async def test_readiness_names_the_sick_part(start: Start, parts: Parts, learner: Learner) -> None:
    async def ready() -> tuple[int, dict[str, Any]]:
        async with learner.session.get(f"{learner.url}/readyz") as answer:
            return answer.status, await answer.json()

    assert await ready() == (200, {"status": "ready", "impaired": {}})
    parts.backends.status = 500
    await parts.engine.stop()
    status, body = await ready()
    assert status == 503
    assert set(body["sick"]) == {"engine", "backends"}
    async with learner.session.get(f"{learner.url}/healthz") as answer:
        assert answer.status == 200


async def test_a_model_that_understands_nothing_is_not_ready(
    start: Start, parts: Parts, session: aiohttp.ClientSession
) -> None:
    parts.engine.effects = [{"type": "profile.set", "key": "dialogue", "value": {"misunderstood": 1}}]
    gateway = await start()
    async with session.get(f"{gateway.url}/readyz") as answer:
        assert answer.status == 503
        assert set((await answer.json())["sick"]) == {"model"}
