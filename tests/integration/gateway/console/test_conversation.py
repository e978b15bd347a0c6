"""Two people at once: the learner with the chat API, the counsellor with the console."""

import asyncio
import time
import uuid

from bot.console.live import LOOK_AGAIN_SECONDS
from tests.integration.gateway.conftest import Gateway
from tests.integration.gateway.console.conftest import BOTH, REQUEST, SignIn, address_of
from tests.integration.gateway.fakes import Parts
from tests.support.chat import Learner
from tests.support.console import Browser, event_of

HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)> {{ 7*7 }} " onmouseover=alert(3)'


def said(learner: Learner) -> list[tuple[str, str]]:
    """Who said what since the greeting."""
    return [(message["from"], message["text"]) for message in learner.messages[2:]]


async def reply(browser: Browser, learner: Learner, text: str, name: str = "") -> int:
    """Answer; the status."""
    name = name or uuid.uuid4().hex
    page = await browser.post(f"{address_of(learner)}/messages", client_message_id=name, text=text)
    return page.status


@BOTH
async def test_from_the_queue_to_the_hand_back(counsellor: Browser, waiting: Learner) -> None:
    queue = await counsellor.get("/console/queue")
    assert "Etsii kurssia Oulusta" in queue.text
    page = await counsellor.post(f"{address_of(waiting)}/claim")
    assert page.address == address_of(waiting)
    assert "Keskustelu on sinulla" in page.text
    await waiting.post({"text": "entä Kemissä"})
    assert await reply(counsellor, waiting, "Kemissä alkaa kurssi.") == 200
    page = await counsellor.post(f"{address_of(waiting)}/hand-back")
    assert page.address == "/console/queue"
    assert (await waiting.poll())["owner"] == "bot"
    assert [who for who, _ in said(waiting)] == [
        "learner", "bot", "system", "system", "learner", "counsellor", "system"
    ]  # fmt: skip


@BOTH
async def test_messages_reach_the_counsellors_screen_at_once(counsellor: Browser, waiting: Learner) -> None:
    await counsellor.post(f"{address_of(waiting)}/claim")
    await waiting.poll()
    async with counsellor.live(address_of(waiting), waiting.messages[-1]["seq"]) as stream:
        await event_of(stream, "standing", "sinulla")
        took = []
        for number in range(5):
            began = time.monotonic()
            posted = asyncio.create_task(waiting.post({"text": f"viesti {number}"}))
            await event_of(stream, "append", f"viesti {number}")
            took.append(time.monotonic() - began)
            await posted
    assert min(took) < 0.5, took


async def test_the_queue_shows_who_comes(gateway: Gateway, counsellor: Browser, waiting: Learner) -> None:
    async with counsellor.live("/console/queue") as stream:
        await event_of(stream, "queue", waiting.conversation_id)
        await counsellor.post(f"{address_of(waiting)}/claim")
        board = await event_of(stream, "queue", "Kukaan ei odota")
    assert waiting.conversation_id in board


async def test_what_is_written_elsewhere_shows_in_the_tabs_at_once(
    parts: Parts, gateway: Gateway, counsellor: Browser, waiting: Learner
) -> None:
    other = await Learner.arrive(waiting.session, gateway.url)
    parts.engine.effects = [REQUEST]
    await other.say("ihminen")
    parts.engine.effects = []
    for learner in (waiting, other):
        await counsellor.post(f"{address_of(learner)}/claim")
    async with counsellor.live(address_of(waiting), 100) as stream:
        await event_of(stream, "tabs", other.conversation_id)
        await other.post({"text": "Oletko siellä?"})
        tabs = await asyncio.wait_for(event_of(stream, "tabs", "Vastaamatta"), LOOK_AGAIN_SECONDS / 2)
        assert 'data-unanswered="1"' in tabs
        assert await reply(counsellor, other, "Olen.") == 200
        await asyncio.wait_for(event_of(stream, "tabs", 'data-unanswered="0"'), LOOK_AGAIN_SECONDS / 2)


async def test_both_sides_see_that_the_other_types(counsellor: Browser, waiting: Learner) -> None:
    await counsellor.post(f"{address_of(waiting)}/claim")
    async with counsellor.live(address_of(waiting), 100) as stream:
        await event_of(stream, "typing")
        async with waiting.session.post(f"{waiting.base}/typing", headers=waiting.headers) as answer:
            assert answer.status == 204
        await event_of(stream, "typing", "Henkilö kirjoittaa")
    address = f"{waiting.base}/stream?after=100&state=1"
    async with waiting.session.get(address, headers=waiting.headers) as learners:
        while b'"owner"' not in (line := await learners.content.readline()):
            pass
        assert b'"pending": false' in line
        assert (await counsellor.post(f"{address_of(waiting)}/typing")).status == 204
        while b'"owner"' not in (line := await learners.content.readline()):
            pass
        assert b'"pending": true' in line


