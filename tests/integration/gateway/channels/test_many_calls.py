"""Webhook deliveries as they come in bad times: forged, repeated, torn and odd ones among the genuine.

SUUNTA_FAULTS=long makes it 10,000 for each channel; CI has fewer.
"""

import asyncio
import os
import random

from sqlalchemy import func, select

from bot.conversations.schema import Message
from bot.keys import DATABASE
from tests.integration.gateway.channels.conftest import Line
from tests.integration.gateway.fakes import Parts

CALLS = 10_000 if os.environ.get("SUUNTA_FAULTS") == "long" else 300
PEOPLE = 20
AT_ONCE = 8


async def test_forged_ones_are_refused_and_each_genuine_one_has_its_effect_once(
    line: Line, parts: Parts
) -> None:
    chance = random.Random(9)
    people = [line.other(line.phone.address[:-2] + f"{number:02d}") for number in range(PEOPLE)]
    genuine = CALLS // 4
    statuses: dict[str, set[int]] = {"genuine": set(), "forged": set(), "torn": set(), "odd": set()}

    async def person(own: int) -> None:
        """One person's calls come in order; each is repeated, and rubbish comes between."""
        phone = people[own]
        for number in range(own, genuine, PEOPLE):
            body, headers = line.provider.call_of("text", number, phone.address, text=f"viesti {number}")
            secret = next(name for name in headers if name != "Content-Type")
            for _ in range(chance.choice([1, 2, 3])):
                statuses["genuine"].add(await phone.deliver(body, headers))
            forged = headers | {secret: headers[secret][:-2] + "zz"}
            statuses["forged"].add(await phone.deliver(body, forged))
            statuses["torn"].add(await phone.deliver(body[: chance.randrange(1, len(body))], headers))
            odd = line.provider.call_of(chance.choice(line.provider.wordless), CALLS + number, phone.address)
            statuses["odd"].add(await phone.deliver(*odd))

    queue = list(range(PEOPLE))
    while queue:
        batch, queue = queue[:AT_ONCE], queue[AT_ONCE:]
        await asyncio.gather(*(person(own) for own in batch))
    assert statuses["genuine"] == {200}
    assert statuses["forged"] == {401}
    assert statuses["torn"] <= {400, 401}
    assert statuses["odd"] == {200}
    async with line.gateway.app[DATABASE].reading() as session:
        written = await session.execute(
            select(Message.conversation_id, Message.text)
            .where(Message.sender == "learner")
            .order_by(Message.conversation_id, Message.seq)
        )
        by_conversation: dict[str, list[int]] = {}
        for conversation_id, text in written:
            by_conversation.setdefault(conversation_id, []).append(int(text.split()[1]))
        conversations = await session.scalar(select(func.count(func.distinct(Message.conversation_id))))
    assert conversations == PEOPLE
    assert sorted(by_conversation.values()) == [list(range(own, genuine, PEOPLE)) for own in range(PEOPLE)]
