"""Webhook deliveries as they come in bad times: forged, repeated, torn, reordered ones among the genuine.

SUUNTA_FAULTS=long makes it 10,000 for each channel; CI has fewer. Figures: docs/channels.md.
"""

import asyncio
import itertools
import os
import random
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable

from sqlalchemy import select

from bot.channels.messaging.adapter import Order
from bot.channels.setup import adapters_of
from bot.conversations.schema import Message
from bot.keys import DATABASE, SESSION
from tests.integration.gateway.channels.conftest import Line
from tests.support.providers.base import Phone

CALLS = 10_000 if os.environ.get("SUUNTA_FAULTS") == "long" else 160
PEOPLE = 12
NOTES = frozenset({"reordered", "late"})  # what is noted of calls that are counted elsewhere
Call = tuple[bytes, dict[str, str]]

OVERTAKES = 0.03  # seconds by which the later of two calls comes first


class Rush:
    """The calls about every person's messages, with all that goes wrong between."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._chance = random.Random(9)
        self._numbers = itertools.count(1)
        self.statuses: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self.genuine = CALLS // 4
        self.people = [line.other(f"{line.phone.address[:-2]}{number:02d}") for number in range(PEOPLE)]

    async def person(self, own: int) -> None:
        """One person's messages by twos, of which the second often overtakes the first."""
        numbers = list(range(own, self.genuine, PEOPLE))
        for pair in (numbers[at : at + 2] for at in range(0, len(numbers), 2)):
            phone = self.people[own]
            calls = [self._call(phone, f"viesti {number}") for number in pair]
            first, *second = (self._genuine(phone, call) for call in calls)
            if second and self._chance.random() < 0.5:
                self.statuses["reordered"][200] += 1
                await asyncio.gather(self._later(first), *second)
            else:
                await first
                for after in second:
                    await after
            for call in calls:
                await self._rubbish(phone, *call)

    def _call(self, phone: Phone, text: str) -> Call:
        """What the provider posts; its numbers are in the order in which all people write."""
        found: Call = self._line.provider.call_of("text", next(self._numbers), phone.address, text=text)
        return found

    async def _later(self, call: Awaitable[None]) -> None:
        await asyncio.sleep(OVERTAKES)
        await call

    async def _genuine(self, phone: Phone, call: Call) -> None:
        self.statuses["genuine"][await self._deliver(phone, *call)] += 1

    async def _deliver(self, phone: Phone, body: bytes, headers: dict[str, str]) -> int:
        """Deliver a call, and as a provider does, once more when it gets no answer in time."""
        while True:
            try:
                return await phone.deliver(body, headers)
            except TimeoutError:
                self.statuses["late"][0] += 1

    async def _rubbish(self, phone: Phone, body: bytes, headers: dict[str, str]) -> None:
        provider, chance = self._line.provider, self._chance
        secret = next(name for name in headers if name != "Content-Type")
        for _ in range(chance.choice([1, 2])):
            self.statuses["replayed"][await self._deliver(phone, body, headers)] += 1
        forged = headers | {secret: headers[secret][:-2] + "zz"}
        self.statuses["forged"][await self._deliver(phone, body, forged)] += 1
        torn = body[: chance.randrange(1, len(body))]
        self.statuses["torn"][await self._deliver(phone, torn, headers)] += 1
        if chance.random() < 0.5:
            odd = provider.call_of(chance.choice(provider.wordless), next(self._numbers), phone.address)
            self.statuses["odd"][await self._deliver(phone, *odd)] += 1


async def test_forged_ones_are_refused_and_each_genuine_one_has_its_effect_once_and_in_order(
    patient: Line,
) -> None:
    line = patient
    rush, began = Rush(line), time.monotonic()
    await asyncio.gather(*(rush.person(own) for own in range(PEOPLE)))
    delivered = {sort: dict(counts) for sort, counts in rush.statuses.items()}
    total = sum(sum(counts.values()) for sort, counts in delivered.items() if sort not in NOTES)
    print(line.provider.name, total, delivered, f"{time.monotonic() - began:.0f} s")  # noqa: T201
    assert total >= CALLS and delivered["reordered"][200] > 0
    for sort in ("genuine", "replayed", "odd"):
        assert set(delivered[sort]) == {200}
    assert set(delivered["forged"]) == {401}
    assert set(delivered["torn"]) <= {400, 401}
    ordered = _order(line) is not Order.NONE
    wanted = [list(range(own, rush.genuine, PEOPLE)) for own in range(PEOPLE)]
    written = await _written(line)
    assert sorted(written if ordered else [sorted(numbers) for numbers in written]) == wanted


def _order(line: Line) -> Order:
    app = line.gateway.app
    found = adapters_of(line.provider.settings(), app[SESSION], "https://x", None)  # type: ignore[arg-type]
    return found[line.provider.name].order


async def _written(line: Line) -> list[list[int]]:
    """The numbers of each conversation's messages, in the order of the journal."""
    async with line.gateway.app[DATABASE].reading() as session:
        rows = await session.execute(
            select(Message.conversation_id, Message.text)
            .where(Message.sender == "learner")
            .order_by(Message.conversation_id, Message.seq)
        )
        found: defaultdict[str, list[int]] = defaultdict(list)
        for conversation_id, text in rows:
            found[conversation_id].append(int(text.split()[1]))
    return list(found.values())
