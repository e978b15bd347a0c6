"""Counsellors take over, answer, hand back: through their API, with the learner on the other side."""

import asyncio
import time
from typing import Any

import aiohttp
import pytest
from jsonschema import Draft202012Validator

from tests.integration.gateway.conftest import Gateway, Start
from tests.integration.gateway.fakes import Parts
from tests.support.chat import Learner
from tests.support.counsellor import PAIRS, Counsellor

REQUEST = {"type": "owner.request", "reason": "asked", "summary": "Etsii kurssia Oulusta"}


@pytest.fixture
async def gateway(start: Start) -> Gateway:
    """A gateway that two counsellors have tokens for."""
    return await start(counsellor_tokens=PAIRS)


@pytest.fixture
def maija(gateway: Gateway, session: aiohttp.ClientSession) -> Counsellor:
    """A counsellor."""
    return Counsellor(session, gateway.url, "maija")


@pytest.fixture
def pekka(gateway: Gateway, session: aiohttp.ClientSession) -> Counsellor:
    """Another counsellor."""
    return Counsellor(session, gateway.url, "pekka")


@pytest.fixture
async def waiting(parts: Parts, learner: Learner) -> Learner:
    """A learner who has asked for a human."""
    parts.engine.effects = [REQUEST]
    await learner.say("haluan puhua ihmisen kanssa")
    parts.engine.effects = []
    return learner


def said(learner: Learner) -> list[tuple[str, str]]:
    """Who said what since the greeting."""
    return [(message["from"], message["text"]) for message in learner.messages[2:]]


async def test_who_asks_for_a_human_stands_in_the_queue_and_is_taken_over(
    parts: Parts, waiting: Learner, maija: Counsellor
) -> None:
    (entry,) = (await maija.queue())["waiting"]
    assert (entry["conversation_id"], entry["owner"]) == (waiting.conversation_id, "waiting")
    assert (entry["why"], entry["summary"]) == ("asked", "Etsii kurssia Oulusta")
    assert 0 <= entry["waited_seconds"] < 30
    assert await maija.move(entry["conversation_id"], "claim") == (
        200,
        {"owner": "counsellor", "counsellor": "maija"},
    )
    await waiting.post({"text": "entä Kemissä"})
    queue = await maija.queue()
    assert queue["waiting"] == []
    assert [(mine["conversation_id"], mine["unanswered"]) for mine in queue["mine"]] == [
        (waiting.conversation_id, 1)
    ]
    assert (await maija.reply(waiting.conversation_id, "Kemissä alkaa kurssi."))[0] == 202
    assert (await maija.queue())["mine"][0]["unanswered"] == 0
    state = await waiting.poll()
    assert (state["owner"], state["pending"]) == ("counsellor", False)
    senders = [who for who, _ in said(waiting)]
    assert senders == ["learner", "bot", "system", "system", "learner", "counsellor"]
    assert "ihminen" in said(waiting)[3][1]
    assert len(parts.engine.calls) == 1


async def test_the_bot_answers_after_the_hand_back_what_was_left(
    parts: Parts, waiting: Learner, maija: Counsellor
) -> None:
    await maija.move(waiting.conversation_id, "claim")
    await waiting.post({"text": "vastattu"})
    await maija.reply(waiting.conversation_id, "Tähän vastasin.")
    await waiting.post({"text": "jäi auki"})
    assert (await maija.move(waiting.conversation_id, "hand-back"))[1] == {"owner": "bot", "counsellor": None}
    await waiting.hear()
    assert parts.engine.heard[1:] == ["jäi auki"]
    assert said(waiting)[-1] == ("bot", "Kuulin: jäi auki")
    assert "robotti" in said(waiting)[-2][1]


async def test_of_two_claims_at_once_one_wins(waiting: Learner, maija: Counsellor, pekka: Counsellor) -> None:
    claims = await asyncio.gather(
        *(one.move(waiting.conversation_id, "claim") for one in (maija, pekka) for _ in range(3))
    )
    winners = {body["counsellor"] for status, body in claims if status == 200}
    assert len(winners) == 1
    assert [body["error"]["code"] for status, body in claims if status == 409] == ["not_yours"] * 3
    await waiting.poll()
    assert ["ihminen" in text for _, text in said(waiting)[2:]].count(True) == 1


@pytest.mark.parametrize("act", ["messages", "release", "hand-back", "close", "transfer"])
async def test_only_the_holder_acts(act: str, waiting: Learner, maija: Counsellor, pekka: Counsellor) -> None:
    await maija.move(waiting.conversation_id, "claim")
    if act == "messages":
        status, body = await pekka.reply(waiting.conversation_id, "Minä vastaan")
    else:
        status, body = await pekka.move(waiting.conversation_id, act, to="pekka")
    assert (status, body["error"]["code"]) == (409, "not_yours")
    assert (await waiting.poll())["owner"] == "counsellor"


