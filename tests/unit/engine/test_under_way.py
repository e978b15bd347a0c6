"""Repeated questions join the turn that is under way; turns of one conversation never overlap."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

import pytest

from engine.under_way import Items, TurnsUnderWay, conversation_of, name_of

WHOLE: Items = [{"text": "Moi"}, {"custom": {"turn": "done"}}]


def question(message_id: str = "a:1", sender: str = "a-0", **metadata: Any) -> dict[str, Any]:
    return {"sender": sender, "message": "moi", "metadata": {"message_id": message_id, **metadata}}


class Turn:
    """A turn that lasts until it is let go; counts how often it was begun."""

    def __init__(self, items: Items | None = None) -> None:
        self.begun = self.inside = self.most = 0
        self.goes_on = asyncio.Event()
        self.items = WHOLE if items is None else items

    async def __call__(self) -> Items:
        self.begun += 1
        self.inside += 1
        self.most = max(self.most, self.inside)
        try:
            await self.goes_on.wait()
        finally:
            self.inside -= 1
        return self.items


async def given_up(asking: Awaitable[Items]) -> None:
    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(asking, 0.02)


async def test_a_retry_after_a_time_out_joins_the_turn_that_is_under_way() -> None:
    under_way, turn = TurnsUnderWay(), Turn()
    await given_up(under_way.answer(question(traceparent="1"), turn))
    again = asyncio.ensure_future(under_way.answer(question(traceparent="2"), turn))
    await asyncio.sleep(0.01)
    turn.goes_on.set()
    assert await again == WHOLE
    assert turn.begun == 1


async def test_a_retry_after_the_turn_is_over_gets_the_same_answer_for_a_while() -> None:
    now = 0.0
    under_way, turn = TurnsUnderWay(kept_seconds=10, clock=lambda: now), Turn()
    turn.goes_on.set()
    await under_way.answer(question(), turn)
    now = 9.0
    assert await under_way.answer(question(), turn) == WHOLE
    assert turn.begun == 1
    now = 11.0
    await under_way.answer(question(), turn)
    assert turn.begun == 2


async def test_another_profile_is_another_question() -> None:
    under_way, turn = TurnsUnderWay(), Turn()
    turn.goes_on.set()
    for place in ("Oulu", "Kemi"):
        await under_way.answer(question(profile={"place": place}), turn)
    assert turn.begun == 2


@pytest.mark.parametrize("items", [[], [{"text": "puolet"}]])
async def test_a_failed_turn_is_tried_again(items: Items) -> None:
    under_way, turn = TurnsUnderWay(), Turn(items)
    turn.goes_on.set()
    for _ in range(2):
        assert await under_way.answer(question(), turn) == items
    assert turn.begun == 2


async def test_turns_of_one_conversation_follow_each_other_over_its_sessions() -> None:
    under_way, turn = TurnsUnderWay(), Turn()
    asking = [
        asyncio.ensure_future(under_way.answer(question(f"a:{number}", f"a-{number}"), turn))
        for number in range(4)
    ]
    other = asyncio.ensure_future(under_way.answer(question("b:1", "b-0"), Turn([])))
    await asyncio.sleep(0.01)
    assert turn.begun == 1
    turn.goes_on.set()
    await asyncio.gather(*asking)
    assert (turn.begun, turn.most) == (4, 1)
    other.cancel()


async def test_a_turn_that_never_ends_is_ended_and_the_next_one_begins() -> None:
    under_way, stuck, next_one = TurnsUnderWay(longest=0.05), Turn(), Turn()
    next_one.goes_on.set()
    first = asyncio.ensure_future(under_way.answer(question("a:1"), stuck))
    second = asyncio.ensure_future(under_way.answer(question("a:2"), next_one))
    assert await first == []
    assert await second == WHOLE
    assert stuck.inside == 0


async def test_no_more_than_so_many_answers_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.under_way.KEPT_ANSWERS", 3)
    under_way, turn = TurnsUnderWay(), Turn()
    turn.goes_on.set()
    for number in range(5):
        await under_way.answer(question(f"a:{number}"), turn)
    await under_way.answer(question("a:4"), turn)
    assert turn.begun == 5
    await under_way.answer(question("a:0"), turn)
    assert turn.begun == 6


@pytest.mark.parametrize(
    ("sender", "conversation"), [("abc-3", "abc"), ("a-b-12", "a-b"), ("a-b", "a-b"), ("abc", "abc")]
)
def test_the_conversation_is_the_sender_without_its_session(sender: str, conversation: str) -> None:
    assert conversation_of({"sender": sender}) == conversation


def test_any_json_has_a_name() -> None:
    for odd in ({}, {"metadata": None}, {"metadata": [1]}, {"message": "\ud800"}):
        assert len(name_of(odd)) == 64
