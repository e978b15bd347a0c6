"""A process killed in mid-turn: the message is answered after the restart, once."""

import asyncio

import pytest

from tests.support.assistant import Assistant, wait_until_ready
from tests.support.chat import Learner, learner_at

PROCESSES = ("engine", "actions", "backends", "gateway")


def answers_to_place(learner: Learner) -> list[str]:
    """The texts that the bot has sent after the place was told, in order."""
    told = max(message["seq"] for message in learner.messages if message["from"] == "learner")
    return [
        message["text"] for message in learner.messages if message["seq"] > told and message["from"] == "bot"
    ]


@pytest.mark.parametrize("name", PROCESSES)
async def test_a_killed_process_loses_and_doubles_nothing(name: str, assistant: Assistant) -> None:
    async with learner_at(assistant.url) as undisturbed, learner_at(assistant.url) as learner:
        for person in (undisturbed, learner):
            await person.press("Etsin koulutusta")
            await person.say("haluaisin hoitoalalle")
        await undisturbed.say("asun Oulussa")
        await learner.post({"text": "asun Oulussa"})
        assistant.kill(name)
        await asyncio.sleep(0.5)
        await wait_until_ready(assistant.url)
        await learner.hear()
        (answer,) = answers_to_place(learner)
        assert "Oulu" in answer
        assert answers_to_place(undisturbed) == [answer]
        assert learner.asking == undisturbed.asking
        seqs = [message["seq"] for message in learner.messages]
        assert len(seqs) == len(set(seqs))


async def test_with_the_engine_down_the_learner_is_told_and_answered_once(assistant: Assistant) -> None:
    async with learner_at(assistant.url) as learner:
        await learner.press("Etsin koulutusta")
        assistant.kill("engine")  # starting again takes it longer than the notice may
        await learner.post({"text": "haluaisin hoitoalalle"})
        told = await _notice_within(learner, seconds=5)
        assert told
        await wait_until_ready(assistant.url)
        heard = await learner.hear()
        assert [message["from"] for message in heard] == ["bot"]
        assert "hoitoala" in heard[0]["text"]


async def _notice_within(learner: Learner, seconds: float) -> bool:
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    while loop.time() < deadline:
        body = await learner.poll(wait=1)
        if any(message["from"] == "system" for message in body["messages"]):
            return True
    return False