async def test_a_transfer_changes_the_hand_and_not_the_conversation(
    waiting: Learner, maija: Counsellor, pekka: Counsellor
) -> None:
    await maija.move(waiting.conversation_id, "claim")
    await maija.move(waiting.conversation_id, "transfer", to="pekka")
    assert (await maija.reply(waiting.conversation_id, "Vielä yksi"))[0] == 409
    assert (await pekka.reply(waiting.conversation_id, "Jatketaan tästä."))[0] == 202
    _, seen = await pekka.call("GET", f"conversations/{waiting.conversation_id}")
    assert [(change["from"], change["to"], change["who"]) for change in seen["owner_changes"]] == [
        ("bot", "waiting", "learner"),
        ("waiting", "counsellor", "maija"),
        ("counsellor", "counsellor", "maija"),
    ]
    assert seen["counsellor"] == "pekka"


async def test_a_released_conversation_waits_again_and_the_bot_helps(
    parts: Parts, waiting: Learner, maija: Counsellor, pekka: Counsellor
) -> None:
    await maija.move(waiting.conversation_id, "claim")
    await maija.move(waiting.conversation_id, "release")
    assert [entry["conversation_id"] for entry in (await pekka.queue())["waiting"]] == [
        waiting.conversation_id
    ]
    await waiting.say("oletko siellä")
    assert (waiting.owner, said(waiting)[-1]) == ("waiting", ("bot", "Kuulin: oletko siellä"))


async def test_closing_and_writing_again_loses_nothing(
    parts: Parts, waiting: Learner, maija: Counsellor
) -> None:
    await maija.move(waiting.conversation_id, "claim")
    await maija.reply(waiting.conversation_id, "Hyvää jatkoa!")
    await maija.move(waiting.conversation_id, "close")
    assert (await waiting.poll())["owner"] == "closed"
    assert (await maija.reply(waiting.conversation_id, "Vielä yksi asia"))[0] == 409
    assert (await maija.move(waiting.conversation_id, "claim"))[0] == 409
    before = said(waiting)
    await waiting.say("palasin")
    assert (waiting.owner, said(waiting)[: len(before)]) == ("bot", before)
    assert said(waiting)[len(before) :] == [("learner", "palasin"), ("bot", "Kuulin: palasin")]


async def test_an_answer_or_note_that_is_sent_again_is_stored_once(
    waiting: Learner, maija: Counsellor
) -> None:
    await maija.move(waiting.conversation_id, "claim")
    answers = [await maija.reply(waiting.conversation_id, "Hei", "sama") for _ in range(3)]
    assert [status for status, _ in answers] == [202, 200, 200]
    notes = [await maija.note(waiting.conversation_id, "Soitetaan", "sama") for _ in range(2)]
    assert [status for status, _ in notes] == [201, 200]
    await waiting.poll()
    assert said(waiting)[-1] == ("counsellor", "Hei")
    assert [who for who, _ in said(waiting)].count("counsellor") == 1
    own = await waiting.post({"client_message_id": "sama", "text": "oma"})
    assert own > answers[0][1]["seq"]


async def test_notes_are_masked_and_the_person_can_read_them(waiting: Learner, maija: Counsellor) -> None:
    _, note = await maija.note(waiting.conversation_id, "Hetu 131052-308T, puh 040 123 4567")
    assert note["text"] == "Hetu [henkilötunnus], puh [puhelinnumero]"
    async with waiting.session.get(f"{waiting.base}/export", headers=waiting.headers) as answer:
        assert [kept["text"] for kept in (await answer.json())["notes"]] == [note["text"]]


async def test_a_counsellors_own_number_reaches_the_learner_but_no_identity_code(
    waiting: Learner, maija: Counsellor
) -> None:
    await maija.move(waiting.conversation_id, "claim")
    await maija.reply(waiting.conversation_id, "Soita 040 123 4567. Tunnuksesi on 131052-308T.")
    await waiting.poll()
    assert said(waiting)[-1][1] == "Soita 040 123 4567. Tunnuksesi on [henkilötunnus]."


async def test_a_takeover_in_mid_turn_leaves_the_message_to_the_counsellor(
    parts: Parts, waiting: Learner, maija: Counsellor
) -> None:
    before = len(said(waiting))
    parts.engine.delay = 0.3
    await waiting.post({"text": "asun Oulussa"})
    await asyncio.sleep(0.1)
    await maija.move(waiting.conversation_id, "claim")
    await asyncio.sleep(0.5)
    assert (await maija.queue())["mine"][0]["unanswered"] == 1
    await waiting.poll()
    assert [who for who, _ in said(waiting)[before:]] == ["learner", "system"]


