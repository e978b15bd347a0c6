"""From the widget to a channel and back, by a one-time code; and a human who answers by the channel."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select

from bot.conversations.ownership import Move
from bot.conversations.schema import FIRST_ORGANISATION, Conversation
from bot.guided.service import Actor
from bot.keys import COUNSELLING, DATABASE
from tests.integration.gateway.channels.conftest import Line
from tests.integration.gateway.fakes import Parts
from tests.support.chat import Learner

MAIJA = Actor("maija.k", FIRST_ORGANISATION)


async def _code(learner: Learner) -> dict[str, Any]:
    async with learner.session.post(f"{learner.base}/channel-codes", headers=learner.headers) as answer:
        assert answer.status == 201
        body: dict[str, Any] = await answer.json()
        return body


async def test_a_widget_conversation_goes_on_in_the_channel(line: Line, parts: Parts) -> None:
    learner = await Learner.arrive(line.phone.session, line.gateway.url)
    await learner.say("aloitin selaimessa")
    made = await _code(learner)
    assert [way["channel"] for way in made["ways"]] == [line.provider.name]
    await line.phone.do("start", 1, code=str(made["code"]))
    if line.provider.name == "messenger":
        await line.phone.do("text", 2, text=str(made["code"]))
    await line.phone.until("Jatketaan keskustelua täällä")
    await line.phone.do("text", 3, text="jatkan tässä")
    await line.phone.until("Kuulin: jatkan tässä")
    assert not any("aloitin selaimessa" in text for text in line.provider.texts)
    assert len({call["sender"].rsplit("-", 1)[0] for call in parts.engine.calls}) == 1
    await learner.hear()
    assert "jatkan tässä" in [message["text"] for message in learner.messages]


async def test_a_code_works_once(line: Line) -> None:
    learner = await Learner.arrive(line.phone.session, line.gateway.url)
    code = str((await _code(learner))["code"])
    await line.phone.do("text", 1, text=f"liity {code.lower()}")
    await line.phone.until("Jatketaan keskustelua täällä")
    other = line.other(line.phone.address[:-1] + "8")
    await other.do("text", 2, text=code)
    await other.until("ei ole voimassa")


async def test_back_to_a_browser_with_a_new_token(line: Line) -> None:
    await line.phone.do("text", 1, text="moi")
    await line.phone.until("Kuulin: moi")
    await line.phone.do("text", 2, text="Verkko")
    texts = await line.phone.until("/chat#")
    code = next(text for text in texts if "/chat#" in text).rpartition("#")[2].strip()
    url = f"{line.gateway.url}/api/v1/channel-codes/use"
    async with line.phone.session.post(url, json={"code": code}) as answer:
        assert answer.status == 201
        opened = await answer.json()
    learner = Learner(line.phone.session, line.gateway.url, opened["conversation_id"], opened["token"])
    assert "moi" in [message["text"] for message in (await learner.poll())["messages"]]
    async with line.phone.session.post(url, json={"code": code}) as answer:
        assert answer.status == 404


async def test_what_was_open_with_the_old_token_hears_nothing_more(telegram: Line) -> None:
    session, url = telegram.phone.session, telegram.gateway.url
    old = await Learner.arrive(session, url)
    code = str((await _code(old))["code"])
    poll = asyncio.create_task(old.poll(wait=20))
    async with session.get(f"{old.base}/stream?after=2", headers=old.headers) as stream:
        await asyncio.sleep(0.1)
        async with session.post(f"{url}/api/v1/channel-codes/use", json={"code": code}) as answer:
            opened = await answer.json()
        new = Learner(session, url, opened["conversation_id"], opened["token"])
        await new.say("tämä on minun")
        assert await asyncio.wait_for(stream.content.read(), 5) == b""
    with pytest.raises(AssertionError, match="unauthorized"):
        await asyncio.wait_for(poll, 5)


async def test_the_widget_opens_the_link_of_a_channel_once(telegram: Line) -> None:
    await telegram.phone.do("text", 1, text="moi")
    await telegram.phone.until("Kuulin: moi")
    await telegram.phone.do("text", 2, text="Verkko")
    texts = await telegram.phone.until("/chat#")
    code = next(text for text in texts if "/chat#" in text).rpartition("#")[2].strip()
    learner = await Learner.arrive(telegram.phone.session, telegram.gateway.url, source=code)
    assert "moi" in [message["text"] for message in learner.messages]
    await learner.say("nyt selaimessa")
    await telegram.phone.until("Kuulin: nyt selaimessa")
    stranger = await Learner.arrive(telegram.phone.session, telegram.gateway.url, source=code)
    assert stranger.conversation_id != learner.conversation_id
    assert "moi" not in [message["text"] for message in stranger.messages]


async def test_the_earlier_token_ends(telegram: Line) -> None:
    learner = await Learner.arrive(telegram.phone.session, telegram.gateway.url)
    code = str((await _code(learner))["code"])
    url = f"{telegram.gateway.url}/api/v1/channel-codes/use"
    async with telegram.phone.session.post(url, json={"code": code}) as answer:
        assert answer.status == 201
    async with learner.session.get(f"{learner.base}/messages", headers=learner.headers) as answer:
        assert answer.status == 401


@pytest.mark.parametrize("code", ["", "x", "2345-678", None, 5, "A" * 5000])
async def test_what_is_no_code_is_refused(telegram: Line, code: object) -> None:
    url = f"{telegram.gateway.url}/api/v1/channel-codes/use"
    async with telegram.phone.session.post(url, json={"code": code}) as answer:
        assert answer.status == 422


async def test_guesses_are_limited(telegram: Line) -> None:
    url = f"{telegram.gateway.url}/api/v1/channel-codes/use"
    statuses = []
    for _ in range(12):
        async with telegram.phone.session.post(url, json={"code": "2345-6789"}) as answer:
            statuses.append(answer.status)
    assert statuses == [404] * 10 + [429] * 2


async def test_a_human_answers_by_the_same_channel_and_the_bot_is_silent(line: Line, parts: Parts) -> None:
    await line.phone.do("text", 1, text="moi")
    await line.phone.until("Kuulin: moi")
    sender = parts.engine.calls[0]["sender"]
    async with line.gateway.app[DATABASE].reading() as session:
        conversation_id = str(await session.scalar(select(Conversation.id)))
    counselling = line.gateway.app[COUNSELLING]
    await line.gateway.desk.move_owner(conversation_id, Move.REQUEST, who="learner", why="asked")
    await counselling.claim(conversation_id, MAIJA, "jonosta")
    await line.phone.until("Nyt sinulle vastaa ihminen")
    await line.phone.do("text", 2, text="kuka siellä")
    await counselling.reply(conversation_id, MAIJA, "r1", "Maija tässä, hei!")
    await line.phone.until("Maija tässä, hei!")
    assert [call["message"] for call in parts.engine.calls if call["sender"] == sender] == ["moi"]
