"""Turns: what the engine is told, in what order, and what its answers change."""

import asyncio
from typing import Any

import pytest

from tests.integration.gateway.conftest import Arrive, Start
from tests.integration.gateway.fakes import Parts, answering, custom, dying, echo, text
from tests.support.chat import STEP, Learner


async def test_two_messages_at_once_are_two_turns_one_after_the_other(parts: Parts, learner: Learner) -> None:
    parts.engine.delay = 0.1
    first, second = await asyncio.gather(learner.post({"text": "yksi"}), learner.post({"text": "kaksi"}))
    await learner.hear()
    assert {first, second} == {3, 4}
    assert parts.engine.overlaps == 0
    own = [message["text"] for message in learner.messages if message["from"] == "learner"]
    answers = [message["text"] for message in learner.messages[2:] if message["from"] == "bot"]
    assert answers == [f"Kuulin: {words}" for words in own]
    assert [message["seq"] for message in learner.messages] == [1, 2, 3, 4, 5, 6]


async def test_the_engine_is_told_what_it_needs_and_not_who_it_is(parts: Parts, arrive: Arrive) -> None:
    learner = await arrive("kirjasto")
    parts.engine.effects = [
        {"type": "profile.set", "key": "place", "value": {"value": "Oulu"}},
        {"type": "consent.record", "purpose": "contact", "version": "2", "granted": True},
    ]
    await learner.say("asun Oulussa")
    parts.engine.effects = [
        {"type": "consent.record", "purpose": "contact", "version": "2", "granted": False},
        {"type": "profile.set", "key": "field", "value": "hoitoala"},
        {"type": "profile.delete", "key": "place"},
    ]
    await learner.say("vaihdoin mieltä")
    await learner.say("moi")
    first, second, third = parts.engine.calls
    assert first["metadata"]["profile"] == {}
    assert second["metadata"]["profile"] == {"place": {"value": "Oulu"}}
    assert second["metadata"]["consents"] == {"contact": True}
    assert third["metadata"]["profile"] == {"field": "hoitoala"}
    assert third["metadata"]["consents"] == {"contact": False}
    assert {call["sender"] for call in parts.engine.calls} == {first["sender"]}
    assert len({call["metadata"]["message_id"] for call in parts.engine.calls}) == 3
    assert (first["metadata"]["channel"], first["metadata"]["language"]) == ("web", "fi")
    assert first["metadata"]["source"] == "kirjasto"
    assert learner.conversation_id not in str(parts.engine.calls)
    assert learner.token not in str(parts.engine.calls)


async def test_a_repeated_turn_has_the_same_id_and_one_effect(parts: Parts, learner: Learner) -> None:
    parts.engine.effects = [{"type": "plan.add", "item": STEP}]
    parts.engine.script.extend([dying, answering([text("puolet")])])
    await learner.say("tallenna")
    assert len({call["metadata"]["message_id"] for call in parts.engine.calls}) == 1
    assert len(parts.engine.calls) == 3
    async with learner.session.get(f"{learner.base}/export", headers=learner.headers) as answer:
        assert [entry["title"] for entry in (await answer.json())["plan"]] == ["Kurssi"]


async def test_a_profile_can_be_cleared_in_the_turn_that_fills_it_again(
    parts: Parts, learner: Learner
) -> None:
    parts.engine.effects = [{"type": "profile.set", "key": "place", "value": "Oulu"}]
    await learner.say("asun Oulussa")
    parts.engine.effects = [
        {"type": "profile.clear"},
        {"type": "profile.set", "key": "dialogue", "value": {"asking": "field"}},
    ]
    await learner.say("alusta")
    await learner.say("moi")
    assert parts.engine.calls[-1]["metadata"]["profile"] == {"dialogue": {"asking": "field"}}


@pytest.mark.parametrize(
    "effect",
    [
        {"type": "from.the.future", "x": 1},
        {"type": "profile.set", "key": "place"},
        {"type": "plan.add", "item": "not an object"},
        {"type": "plan.add", "item": 5},
        {"type": ["odd"]},
        {},
    ],
)
async def test_an_effect_that_is_not_understood_is_left_out(
    effect: dict[str, Any], parts: Parts, learner: Learner
) -> None:
    parts.engine.effects = [effect, {"type": "profile.set", "key": "place", "value": "Oulu"}]
    await learner.say("moi")
    await learner.say("moi taas")
    assert parts.engine.calls[-1]["metadata"]["profile"] == {"place": "Oulu"}


async def test_the_engines_session_is_rolled(
    parts: Parts, learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.conversations.question.ROLL_TURNS", 2)
    for number in range(5):
        await learner.say(str(number))
    rolls = [call["sender"].rsplit("-", 1) for call in parts.engine.calls]
    assert [number for _, number in rolls] == ["0", "0", "1", "1", "2"]
    assert len({pseudonym for pseudonym, _ in rolls}) == 1


@pytest.mark.parametrize(
    "typed",
    [
        "/restart",
        "  /restart",
        '/inform{"place": "Oulu"}',
        "\u200b/restart",
        "\u202e/restart",
        "\ufeff \u2060/restart",
        "\u00a0\u3000/restart",
        "\uff0frestart",
        "//restart",
        "/",
    ],
)
async def test_a_typed_command_never_reaches_the_engine_as_one(
    typed: str, parts: Parts, learner: Learner
) -> None:
    await learner.say(typed)
    (heard,) = parts.engine.heard
    assert not heard.strip().startswith("/")
    assert "Oulu" not in heard


async def test_the_engine_gets_only_so_many_turns_at_a_time(start: Start, parts: Parts) -> None:
    gateway = await start(engine_parallel=2)
    inside, most, two = 0, 0, asyncio.Event()

    async def counted(body: dict[str, Any]) -> Any:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        if inside == 2:
            two.set()
        await asyncio.wait([asyncio.ensure_future(two.wait())], timeout=3)  # on a busy machine it comes late
        await asyncio.sleep(0.02)
        inside -= 1
        return await answering(echo(body))(body)

    parts.engine.script.extend([counted] * 8)
    from tests.support.chat import learner_at

    async def one() -> None:
        async with learner_at(gateway.url) as learner:
            await learner.say("moi")

    await asyncio.gather(*(one() for _ in range(8)))
    assert most == 2


async def test_a_custom_item_alone_makes_a_message_of_its_own(parts: Parts, learner: Learner) -> None:
    card = {"kind": "fact", "title": "Tieto"}
    parts.engine.script.append(answering([custom(cards=[card]), text("Loppu"), custom(turn="done")]))
    answer = await learner.say("moi")
    assert [(message["text"], message["cards"]) for message in answer] == [("", [card]), ("Loppu", [])]
