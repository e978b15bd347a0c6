"""An engine dies in the middle of conversations: they go on elsewhere and have forgotten nothing."""

import aiohttp

from tests.integration.gateway.conftest import Start
from tests.integration.gateway.fakes import FakeEngine, Parts, dying
from tests.support.assistant import free_ports
from tests.support.chat import Learner


async def test_a_dead_engines_conversations_move_with_their_profile(
    start: Start, parts: Parts, session: aiohttp.ClientSession
) -> None:
    second = FakeEngine(*free_ports(1))
    await second.start()
    both = (parts.engine, second)
    for engine in both:
        engine.effects = [{"type": "profile.set", "key": "place", "value": "Oulu"}]
    urls = " ".join(f"http://127.0.0.1:{engine.port}" for engine in both)
    gateway = await start(engine_urls=urls)
    learners = [await Learner.arrive(session, gateway.url) for _ in range(12)]
    for learner in learners:
        await learner.say("asun Oulussa")
        await learner.say("etsin kurssia")
    own = [{call["sender"].rpartition("-")[0] for call in engine.calls} for engine in both]
    assert not own[0] & own[1]
    assert sum(map(len, own)) == len(learners)
    assert all(own)

    second.script.append(dying)
    for learner in learners:
        await learner.say("vielä yksi")
    await second.stop()
    for learner in learners:
        assert [message["from"] for message in await learner.say("ja taas")] == ["bot"]
    assert {call["metadata"]["profile"]["place"] for call in parts.engine.calls[-12:]} == {"Oulu"}
    async with session.get(f"{gateway.url}/readyz") as answer:
        assert answer.status == 200
        assert (await answer.json())["impaired"]["engine"].startswith("1 of 2: ")
    await parts.engine.stop()
    async with session.get(f"{gateway.url}/readyz") as answer:
        assert list((await answer.json())["sick"]) == ["engine"]
    await parts.engine.start()
