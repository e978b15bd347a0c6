"""The way out: in order, until it is taken; pauses, blocks, closed hours, dead letters, restarts."""

from aiohttp import web
from sqlalchemy import select, update

from bot.channels.messaging.courier import Courier
from bot.channels.messaging.schema import ChannelLink, DeadLetter
from bot.channels.setup import COURIER
from bot.conversations import journal
from bot.conversations.answers import BotMessage
from bot.keys import DATABASE
from tests.integration.gateway.channels.conftest import Line
from tests.integration.gateway.fakes import Parts
from tests.support.clock import HandClock
from tests.support.providers.telegram import away, slow_down


async def _links(line: Line) -> list[ChannelLink]:
    async with line.gateway.app[DATABASE].reading() as session:
        return list(await session.scalars(select(ChannelLink)))


async def _dead(line: Line) -> list[DeadLetter]:
    async with line.gateway.app[DATABASE].reading() as session:
        return list(await session.scalars(select(DeadLetter)))


async def _say(line: Line, *texts: str) -> None:
    """Put messages into the outbox of the one conversation."""
    conversation_id = (await _links(line))[0].conversation_id
    async with line.gateway.app[DATABASE].writing() as session:
        for text in texts:
            await journal.send(session, conversation_id, journal.SYSTEM, BotMessage(text))


async def _by_hand(line: Line) -> tuple[Courier, HandClock, int]:
    """After a greeting, the courier in the test's hands, and how many texts have come so far.

    It looks only when told, by a clock that stands still.
    """
    await line.phone.do("text", 1, text="moi")
    await line.phone.until("Kuulin: moi")
    await line.quiet()
    courier = line.gateway.app[COURIER]
    await courier.stop(5)
    clock = HandClock()
    return courier.again(clock), clock, len(line.provider.texts)


async def _once(courier: Courier) -> None:
    await courier.look(everything=True)
    await courier.idle()


async def test_ten_minutes_without_the_provider_lose_nothing_and_double_nothing(line: Line) -> None:
    courier, clock, before = await _by_hand(line)
    line.provider.faults += [away] * 1000
    for minute in range(10):
        await _say(line, f"viesti {minute}")
        for _ in range(4):
            await _once(courier)
            clock.on(seconds=15)
    assert len(line.provider.texts) == before
    assert 10 <= 1000 - len(line.provider.faults) <= 25
    line.provider.faults.clear()
    clock.on(minutes=2)
    for _ in range(10):  # as fast as the provider takes them
        await _once(courier)
        clock.on(seconds=1)
    assert line.provider.texts[before:] == [f"viesti {minute}" for minute in range(10)]
    assert await _dead(line) == []


async def test_a_restart_goes_on_where_it_was(line: Line) -> None:
    courier, clock, before = await _by_hand(line)
    await _say(line, "yksi", "kaksi", "kolme")
    line.provider.faults.append(lambda: web.Response(status=500))
    await _once(courier)
    await _once(courier.again(clock))
    assert line.provider.texts[before:] == []
    clock.on(seconds=5)
    await _once(courier.again(clock))
    assert line.provider.texts[before:] == ["yksi", "kaksi", "kolme"]


async def test_what_is_never_taken_is_kept_for_a_person_and_the_next_goes_out(telegram: Line) -> None:
    courier, clock, before = await _by_hand(telegram)
    bad = {"ok": False, "error_code": 400, "description": "Bad Request: can't parse"}
    telegram.provider.faults.append(lambda: web.json_response(bad, status=400))
    await _say(telegram, "kelvoton", "seuraava")
    await _once(courier)
    assert telegram.provider.texts[before:] == ["seuraava"]
    [letter] = await _dead(telegram)
    assert letter.reason == "Bad Request: can't parse" and letter.settled_at is None
    telegram.provider.faults += [away] * 1000
    await _say(telegram, "liian vanha")
    for _ in range(3):
        await _once(courier)
        clock.on(hours=13)
    assert [letter.reason for letter in await _dead(telegram)][1:] == ["502"]


async def test_telegram_says_how_long_to_wait(telegram: Line) -> None:
    courier, clock, before = await _by_hand(telegram)
    telegram.provider.faults.append(lambda: slow_down(40))
    await _say(telegram, "hiljaa")
    await _once(courier)
    clock.on(seconds=39)
    await _once(courier)
    assert telegram.provider.texts[before:] == []
    clock.on(seconds=2)
    await _once(courier)
    assert telegram.provider.texts[before:] == ["hiljaa"]


async def test_who_blocks_us_is_left_in_peace(telegram: Line) -> None:
    provider = telegram.provider
    courier, _, before = await _by_hand(telegram)
    provider.blocked.add(int(telegram.phone.address))
    await _say(telegram, "estetty")
    await _once(courier)
    await _once(courier)
    assert await _dead(telegram) == []
    provider.blocked.clear()
    await _say(telegram, "vieläkin")
    await _once(courier)
    assert provider.texts[before:] == []
    assert await telegram.phone.do("blocked", 7) == 200


async def test_after_a_day_whatsapp_calls_by_the_template_and_answers_when_the_person_writes(
    whatsapp: Line, parts: Parts
) -> None:
    provider = whatsapp.provider
    courier, clock, before = await _by_hand(whatsapp)
    clock.on(hours=25)
    await _say(whatsapp, "ohjaaja vastaa", "ja vielä")
    for _ in range(3):
        await _once(courier)
        clock.on(minutes=5)
    assert provider.texts[before:] == ["template uusi_viesti"]
    async with whatsapp.gateway.app[DATABASE].writing() as session:
        await session.execute(update(ChannelLink).values(heard_at=clock.now, called_at=None, due_at=None))
    await _once(courier)
    assert provider.texts[before + 1 :] == ["ohjaaja vastaa", "ja vielä"]


async def test_the_provider_itself_may_say_that_the_time_is_over(whatsapp: Line) -> None:
    provider = whatsapp.provider
    courier, _, before = await _by_hand(whatsapp)
    provider.shut.add(whatsapp.phone.address)
    await _say(whatsapp, "hei")
    await _once(courier)
    await _once(courier)
    assert provider.texts[before:] == ["template uusi_viesti"]
    provider.shut.clear()
    await whatsapp.phone.do("text", 2, text="tässä olen")
    await _once(courier)
    assert "hei" in provider.texts[before:]
