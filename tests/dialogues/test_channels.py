"""Whole conversations by each messaging channel, with the real engine, actions and backends.

One person tells all twelve things, sees courses, keeps one, talks with a human, stops, comes back, and has
everything deleted.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy import func, select

from bot.app import make_app
from bot.channels.messaging.schema import ChannelLink
from bot.channels.sms.segments import plainer  # text messages have plainer quotation marks
from bot.conversations import journal
from bot.conversations.answers import BotMessage
from bot.conversations.base import Base
from bot.conversations.ownership import Owner
from bot.conversations.profile import read_profile
from bot.conversations.schema import FIRST_ORGANISATION, Conversation, Message
from bot.guided.service import Actor
from bot.keys import COUNSELLING, DATABASE
from bot.plan import reminders
from bot.settings import ROOT, GatewaySettings
from datafiles import read_yaml
from tests.support.assistant import Assistant, running_assistant
from tests.support.providers.base import Phone
from tests.support.providers.meta import MessengerServer, WhatsAppServer
from tests.support.providers.telegram import TelegramServer
from tests.support.providers.twilio import PUBLIC_URL, TwilioServer

TWELVE = tuple(read_yaml(ROOT / "data" / "intake" / "adult.yml")["flows"]["profile"])
MAIJA = Actor("maija.k", FIRST_ORGANISATION)
MORE = "Kerron lisää itsestäni"
ANSWERS = {
    "place": "Turku",
    "field": "hoitoala",
    "study_mode": "iltaisin",
    "motivation": "työ loppui",
    "age": "47",
    "employment_status": "työtön",
    "education_level": "peruskoulu",
    "background": "olin siivooja",
    "language": "suomi",
    "duration": "vuosi",
}
PICKED = {"goal": "Uusi ammatti"}  # by the channel's button, or the number of its list
PROVIDERS: dict[str, tuple[Any, str]] = {
    "telegram": (TelegramServer, "5551"),
    "sms": (TwilioServer, "+358405551111"),
    "whatsapp": (WhatsAppServer, "358405551111"),
    "messenger": (MessengerServer, "70001"),
}


@dataclass(slots=True)
class Talk:
    """One person's conversation by a channel: what they do, and what comes to their phone."""

    phone: Phone
    app: web.Application
    count: int = 0
    asked: list[str] = field(default_factory=list)

    @property
    def shown(self) -> str:
        """All that came to the phone."""
        return "\n".join(self.phone.provider.texts)

    async def said(self) -> list[Message]:
        """All messages of the conversation."""
        async with self.app[DATABASE].reading() as session:
            return list(await session.scalars(select(Message).order_by(Message.seq)))

    async def conversation(self) -> Conversation:
        """The conversation as it stands."""
        async with self.app[DATABASE].reading() as session:
            [one] = list(await session.scalars(select(Conversation)))
            return one

    async def write(self, text: str) -> None:
        """Write without waiting for anything."""
        self.count += 1
        assert await self.phone.do("text", self.count, text=text) == 200

    async def say(self, text: str) -> Message:
        """Write, and wait until the bot has answered in the channel; return its last message."""
        before = len(self.phone.provider.texts)
        await self.write(text)
        return await self._answer(before, text)

    async def pick(self, title: str) -> Message:
        """Choose a quick answer as the channel shows it: by its button, or its number in a list."""
        number, button = await self._offered(title)
        before = len(self.phone.provider.texts)
        self.count += 1
        if number:
            assert await self.phone.do("text", self.count, text=number) == 200
        else:
            assert await self.phone.do("press", self.count, button=button) == 200
        return await self._answer(before, title)

    async def _offered(self, title: str) -> tuple[str | None, str | None]:
        """The number or the button of a title, once the last part of a long message has come."""
        for _ in range(300):
            last = self.phone.provider.texts[-1]
            if numbers := re.findall(rf"(?m)^(\d+) {re.escape(title)}$", last):
                return numbers[-1], None
            if button := dict(getattr(self.phone.provider, "buttons", ())).get(title):
                return None, button
            await asyncio.sleep(0.05)
        raise AssertionError(f"nothing offers '{title}': {last}")

    async def answer_all(self, first: Message, most: int) -> None:
        """Answer what is asked until nothing is, or courses are shown."""
        last, known = first, len(await self._courses())
        for _ in range(most + 1):
            asking = last.asking
            if asking is None or len(await self._courses()) > known:
                return
            self.asked.append(asking)
            if title := PICKED.get(asking):
                last = await self.pick(title)
            else:
                last = await self.say(ANSWERS.get(asking, "ohita"))
        raise AssertionError(f"still asking after {most}: {self.asked}")

    async def _courses(self) -> list[dict[str, Any]]:
        return [card for one in await self.said() for card in one.cards if card["kind"] == "course"]

    async def courses(self) -> list[dict[str, Any]]:
        """The courses that were shown."""
        found = await self._courses()
        assert found, [message.text for message in await self.said()]
        return found

    async def _answer(self, before: int, to: str) -> Message:
        for _ in range(1200):
            last = (await self.said())[-1]
            if last.sender != "learner" and last.seq > 2 and len(self.phone.provider.texts) > before:
                first_line = plainer((last.text or last.cards[-1]["title"]).splitlines()[0])
                if any(first_line in plainer(shown) for shown in self.phone.provider.texts[before:]):
                    return last
            await asyncio.sleep(0.05)
        raise AssertionError(f"no answer to '{to}': {self.phone.provider.texts[before:]}")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant where counsellors answer."""
    with running_assistant(tmp_path_factory.mktemp("desk"), SUUNTA_HUMAN_DESK="true") as running:
        yield running


@pytest.fixture(params=list(PROVIDERS))
async def talk(request: pytest.FixtureRequest, desk: Assistant, tmp_path: Path) -> AsyncIterator[Talk]:
    """A person with a phone, before a gateway of their own and the one assistant behind it."""
    server, address = PROVIDERS[request.param]
    provider = server()
    await provider.start()
    ports = {f"{name}_port": desk.ports[name] for name in ("engine", "actions", "backends")}
    settings = GatewaySettings(var=tmp_path, public_url=PUBLIC_URL, **ports)  # type: ignore[arg-type]
    app = await make_app(settings, provider.settings())
    runner = web.AppRunner(app, shutdown_timeout=0.5)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = "http://{}:{}".format(*runner.addresses[0][:2])
    async with aiohttp.ClientSession() as session:
        yield Talk(Phone(session, url, provider, address), app)
    await runner.cleanup()
    await provider.stop()


async def test_a_whole_conversation(talk: Talk) -> None:
    await _tell_all_twelve(talk)
    await _keep_a_course(talk)
    await _talk_with_a_human(talk)
    await _stop_and_come_back(talk)
    await _have_everything_deleted(talk)


async def _tell_all_twelve(talk: Talk) -> None:
    """The intake up to the first courses, then the rest of the twelve; none is asked twice."""
    await talk.answer_all(await talk.say("etsin koulutusta"), most=7)
    card = (await talk.courses())[0]
    for told in (card["title"], card["why"], card["url"]):
        assert plainer(told) in plainer(talk.shown)
    await talk.answer_all(await talk.pick(MORE), most=12)
    assert len(talk.asked) == len(set(talk.asked))
    async with talk.app[DATABASE].reading() as session:
        profile = await read_profile(session, (await talk.conversation()).id)
    known = {key.removeprefix("fact.") for key in profile if key.startswith("fact.")}
    assert set(TWELVE) <= known | set(talk.asked)
    assert {"place", "field", "goal", "age", "education_level", "background"} <= known
    assert len(talk.asked) >= 10


async def _keep_a_course(talk: Talk) -> None:
    await talk.say("tallenna eka")
    assert "suunnitelma" in talk.shown.lower()
    assert "/s/" in talk.shown or PUBLIC_URL in talk.shown  # its address can be opened from the channel


async def _talk_with_a_human(talk: Talk) -> None:
    """The wish calls a counsellor; they answer by the same channel, the bot is silent, then it goes on."""
    await talk.say("haluan puhua ihmisen kanssa")
    conversation = await talk.conversation()
    assert conversation.owner == Owner.WAITING
    counselling = talk.app[COUNSELLING]
    assert [one.conversation_id for one in await counselling.waiting(FIRST_ORGANISATION)] == [conversation.id]
    await counselling.claim(conversation.id, MAIJA, "jonosta")
    await talk.phone.until("Nyt sinulle vastaa ihminen")
    bot = sum(one.sender == journal.BOT for one in await talk.said())
    await talk.write("pääsenkö kouluun ilman todistusta")
    await counselling.reply(conversation.id, MAIJA, "r1", "Maija tässä, hei! Katsotaan yhdessä.")
    await talk.phone.until("Maija tässä, hei!")
    assert sum(one.sender == journal.BOT for one in await talk.said()) == bot
    await counselling.hand_back(conversation.id, MAIJA, "valmis")
    await talk.phone.until("Nyt vastaa taas robotti")
    await talk.say("muistuta mua viikon päästä")
    assert (await talk.conversation()).owner == Owner.BOT


async def _stop_and_come_back(talk: Talk) -> None:
    """After STOP nothing comes, what waited is taken back; a word of theirs opens it again."""
    conversation = await talk.conversation()
    async with talk.app[DATABASE].reading() as session:
        assert len(await reminders.waiting(session, conversation.id)) == 1
    await talk.write("STOP")
    await talk.phone.until("En lähetä sinulle enää viestejä")
    async with talk.app[DATABASE].writing() as session:
        assert list(await reminders.waiting(session, conversation.id)) == []
        await journal.send(session, conversation.id, journal.SYSTEM, BotMessage("Muistutus jota ei haluttu"))
    await asyncio.sleep(1.5)
    await talk.say("näytä suunnitelma")
    assert "Muistutus jota ei haluttu" not in talk.shown


async def _have_everything_deleted(talk: Talk) -> None:
    """A wish in one's own words is told the way; the two words delete, and only the proof is left."""
    await talk.write("haluan poistaa kaikki tietoni")
    await talk.phone.until("Kirjoita POISTA TIETONI")
    await talk.write("poista tietoni")
    await talk.phone.until("vastaa POISTA KAIKKI")
    await talk.write("POISTA KAIKKI")
    await talk.phone.until("Poistin kaiken")
    async with talk.app[DATABASE].reading() as session:
        assert await session.scalar(select(func.count()).select_from(ChannelLink)) == 0
        left = {
            table.name
            for table in Base.metadata.sorted_tables
            if "conversation_id" in table.c
            and await session.scalar(select(func.count()).where(table.c.conversation_id.is_not(None)))
        }
    assert left == set()
    await talk.say("moi")