async def test_a_torn_stream_goes_on_where_it_was(counsellor: Browser, waiting: Learner) -> None:
    await counsellor.post(f"{address_of(waiting)}/claim")
    for number in range(3):
        await waiting.post({"text": f"viesti {number}"})
    await waiting.poll()
    last = waiting.messages[-1]["seq"]
    async with counsellor.live(address_of(waiting), last - 2) as stream:
        brought = await event_of(stream, "append")
    assert [f"viesti {number}" in brought for number in range(3)] == [False, True, True]
    assert f'id="m-{last}"' in brought


@BOTH
async def test_of_two_claims_at_once_one_wins(sign_in: SignIn, waiting: Learner) -> None:
    both = [await sign_in("counsellor.ohjaus"), await sign_in("toinen.ohjaus")]
    pages = await asyncio.gather(*(one.post(f"{address_of(waiting)}/claim") for one in both))
    assert sorted(page.status for page in pages) == [200, 409]
    (lost,) = (page for page in pages if page.status == 409)
    assert "Joku muu ehti ensin" in lost.text
    await waiting.poll()
    assert ["ihminen" in text for _, text in said(waiting)[2:]].count(True) == 1


async def test_a_transfer_goes_to_a_colleague_who_is_there(sign_in: SignIn, waiting: Learner) -> None:
    first, stranger = await sign_in("counsellor.ohjaus"), await sign_in("counsellor.etela")
    assert stranger
    await first.post(f"{address_of(waiting)}/claim")
    for nobody in ("toinen.ohjaus", "counsellor.etela", "x", ""):
        assert (await first.post(f"{address_of(waiting)}/transfer", to=nobody)).status == 422
    second = await sign_in("toinen.ohjaus")
    assert (await first.post(f"{address_of(waiting)}/transfer", to="toinen.ohjaus")).status == 200
    assert await reply(first, waiting, "Vielä minä") == 409
    assert await reply(second, waiting, "Nyt minä") == 200


async def test_what_a_learner_writes_is_shown_as_text(counsellor: Browser, waiting: Learner) -> None:
    await counsellor.post(f"{address_of(waiting)}/claim")
    await waiting.post({"text": HOSTILE})
    page = await counsellor.get(address_of(waiting))
    async with counsellor.live(address_of(waiting)) as stream:
        brought = await event_of(stream, "append", "alert")
    for shown in (page.text, brought):
        assert "<script>alert" not in shown
        assert "<img" not in shown.split('id="log"')[-1]
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
        assert "{{ 7*7 }}" in shown
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert 'style="' not in page.text
    assert "onclick" not in page.text


async def test_a_form_sent_again_sends_nothing_twice(counsellor: Browser, waiting: Learner) -> None:
    await counsellor.post(f"{address_of(waiting)}/claim")
    for _ in range(3):
        assert await reply(counsellor, waiting, "Kerran vain", "sama") == 200
        await counsellor.post(f"{address_of(waiting)}/notes", client_message_id="muistio", text="Muista")
    await waiting.poll()
    assert [text for who, text in said(waiting) if who == "counsellor"] == ["Kerran vain"]
    assert (await counsellor.get(address_of(waiting))).text.count("Muista</p>") == 1


async def test_what_cannot_be_is_refused_kindly(counsellor: Browser, waiting: Learner) -> None:
    await counsellor.post(f"{address_of(waiting)}/claim")
    assert await reply(counsellor, waiting, " \u200b ") == 422
    assert await reply(counsellor, waiting, "x" * 2_001) == 413
    assert await reply(counsellor, waiting, "moi", "väärä tunniste") == 422
    assert (await counsellor.post(f"{address_of(waiting)}/close", why="x" * 201)).status == 422
    for path in ("nobody", "x" * 44, "..%2f..%2fetc", "%00"):
        assert (await counsellor.get(f"/console/conversations/{path}")).status == 404
    await counsellor.post(f"{address_of(waiting)}/close")
    page = await counsellor.post(f"{address_of(waiting)}/claim")
    assert page.status == 409
    await waiting.session.delete(waiting.base, headers=waiting.headers)
    page = await counsellor.get(address_of(waiting))
    assert page.status == 410
    assert "poisti tietonsa" in page.text


async def test_an_open_page_is_told_that_the_person_is_gone(counsellor: Browser, waiting: Learner) -> None:
    await counsellor.post(f"{address_of(waiting)}/claim")
    async with counsellor.live(address_of(waiting)) as stream:
        await event_of(stream, "standing")
        await waiting.session.delete(waiting.base, headers=waiting.headers)
        await event_of(stream, "gone")


async def test_who_takes_no_new_ones_is_shown_so_to_colleagues(sign_in: SignIn) -> None:
    first, second = await sign_in("counsellor.ohjaus"), await sign_in("toinen.ohjaus")
    await first.post("/console/available", available="no")
    page = await second.get("/console/queue")
    assert page.text.count("ei ota uusia") == 1
