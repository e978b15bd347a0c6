"""One number on two channels is two people to us, until the person joins them by a code of their own."""

import re
from collections.abc import AsyncIterator

import aiohttp
import pytest
from sqlalchemy import select

from bot.channels.messaging.schema import ChannelLink
from bot.keys import DATABASE
from tests.integration.gateway.channels.conftest import Line
from tests.integration.gateway.conftest import Start
from tests.integration.gateway.fakes import Parts
from tests.support.providers.base import Phone
from tests.support.providers.meta import WhatsAppServer
from tests.support.providers.twilio import PUBLIC_URL, TwilioServer

NUMBER = "358405551111"


@pytest.fixture
async def both(start: Start, session: aiohttp.ClientSession) -> AsyncIterator[tuple[Line, Line]]:
    """Text messages and WhatsApp at one gateway, and one person's number on both."""
    sms, whatsapp = TwilioServer(), WhatsAppServer()
    for provider in (sms, whatsapp):
        await provider.start()
    channels = sms.settings().model_copy(update=whatsapp.settings().model_dump(exclude_defaults=True))
    gateway = await start(channels=channels, public_url=PUBLIC_URL)
    yield (
        Line(gateway, sms, Phone(session, gateway.url, sms, f"+{NUMBER}")),
        Line(gateway, whatsapp, Phone(session, gateway.url, whatsapp, NUMBER)),
    )
    for provider in (sms, whatsapp):
        await provider.stop()


async def links(line: Line) -> dict[str, tuple[str, str]]:
    """By channel: under which key an address is found, and its conversation."""
    async with line.gateway.app[DATABASE].reading() as session:
        rows = await session.scalars(select(ChannelLink))
        return {row.channel: (row.address_key, row.conversation_id) for row in rows}


async def test_the_same_number_is_not_known_on_the_other_channel(
    both: tuple[Line, Line], parts: Parts
) -> None:
    sms, whatsapp = both
    await sms.phone.do("text", 1, text="nimeni on salaisuus")
    await sms.phone.until("Kuulin: nimeni on salaisuus")
    await whatsapp.phone.do("text", 2, text="moi")
    await whatsapp.phone.until("Kuulin: moi")
    found = await links(sms)
    assert found["sms"][0] != found["whatsapp"][0]
    assert found["sms"][1] != found["whatsapp"][1]
    assert not any("salaisuus" in text for text in whatsapp.provider.texts)
    assert len({call["sender"] for call in parts.engine.calls}) == 2
    await sms.phone.do("text", 3, text="STOP")
    await sms.phone.until("En lähetä sinulle enää viestejä")
    await whatsapp.phone.do("text", 4, text="kuuletko vielä")
    await whatsapp.phone.until("Kuulin: kuuletko vielä")


async def test_the_persons_own_code_joins_them(both: tuple[Line, Line]) -> None:
    sms, whatsapp = both
    await sms.phone.do("text", 1, text="aloitin tekstiviestillä")
    await sms.phone.until("Kuulin: aloitin")
    await whatsapp.phone.do("text", 2, text="moi")
    await whatsapp.phone.until("Kuulin: moi")
    await sms.phone.do("text", 3, text="verkko")
    texts = await sms.phone.until("/chat#")
    [code] = re.findall(r"/chat#(\S+)", "\n".join(texts))
    await whatsapp.phone.do("text", 4, text="2345-6789")
    await whatsapp.phone.until("ei ole voimassa")
    found = await links(sms)
    assert found["sms"][1] != found["whatsapp"][1]
    await whatsapp.phone.do("text", 5, text=code)
    await whatsapp.phone.until("Jatketaan keskustelua täällä")
    found = await links(sms)
    assert found["sms"][1] == found["whatsapp"][1]
