"""The bell: whoever listened before a ring hears it."""

import asyncio

from bot.conversations.wake import Bell, rung_within


async def test_a_ring_wakes_all_of_a_conversation_and_nobody_else() -> None:
    bell = Bell()
    with bell.listening("a") as one, bell.listening("a") as two, bell.listening("b") as other:
        bell.ring("a")
        assert await rung_within(one, 0.01)
        assert await rung_within(two, 0.01)
        assert not await rung_within(other, 0.01)


async def test_a_ring_between_listening_and_waiting_is_not_missed() -> None:
    bell = Bell()
    with bell.listening("a") as rung:
        bell.ring("a")
        await asyncio.sleep(0)
        assert await rung_within(rung, 0.01)


async def test_a_closed_bell_wakes_everyone_now_and_later() -> None:
    bell = Bell()
    with bell.listening("a") as before:
        bell.close()
        assert await rung_within(before, 0.01)
    with bell.listening("a") as after:
        assert await rung_within(after, 0.01)


def test_nobody_is_remembered_after_listening() -> None:
    bell = Bell()
    with bell.listening("a"):
        pass
    assert not bell._listeners
