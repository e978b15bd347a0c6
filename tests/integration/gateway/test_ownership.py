"""Who has the word: the bot never speaks after a takeover, and nothing that a learner writes is lost."""

import asyncio

from sqlalchemy import update

from bot.conversations.journal import HELD, PENDING
from bot.conversations.ownership import Move
from bot.conversations.schema import Message
from bot.keys import DATABASE, TURNS
from tests.integration.gateway.conftest import Gateway, Start
from tests.integration.gateway.fakes import Parts, answering
from tests.support.chat import Learner, learner_at


async def move(gateway: Gateway, learner: Learner, step: Move) -> str:
    """A counsellor changes the owner."""
    return await gateway.desk.move_owner(learner.conversation_id, step, who="ohjaaja-1", why="test")


def speakers(learner: Learner) -> list[str]:
    """Who has spoken since the greeting, in order."""
    return [message["from"] for message in learner.messages[2:]]


async def test_a_takeover_in_mid_turn_silences_the_answer_and_its_effects(
    gateway: Gateway, parts: Parts, learner: Learner
) -> None:
    parts.engine.delay = 0.3
    parts.engine.effects = [{"type": "profile.set", "key": "place", "value": "Oulu"}]
    await learner.post({"text": "asun Oulussa"})
    await asyncio.sleep(0.1)
    await move(gateway, learner, Move.CLAIM)
    await asyncio.sleep(0.5)
    state = await learner.poll()
    assert (state["owner"], state["pending"]) == ("counsellor", False)
    assert speakers(learner) == ["learner"]
    async with learner.session.get(f"{learner.base}/export", headers=learner.headers) as answer:
        assert (await answer.json())["profile"] == {}


async def test_with_a_counsellor_the_engine_is_not_asked(
    gateway: Gateway, parts: Parts, learner: Learner
) -> None:
    await move(gateway, learner, Move.CLAIM)
    await learner.post({"text": "oletko ihminen"})
    await asyncio.sleep(0.2)
    state = await learner.poll()
    assert (state["pending"], parts.engine.calls) == (False, [])
    assert speakers(learner) == ["learner"]
    await move(gateway, learner, Move.HAND_BACK)
    await learner.hear()
    await learner.say("kiitos")
    assert parts.engine.heard == ["oletko ihminen", "kiitos"]  # what nobody answered, the bot does
    assert speakers(learner) == ["learner", "bot", "learner", "bot"]


async def test_a_message_that_was_left_pending_is_not_asked_after_a_takeover(
    gateway: Gateway, parts: Parts, learner: Learner
) -> None:
    await move(gateway, learner, Move.CLAIM)
    await learner.post({"text": "oletko ihminen"})
    async with gateway.app[DATABASE].writing() as session:
        await session.execute(update(Message).where(Message.turn == HELD).values(turn=PENDING))
    gateway.app[TURNS].kick(learner.conversation_id)
    await asyncio.sleep(0.3)
    assert parts.engine.calls == []


async def test_a_takeover_while_the_engine_is_down_brings_no_notice(
    gateway: Gateway, parts: Parts, learner: Learner, watched: Learner
) -> None:
    await parts.engine.stop()
    await watched.post({"text": "moi"})
    await move(gateway, watched, Move.CLAIM)
    await asyncio.sleep(0.5)
    await watched.poll()
    assert speakers(watched) == ["learner"]


async def test_a_request_for_a_human_leaves_the_bot_at_work(parts: Parts, learner: Learner) -> None:
    parts.engine.effects = [{"type": "owner.request", "reason": "asked", "summary": "Etsii kurssia"}]
    await learner.say("haluan puhua ihmisen kanssa")
    assert learner.owner == "waiting"
    await learner.say("vieläkö kestää")
    assert learner.owner == "waiting"
    assert speakers(learner) == ["learner", "bot", "system", "learner", "bot"]


async def test_writing_to_a_closed_conversation_opens_it_again(
    gateway: Gateway, parts: Parts, learner: Learner
) -> None:
    await move(gateway, learner, Move.CLOSE)
    assert (await learner.poll())["owner"] == "closed"
    await learner.say("vielä yksi asia")
    assert learner.owner == "bot"
    assert speakers(learner) == ["learner", "bot"]
    async with learner.session.get(f"{learner.base}/export", headers=learner.headers) as answer:
        changes = (await answer.json())["owner_changes"]
    assert [(change["from"], change["to"], change["who"]) for change in changes] == [
        ("bot", "closed", "ohjaaja-1"),
        ("closed", "bot", "learner"),
    ]


async def test_after_a_takeover_a_failing_turn_is_not_tried_again(start: Start, parts: Parts) -> None:
    gateway = await start(retry_pause=0.2)
    parts.engine.script.extend([answering([])] * 20)
    async with learner_at(gateway.url) as learner:
        await learner.post({"text": "moi"})
        await asyncio.sleep(0.1)
        await move(gateway, learner, Move.CLAIM)
        await asyncio.sleep(0.5)
        assert (await learner.poll())["pending"] is False
        assert speakers(learner) == ["learner"]
    assert parts.engine.heard == ["moi"]