async def test_who_asked_for_nobody_is_not_there_for_counsellors(learner: Learner, maija: Counsellor) -> None:
    await learner.say("asun Oulussa")
    one = f"conversations/{learner.conversation_id}"
    assert (await maija.call("GET", one))[0] == 404
    assert (await maija.call("GET", f"{one}/messages"))[0] == 404
    for move in ("claim", "close"):
        assert (await maija.move(learner.conversation_id, move))[0] == 404
    assert (await maija.note(learner.conversation_id, "x"))[0] == 404


async def test_the_queue_wakes_who_waits_for_it(parts: Parts, learner: Learner, maija: Counsellor) -> None:
    poll = asyncio.create_task(maija.queue(wait=20))
    await asyncio.sleep(0.2)
    began = time.monotonic()
    parts.engine.effects = [REQUEST]
    await learner.say("ihminen")
    assert len((await poll)["waiting"]) == 1
    assert time.monotonic() - began < 5


async def test_strangers_and_learners_are_kept_out(
    gateway: Gateway, waiting: Learner, session: aiohttp.ClientSession
) -> None:
    for headers in ({}, waiting.headers, {"Authorization": "Bearer "}, {"Authorization": "Basic mmmm"}):
        for path in ("queue", f"conversations/{waiting.conversation_id}"):
            address = f"{gateway.url}/api/v1/counsellor/{path}"
            async with session.get(address, headers=headers) as answer:
                assert answer.status == 401
        claim = f"{gateway.url}/api/v1/counsellor/conversations/{waiting.conversation_id}/claim"
        async with session.post(claim, headers=headers, json={"why": "x"}) as answer:
            assert answer.status == 401
    assert (await waiting.poll())["owner"] == "waiting"


async def test_without_tokens_there_is_no_such_api(start: Start, session: aiohttp.ClientSession) -> None:
    gateway = await start()
    async with session.get(
        f"{gateway.url}/api/v1/counsellor/queue", headers={"Authorization": "Bearer x"}
    ) as answer:
        assert answer.status == 404


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("claim", {}, 422),
        ("claim", {"why": ""}, 422),
        ("claim", {"why": "x" * 201}, 422),
        ("claim", {"why": 5}, 422),
        ("transfer", {"why": "x", "to": "EI NÄIN"}, 422),
        ("transfer", {"why": "x", "to": "nobody"}, 422),
        ("messages", {"text": "x"}, 422),
        ("messages", {"client_message_id": "x", "text": "x" * 2001}, 413),
        ("notes", {"client_message_id": "x", "text": " "}, 422),
    ],
)
async def test_bad_input_is_refused(
    path: str, body: dict[str, Any], status: int, waiting: Learner, maija: Counsellor
) -> None:
    answered, error = await maija.call("POST", f"conversations/{waiting.conversation_id}/{path}", body)
    assert answered == status
    assert error["error"]["message"]


async def test_a_conversation_that_is_not_or_no_longer_there(waiting: Learner, maija: Counsellor) -> None:
    for path in ("nobody", "x" * 44, "%00"):
        assert (await maija.call("GET", f"conversations/{path}"))[0] == 404
    assert (await maija.move("nobody", "claim"))[0] == 404
    await waiting.session.delete(waiting.base, headers=waiting.headers)
    assert (await maija.call("GET", f"conversations/{waiting.conversation_id}"))[0] == 410
    assert (await maija.move(waiting.conversation_id, "claim"))[0] == 410
    assert (await maija.reply(waiting.conversation_id, "Hei"))[0] == 410
    assert (await maija.queue())["waiting"] == []


async def test_answers_are_as_described(waiting: Learner, maija: Counsellor) -> None:
    _, described = await maija.call("GET", "openapi.json")

    def fits(schema: str, value: Any) -> None:
        Draft202012Validator({**described, "$ref": f"#/components/schemas/{schema}"}).validate(value)

    fits("Queue", await maija.queue())
    fits("Standing", (await maija.move(waiting.conversation_id, "claim"))[1])
    fits("Note", (await maija.note(waiting.conversation_id, "Muista"))[1])
    fits("Case", (await maija.call("GET", f"conversations/{waiting.conversation_id}"))[1])
    fits("State", (await maija.call("GET", f"conversations/{waiting.conversation_id}/messages"))[1])
    fits("Error", (await maija.call("GET", "conversations/nobody"))[1])
