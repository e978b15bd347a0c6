"""Conversations from the greeting to the deletion, through the chat API."""

import asyncio
from typing import Any

import aiohttp
import pytest
from sqlalchemy import select

from bot.archive.stores import store_at
from bot.conversations.schema import Base
from bot.tables import PERSONAL_TABLES
from tests.integration.gateway.conftest import Arrive, Gateway
from tests.integration.gateway.fakes import Parts, answering, custom, text
from tests.support.chat import STEP, Learner


def stored(url: str) -> str:
    """Every row of every table."""
    engine = store_at(url).engine()
    with engine.connect() as connection:
        rows = [list(connection.execute(select(table))) for table in Base.metadata.sorted_tables]
    engine.dispose()
    return repr(rows)


async def test_the_greeting_says_that_it_is_a_robot_and_offers_a_human(learner: Learner) -> None:
    said = " ".join(message["text"] for message in learner.messages)
    titles = [button["title"] for message in learner.messages for button in message["buttons"]]
    assert "robotti" in said
    assert "Haluan puhua ihmisen kanssa" in titles
    assert [message["seq"] for message in learner.messages] == [1, 2]
    assert {message["from"] for message in learner.messages} == {"bot"}
    assert all("payload" not in button for message in learner.messages for button in message["buttons"])


async def test_a_source_has_an_opening_line_and_an_unknown_one_none(arrive: Arrive) -> None:
    from_library, from_nowhere = await arrive("kirjasto"), await arrive("no-such-code\ud800")
    assert "kirjasto" in from_library.messages[0]["text"]
    assert [message["text"] for message in from_library.messages[1:]] == [
        message["text"] for message in from_nowhere.messages
    ]


async def test_a_message_is_answered_in_one_order_with_its_parts(parts: Parts, learner: Learner) -> None:
    card = {"kind": "course", "title": "Kurssi", "why": "Koska", "url": "https://example.org", "sample": True}
    parts.engine.script.append(
        answering(
            [
                text("Löysin kurssin."),
                text("Mikä on tilanteesi?", ("Ohita", "/skip")),
                custom(asking="employment_status", progress={"done": 1, "of": 4}),
                custom(cards=[card], turn="done"),
            ]
        )
    )
    await learner.say("hoitoala")
    own, found, asked, cards = learner.messages[-4:]
    assert (own["from"], own["text"]) == ("learner", "hoitoala")
    assert [message["seq"] for message in learner.messages] == [1, 2, 3, 4, 5, 6]
    assert (found["text"], found["asking"], found["cards"]) == ("Löysin kurssin.", None, [])
    assert (asked["asking"], asked["progress"]) == ("employment_status", {"done": 1, "of": 4})
    assert [button["title"] for button in asked["buttons"]] == ["Ohita"]
    assert cards["cards"] == [card]
    assert all(message["at"].endswith("Z") for message in learner.messages)


async def test_a_button_sends_its_payload_and_shows_its_title(parts: Parts, learner: Learner) -> None:
    await learner.press("Etsin koulutusta")
    assert parts.engine.heard == ["/find_course"]
    assert [message["text"] for message in learner.messages if message["from"] == "learner"] == [
        "Etsin koulutusta"
    ]


async def test_a_button_of_another_conversation_is_unknown(arrive: Arrive, parts: Parts) -> None:
    one, other = await arrive(), await arrive()
    foreign = other.messages[-1]["buttons"][0]["id"]
    body = {"client_message_id": "a", "button": foreign}
    async with one.session.post(f"{one.base}/messages", json=body, headers=one.headers) as answer:
        assert answer.status == 422
        assert (await answer.json())["error"]["code"] == "unknown_button"
    await one.poll()
    assert len(one.messages) == 2
    assert parts.engine.calls == []


async def test_the_same_id_is_stored_and_answered_once(parts: Parts, learner: Learner) -> None:
    async def deliver() -> tuple[int, int]:
        body = {"client_message_id": "same-id", "text": "moi"}
        async with learner.session.post(
            f"{learner.base}/messages", json=body, headers=learner.headers
        ) as answer:
            return answer.status, (await answer.json())["seq"]

    deliveries = await asyncio.gather(*(deliver() for _ in range(12)))
    await learner.hear()
    assert sorted(status for status, _ in deliveries) == [200] * 11 + [202]
    assert {seq for _, seq in deliveries} == {3}
    assert (await deliver()) == (200, 3)
    assert parts.engine.heard == ["moi"]
    assert len(learner.messages) == 4


async def test_the_same_id_in_two_conversations_is_two_messages(arrive: Arrive, parts: Parts) -> None:
    for one in (await arrive(), await arrive()):
        await one.post({"client_message_id": "1", "text": "moi"})
        await one.hear()
    assert parts.engine.heard == ["moi", "moi"]


@pytest.mark.parametrize("call", ["GET /messages", "GET /stream", "GET /export", "POST /messages", "DELETE "])
async def test_only_the_own_token_opens_a_conversation(call: str, arrive: Arrive) -> None:
    one, other = await arrive(), await arrive()
    method, path = call.split(" ")

    async def status(headers: dict[str, str], base: str = one.base) -> int:
        body = {"client_message_id": "x", "text": "moi"} if method == "POST" else None
        async with one.session.request(method, base + path, headers=headers, json=body) as answer:
            return answer.status

    assert await status({}) == 401
    assert await status(other.headers) == 401
    assert await status({"Authorization": "Bearer "}) == 401
    assert await status({"Authorization": f"Basic {one.token}"}) == 401
    assert await status({"Authorization": "Bearer \udcff\udcfe"}) == 401
    assert await status(one.headers, f"{one.url}/api/v1/conversations/{'A' * 22}") == 404
    assert await status(one.headers, f"{one.url}/api/v1/conversations/%00%ED%A0%80") == 404
    assert await status(one.headers) < 300


