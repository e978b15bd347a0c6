"""Whole conversations by each messaging channel, with the real engine, actions and backends."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy import select

from bot.app import make_app
from bot.conversations.schema import Message
from bot.keys import DATABASE
from bot.settings import GatewaySettings
from tests.support.assistant import Assistant
from tests.support.providers.base import Phone
from tests.support.providers.meta import MessengerServer, WhatsAppServer
from tests.support.providers.telegram import TelegramServer
from tests.support.providers.twilio import PUBLIC_URL, TwilioServer

ANSWERS = {
    "place": "Turku",
    "field": "hoitoala",
    "goal": "haluan uuden ammatin",
    "study_mode": "iltaisin",
    "motivation": "työ loppui",
    "age": "47",
    "employment_status": "työtön",
    "education_level": "peruskoulu",
    "background": "olin siivooja",
    "language": "suomi",
    "duration": "vuosi",
}
PROVIDERS: dict[str, tuple[Any, str]] = {
    "telegram": (TelegramServer, "5551"),
    "sms": (TwilioServer, "+358405551111"),
    "whatsapp": (WhatsAppServer, "358405551111"),
    "messenger": (MessengerServer, "70001"),
}


@pytest.fixture(params=list(PROVIDERS))
async def phone(
    request: pytest.FixtureRequest, assistant: Assistant, tmp_path: Path
) -> AsyncIterator[tuple[Phone, web.Application]]:
    """A person with a phone, before a gateway of their own and the one assistant behind it."""
    server, address = PROVIDERS[request.param]
    provider = server()
    await provider.start()
    ports = {f"{name}_port": assistant.ports[name] for name in ("engine", "actions", "backends")}
    settings = GatewaySettings(var=tmp_path, public_url=PUBLIC_URL, **ports)  # type: ignore[arg-type]
    app = await make_app(settings, provider.settings())
    runner = web.AppRunner(app, shutdown_timeout=0.5)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = "http://{}:{}".format(*runner.addresses[0][:2])
    async with aiohttp.ClientSession() as session:
        yield Phone(session, url, provider, address), app
    await runner.cleanup()
    await provider.stop()


async def _said(app: web.Application) -> list[Message]:
    async with app[DATABASE].reading() as session:
        return list(await session.scalars(select(Message).order_by(Message.seq)))


async def _turn(phone: Phone, app: web.Application, number: int, text: str) -> Message:
    """Write, and wait until the bot has answered in the channel; return the last message."""
    before = len(phone.provider.texts)
    assert await phone.do("text", number, text=text) == 200
    for _ in range(600):
        said = await _said(app)
        last = said[-1]
        if last.sender != "learner" and last.seq > 2 and len(phone.provider.texts) > before:
            first_line = (last.text or last.cards[-1]["title"]).splitlines()[0]
            if any(first_line in shown for shown in phone.provider.texts[before:]):
                return last
        await asyncio.sleep(0.05)
    raise AssertionError(f"no answer to '{text}': {phone.provider.texts[before:]}")


async def test_the_intake_leads_to_courses_then_to_a_human(
    phone: tuple[Phone, web.Application],
) -> None:
    person, app = phone
    last = await _turn(person, app, 1, "etsin koulutusta")
    asked: list[str] = []
    for number in range(2, 20):
        if any(message.cards for message in await _said(app)):
            break
        asked.append(last.asking or "")
        last = await _turn(person, app, number, ANSWERS.get(last.asking or "", "ohita"))
    said = await _said(app)
    cards = [card for message in said for card in message.cards if card["kind"] == "course"]
    assert cards, [message.text for message in said]
    assert len(asked) == len(set(asked)) <= 12
    shown = "\n".join(person.provider.texts)
    assert cards[0]["title"] in shown and cards[0]["url"] in shown
    await _turn(person, app, 30, "haluan puhua ihmisen kanssa")
    await person.do("text", 31, text="STOP")
    await person.until("En lähetä sinulle enää viestejä")
    await _turn(person, app, 32, "poista tietoni")
    await person.do("text", 33, text="POISTA KAIKKI")
    await person.until("Poistin kaiken")
    assert await _said(app) == []
