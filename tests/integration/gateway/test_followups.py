"""Follow-ups and surveys through the gateway's own addresses: buttons that the engine never hears of."""

import re
from datetime import UTC, datetime, timedelta

import aiohttp
from sqlalchemy import select, update

from bot.conversations.schema import Job
from bot.followup import asking, offering
from bot.followup.schema import SurveyAnswer, TrainingNeed
from bot.keys import DATABASE, SCHEDULER
from tests.integration.gateway.conftest import Gateway
from tests.integration.gateway.fakes import Parts
from tests.support.chat import Learner

COURSE = {"kind": "course", "key": "course:x", "title": "Kurssi", "sample": True}


async def bring_forward(gateway: Gateway, kind: str) -> None:
    """Let what is due later be due now."""
    async with gateway.app[DATABASE].writing() as session:
        due = datetime.now(UTC) - timedelta(seconds=1)
        await session.execute(update(Job).where(Job.kind == kind).values(due_at=due))
    await gateway.app[SCHEDULER].run_due()


async def test_from_a_kept_course_to_an_anonymous_answer(
    gateway: Gateway, learner: Learner, parts: Parts, session: aiohttp.ClientSession
) -> None:
    parts.engine.effects = [{"type": "plan.add", "item": COURSE}]
    await learner.say("tallenna")
    heard = len(parts.engine.calls)
    async with gateway.app[DATABASE].reading() as reading:
        kinds = list(
            await reading.scalars(select(Job.kind).where(Job.conversation_id == learner.conversation_id))
        )
    assert kinds == [offering.JOB]
    async with gateway.app[DATABASE].writing() as writing:
        await asking_week(writing, learner.conversation_id)
    await learner.poll()
    await learner.press("Joo, saa kysyä")
    await bring_forward(gateway, asking.JOB)
    await learner.poll()
    assert learner.last["text"].startswith("Hei! Viikko sitten")
    await learner.press("Aloitin opinnot")
    await learner.poll()
    link = re.search(r"/s/t/[\w-]+", learner.last["text"])
    assert link
    assert len(parts.engine.calls) == heard
    async with session.get(gateway.url + link[0]) as page:  # a preview that only looks uses nothing up
        assert "nimetön" in await page.text()
    async with session.post(gateway.url + link[0], allow_redirects=False) as opened:
        assert opened.status == 303
        survey = opened.headers["Location"]
        assert "Set-Cookie" not in opened.headers
    async with session.get(gateway.url + survey) as page:
        text = await page.text()
        assert "Alkukysely opiskelijalle" in text
        assert "script" not in text.replace("describedby", "")
    answers = {"age": "from_55", "study": "degree_part", "region": ""}
    async with session.post(gateway.url + survey, data=answers) as done:
        assert "Kiitos" in await done.text()
    async with session.post(gateway.url + survey, data=answers) as again:
        assert again.status == 410
        assert "Avaa keskustelu" in await again.text()
    async with gateway.app[DATABASE].reading() as reading:
        kept = [row.answers for row in await reading.scalars(select(SurveyAnswer))]
    assert kept == [{"age": "from_55", "study": "degree_part"}]
    async with learner.session.get(f"{learner.base}/export", headers=learner.headers) as exported:
        follow_ups = {one["kind"]: one["state"] for one in (await exported.json())["follow_ups"]}
    assert follow_ups == {"week": "answered", "check_in": "waiting", "outcome": "waiting"}


async def asking_week(session: object, conversation_id: str) -> None:
    """Make the offer now, without the minutes of quiet."""
    from bot.conversations import journal
    from bot.conversations.answers import BotMessage
    from bot.conversations.own_buttons import button

    offer = [button("Joo, saa kysyä", asking.HANDLER, do="agree")]
    await journal.send(session, conversation_id, journal.SYSTEM, BotMessage("Voinko kysyä?", offer))  # type: ignore[arg-type]


async def test_a_button_pressed_twice_has_its_effect_once(gateway: Gateway, learner: Learner) -> None:
    async with gateway.app[DATABASE].writing() as writing:
        await asking_week(writing, learner.conversation_id)
    await learner.poll()
    button = learner.last["buttons"][0]["id"]
    for _ in range(3):
        await learner.post({"button": button, "client_message_id": "same"})
    await learner.post({"button": button})
    await learner.poll()
    answers = [one["text"] for one in learner.messages if one["from"] == "system"]
    assert len([one for one in answers if one.startswith("Hyvä. Kysyn")]) == 1
    assert len([one for one in answers if one.startswith("Tähän on jo")]) == 1


async def test_rubbish_in_place_of_a_token_gets_a_kind_page(
    gateway: Gateway, session: aiohttp.ClientSession
) -> None:
    for path in ("/s/x", "/s/t/x", "/s/" + "a" * 22, "/s/%00", "/s/t/" + "b" * 22):
        for method in ("GET", "POST"):
            async with session.request(method, gateway.url + path) as answer:
                assert answer.status in {200, 410}
                assert "Avaa" in await answer.text()


async def test_workplaces_tell_of_needs_with_options_alone(
    gateway: Gateway, session: aiohttp.ClientSession
) -> None:
    address = f"{gateway.url}/tyonantajille"
    async with session.get(address) as page:
        assert page.status == 200
        assert 'type="text"' not in await page.text()
    given = {"field": "cleaning", "region": "Lappi", "need": "rubbish", "name": "Matti Meikäläinen"}
    for answers in (given, {}):
        async with session.post(address, data=answers) as done:
            assert "Kiitos" in await done.text()
            assert "Set-Cookie" not in done.headers
    async with gateway.app[DATABASE].reading() as reading:
        kept = [(row.region, row.answers) for row in await reading.scalars(select(TrainingNeed))]
    assert kept == [("Lappi", {"field": "cleaning"})]