async def test_the_export_holds_all_that_is_kept(parts: Parts, learner: Learner) -> None:
    parts.engine.effects = [
        {"type": "profile.set", "key": "place", "value": "Oulu"},
        {"type": "plan.add", "item": STEP},
        {"type": "consent.record", "purpose": "contact", "version": "1", "granted": True},
        {"type": "owner.request", "reason": "asked", "summary": "Etsii kurssia"},
    ]
    await learner.say("asun Oulussa, numeroni on 040 123 4567")
    async with learner.session.get(f"{learner.base}/export", headers=learner.headers) as answer:
        assert "attachment" in answer.headers["Content-Disposition"]
        exported: dict[str, Any] = await answer.json()
    assert exported["profile"] == {"place": "Oulu"}
    assert [entry["title"] for entry in exported["plan"]] == ["Kurssi"]
    assert [change["who"] for change in exported["plan_changes"]] == ["learner"]
    assert exported["consents"] == {"contact": True}
    assert [change["to"] for change in exported["owner_changes"]] == ["waiting"]
    assert exported["owner_changes"][0]["summary"] == "Etsii kurssia"
    assert exported["owner"] == "waiting"
    assert exported["messages"][2]["text"] == "asun Oulussa, numeroni on [puhelinnumero]"


async def test_after_deletion_nothing_is_left_and_nothing_comes_back(
    parts: Parts, learner: Learner, database_url: str
) -> None:
    parts.engine.delay = 0.2
    parts.engine.effects = [{"type": "profile.set", "key": "place", "value": "Oulu"}]
    await learner.post({"text": "asun Oulussa"})
    await asyncio.sleep(0.05)
    async with learner.session.delete(learner.base, headers=learner.headers) as answer:
        assert answer.status == 204
    await asyncio.sleep(0.4)
    for method, path in [("GET", "/messages"), ("GET", "/export"), ("GET", "/stream"), ("DELETE", "")]:
        async with learner.session.request(method, learner.base + path, headers=learner.headers) as answer:
            assert answer.status == 410
            assert (await answer.json())["error"]["code"] == "deleted"
    body = {"client_message_id": "y", "text": "moi"}
    async with learner.session.post(f"{learner.base}/messages", json=body, headers=learner.headers) as answer:
        assert answer.status == 410
    engine = store_at(database_url).engine()
    with engine.connect() as connection:
        for table in PERSONAL_TABLES:
            left = select(table).where(table.c.conversation_id == learner.conversation_id)
            assert list(connection.execute(left)) == [], table
    engine.dispose()


async def test_a_long_poll_of_a_deleted_conversation_ends_at_once(learner: Learner) -> None:
    async def waiting() -> int:
        address = f"{learner.base}/messages?after=2&wait=20"
        async with learner.session.get(address, headers=learner.headers) as answer:
            return answer.status

    poll = asyncio.create_task(waiting())
    await asyncio.sleep(0.1)
    async with learner.session.delete(learner.base, headers=learner.headers):
        pass
    assert await asyncio.wait_for(poll, 2) == 410


async def test_no_token_and_no_plain_text_of_personal_data_is_stored(
    learner: Learner, database_url: str
) -> None:
    await learner.say("hetuni on 131052-308T ja kissan nimi on Mirri")
    kept = stored(database_url)
    assert "Mirri" in kept
    assert "131052" not in kept
    assert learner.token not in kept


async def test_a_message_id_that_names_a_person_is_kept_as_a_hash(
    learner: Learner, database_url: str
) -> None:
    for name in ("131052-308T", "maija@kunta.fi", "FI2112345600000785"):
        assert await learner.post({"client_message_id": name, "text": "moi"}) == await learner.post(
            {"client_message_id": name, "text": "moi"}
        )
        await learner.hear()
        assert name not in stored(database_url)
    plain = "0d9f1c0e-4c34-4a5e-9d3b-7b8f6f1a2b3c"
    await learner.post({"client_message_id": plain, "text": "moi"})
    assert plain in stored(database_url)


async def test_a_filter_that_fails_keeps_nothing(
    learner: Learner, monkeypatch: pytest.MonkeyPatch, database_url: str
) -> None:
    def broken(_: str) -> None:
        raise RuntimeError("Mirri")

    monkeypatch.setattr("bot.conversations.masked.mask", broken)
    body = {"client_message_id": "x", "text": "kissan nimi on Mirri"}
    async with learner.session.post(f"{learner.base}/messages", json=body, headers=learner.headers) as answer:
        assert answer.status == 503
        assert answer.headers["Retry-After"]
        assert "Yritä" in (await answer.json())["error"]["message"]
    await learner.poll()
    assert len(learner.messages) == 2
    assert "Mirri" not in stored(database_url)


async def test_twenty_learners_at_once_each_get_their_own_answers(gateway: Gateway, parts: Parts) -> None:
    parts.engine.delay = 0.02

    async def one(number: int) -> None:
        async with aiohttp.ClientSession() as session:
            learner = await Learner.arrive(session, gateway.url)
            for turn in range(4):
                answer = await learner.say(f"viesti {number}.{turn}")
                assert [message["text"] for message in answer] == [f"Kuulin: viesti {number}.{turn}"]
            assert [message["seq"] for message in learner.messages] == list(range(1, 11))

    await asyncio.gather(*(one(number) for number in range(20)))
    assert parts.engine.overlaps == 0
    assert len(parts.engine.calls) == 80
