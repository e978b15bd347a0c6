"""What providers bring that is no word to us: large media, ended campaigns, groups, contacts, torn parts."""

import asyncio
import json
from datetime import timedelta

import aiohttp
import pytest
from sqlalchemy import select

from bot import days
from bot.conversations.schema import Conversation, Message
from bot.keys import DATABASE, SETTINGS
from bot.outreach import store
from bot.outreach.models import NewCampaign
from tests.integration.gateway.channels.conftest import Line, _line
from tests.integration.gateway.conftest import Start
from tests.integration.gateway.fakes import Parts
from tests.support.rubbish import HEADERS, raw_request

LARGE = 4 * 1024 * 1024
WITH_CODES = ("telegram", "messenger")  # the channels whose links carry a code


async def sources(line: Line) -> list[str | None]:
    """The sources of all conversations."""
    async with line.gateway.app[DATABASE].reading() as session:
        return list(await session.scalars(select(Conversation.source)))


async def campaign(line: Line, first: int, last: int) -> str:
    """A campaign of days counted from today; its code."""
    async with line.gateway.app[DATABASE].writing() as session:
        new = NewCampaign(
            place_type="cafe",
            municipality="Tampere",
            starts_on=days.today() + timedelta(days=first),
            ends_on=days.today() + timedelta(days=last),
        )
        made = await store.add_campaign(session, line.gateway.app[SETTINGS].data, new, "test")
        return made.code


async def test_a_picture_of_4_mb_is_answered_without_being_fetched(line: Line, parts: Parts) -> None:
    await line.phone.do("photo", 1)
    await line.phone.until("En osaa vielä katsoa kuvia")
    await line.quiet()
    assert parts.engine.heard == []
    if line.provider.name in {"telegram", "whatsapp"}:
        await line.phone.do("captioned", 2, text="tästä alasta")
        await line.phone.until("Kuulin: tästä alasta")


async def test_a_genuine_call_of_4_mb_is_refused_and_the_next_is_heard(line: Line, parts: Parts) -> None:
    body, headers = line.provider.call_of("text", 1, line.phone.address, text="x" * LARGE)
    assert await line.phone.deliver(body, headers) == 413
    assert await line.phone.do("text", 2, text="moi") == 200
    await line.phone.until("Kuulin: moi")
    assert parts.engine.heard == ["moi"]


@pytest.mark.parametrize(("first", "last", "counts"), [(-9, -1, False), (1, 9, False), (-1, 1, True)])
async def test_a_campaign_counts_while_it_runs(line: Line, first: int, last: int, counts: bool) -> None:
    code = await campaign(line, first, last)
    assert await line.phone.do("start", 1, code=code) == 200
    await line.phone.until("robotti")
    with_codes = line.provider.name in WITH_CODES  # elsewhere a code that is typed is a word
    assert await sources(line) == [code if counts and with_codes else None]


@pytest.mark.parametrize("name", ["telegram", "whatsapp"])
async def test_another_persons_number_is_nowhere_kept(
    name: str, start: Start, session: aiohttp.ClientSession
) -> None:
    async for line in _line(name, start, session):
        await line.phone.do("contact", 1)
        await line.phone.until("En tallenna muiden yhteystietoja")
        async with line.gateway.app[DATABASE].reading() as reading:
            texts = list(await reading.scalars(select(Message.text)))
        assert not any("401234567" in text for text in texts)


async def test_a_signature_that_is_no_text_is_forged(line: Line) -> None:
    host, port = line.gateway.runner.addresses[0][:2]
    for headers in HEADERS:
        reader, writer = await asyncio.open_connection(host, port)
        writer.write(raw_request("POST", f"/webhooks/{line.provider.name}", headers))
        assert (await reader.readline()).split()[1] in {b"401", b"403", b"417"}, headers
        writer.close()
    assert await sources(line) == []


async def test_an_edit_or_a_deletion_begins_no_conversation(line: Line) -> None:
    for number, sort in enumerate(line.provider.silent):
        assert await line.phone.do(sort, number) == 200
    await line.quiet()
    assert await sources(line) == [] and line.provider.texts == []


async def test_a_group_is_left_after_one_word_and_never_talked_with(telegram: Line, parts: Parts) -> None:
    for number, sort in enumerate(("taken_along", "group", "group")):
        assert await telegram.phone.do(sort, number) == 200
    await telegram.quiet()
    assert len([text for text in telegram.provider.texts if "yhden ihmisen kanssa" in text]) == 1
    assert await sources(telegram) == [] and parts.engine.heard == []


@pytest.mark.parametrize("locale", ["sv", "xx-unknown", "", "fi" * 50])
async def test_any_locale_is_answered_in_finnish(telegram: Line, locale: str) -> None:
    assert await telegram.phone.do("text", 1, text="hej", locale=locale) == 200
    await telegram.phone.until("Kuulin: hej")
    async with telegram.gateway.app[DATABASE].reading() as session:
        assert list(await session.scalars(select(Conversation.language))) == ["fi"]


async def test_a_group_of_whatsapp_is_dropped(start: Start, session: aiohttp.ClientSession) -> None:
    async for line in _line("whatsapp", start, session):
        message = line.provider.message("text", 1, line.phone.address, text="moi") | {"group_id": "g1"}
        assert await line.phone.deliver(*line.provider.signed(line.provider.call([message]))) == 200
        await line.quiet()
        assert await sources(line) == []


@pytest.mark.parametrize("name", ["whatsapp", "messenger"])
async def test_one_torn_part_keeps_back_no_other(
    name: str, start: Start, session: aiohttp.ClientSession, parts: Parts
) -> None:
    async for line in _line(name, start, session):
        body, _ = line.provider.call_of("text", 1, line.phone.address, text="ehjä")
        whole = json.loads(body)
        things = (
            whole["entry"][0]["changes"][0]["value"]["messages"]
            if name == "whatsapp"
            else whole["entry"][0]["messaging"]
        )
        good = things[0]
        empty = {**good, "sender": {}, "from": None, "id": None, "text": 1}
        no_parts: list[object] = [{"timestamp": "x"}, None, [], empty]
        for torn in no_parts:
            things[:] = [torn, good]
            assert await line.phone.deliver(*line.provider.signed(whole)) == 200
        await line.phone.until("Kuulin: ehjä")
        await line.quiet()
        assert parts.engine.heard == ["ehjä"]
        things[:] = [{"timestamp": "x"}]
        assert await line.phone.deliver(*line.provider.signed(whole)) == 400


@pytest.mark.parametrize("name", ["whatsapp", "messenger"])
async def test_news_of_another_kind_is_taken_and_ignored(
    name: str, start: Start, session: aiohttp.ClientSession
) -> None:
    kind = {"whatsapp": "whatsapp_business_account", "messenger": "page"}[name]
    async for line in _line(name, start, session):
        other = {"object": kind, "entry": [{"id": "1", "changes": [{"field": "flows", "value": {"x": 1}}]}]}
        for call in (other, {"object": kind, "entry": []}, {"object": kind, "entry": [1, None]}):
            assert await line.phone.deliver(*line.provider.signed(call)) == 200
        assert await sources(line) == []
