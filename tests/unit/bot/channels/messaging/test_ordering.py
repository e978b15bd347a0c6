"""Events that come in any order have their effects in the provider's, each gap costs one hold at most."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.messaging.adapter import Order
from bot.channels.messaging.events import Event, Ignored, Told, Wrote
from bot.channels.messaging.ordering import Ordering
from bot.channels.messaging.schema import Arrival
from bot.conversations.database import Database

HOLD = 0.4


class Desk:
    """Notes in which order events have their effects."""

    def __init__(self, database: Database, order: Order) -> None:
        self.taken: list[str] = []
        self._order = order
        self._gateways = [Ordering(database, HOLD) for _ in range(2)]

    async def deliver(self, place: int, after: float = 0.0, gateway: int = 0, person: str = "aino") -> None:
        await asyncio.sleep(after)
        told = [Told(Wrote(f"{person} {place}", person, str(place)), place)]
        await self._gateways[gateway].take("x", self._order, told, _line, self._take)

    async def _take(self, event: Event) -> None:
        assert isinstance(event, Wrote)
        if event.text == "13":
            raise OSError("the database is away")
        self.taken.append(event.text)


def _line(event: Event) -> str:
    return event.address if isinstance(event, Wrote) else ""


@pytest.mark.parametrize("order", [Order.COUNTED, Order.TIMED])
async def test_calls_that_overtake_each_other_are_put_right_by_both_gateways(
    database: Database, order: Order
) -> None:
    desk, chance = Desk(database, order), random.Random(4)
    places = [20, 21, 22, 23, 24, 25]
    await asyncio.gather(*(desk.deliver(one, chance.random() * HOLD / 4, one % 2) for one in places))
    assert desk.taken == [str(one) for one in places]


async def test_without_an_order_events_are_taken_as_they_come(database: Database) -> None:
    desk = Desk(database, Order.NONE)
    for place in (3, 1, 2):
        await desk.deliver(place)
    assert desk.taken == ["3", "1", "2"]


async def test_what_never_comes_holds_the_others_once_and_is_taken_late(database: Database) -> None:
    desk = Desk(database, Order.COUNTED)
    await desk.deliver(1)
    loop = asyncio.get_running_loop()
    began = loop.time()
    await asyncio.gather(desk.deliver(3), desk.deliver(4))
    assert loop.time() - began >= HOLD * 0.9
    began = loop.time()
    for place in (5, 6, 2):
        await desk.deliver(place)
    assert loop.time() - began < HOLD
    assert desk.taken == ["1", "3", "4", "5", "6", "2"]


async def test_a_new_count_after_a_week_of_silence_is_ordered_too(database: Database) -> None:
    desk = Desk(database, Order.COUNTED)
    await desk.deliver(9_000_000)
    await desk.deliver(100)
    await asyncio.gather(desk.deliver(102), desk.deliver(101, 0.05))
    assert desk.taken == ["9000000", "100", "101", "102"]


async def test_what_fails_lets_the_others_go_and_leaves_nothing_in_hand(database: Database) -> None:
    desk = Desk(database, Order.TIMED)
    failed, _ = await asyncio.gather(desk.deliver(13), desk.deliver(14), return_exceptions=True)
    assert isinstance(failed, OSError) and desk.taken == ["14"]
    async with database.reading() as session:
        assert (await session.scalars(select(Arrival))).all() == []


async def test_people_do_not_wait_for_each_other_and_receipts_for_nobody(database: Database) -> None:
    desk = Desk(database, Order.TIMED)
    await asyncio.gather(desk.deliver(5, person="aino"), desk.deliver(2, 0.1, person="pekka"))
    assert desk.taken == ["5", "2"]
    seen: list[Event] = []

    async def take(event: Event) -> None:
        seen.append(event)

    began = asyncio.get_running_loop().time()
    await Ordering(database, HOLD).take("x", Order.TIMED, [Told(Ignored("receipt"), 4)], _line, take)
    assert seen and asyncio.get_running_loop().time() - began < HOLD / 2


async def test_what_came_first_is_first_though_the_database_is_slow_to_note_it(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing, pauses = database.writing, [HOLD * 2]

    @asynccontextmanager
    async def slow_at_first() -> AsyncIterator[AsyncSession]:
        await asyncio.sleep(pauses.pop() if pauses else 0)
        async with writing() as session:
            yield session

    monkeypatch.setattr(database, "writing", slow_at_first)
    desk = Desk(database, Order.COUNTED)
    await asyncio.gather(desk.deliver(1), desk.deliver(2, HOLD / 8))
    assert desk.taken == ["1", "2"]
