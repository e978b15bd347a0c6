"""Tasks with days, and the action plan: one's own, the project's, of one's own organisation."""

import re
from datetime import timedelta

import pytest

from bot.days import today
from tests.integration.gateway.console.conftest import SignIn, address_of
from tests.support.chat import Learner
from tests.support.console import Browser

PLAN = "/console/action-plan"


async def test_tasks_of_a_conversation_and_the_reminder(
    counsellor: Browser, sign_in: SignIn, waiting: Learner
) -> None:
    tasks, day = f"{address_of(waiting)}/tasks", today().isoformat()
    page = await counsellor.post(tasks, title="Soita oppilaitokseen 040 123 4567", due_on=day)
    assert "Soita oppilaitokseen" in page.text
    assert "4567" not in page.text
    assert ">1<" in (await counsellor.get("/console/today/due")).text
    (number,) = set(re.findall(r'action="/console/today/(\d+)"', page.text))
    assert (await counsellor.get("/console/today")).text.count("Soita oppilaitokseen") >= 1
    other = await sign_in("toinen.ohjaus")
    assert "Soita" not in (await other.get("/console/today")).text
    assert (await other.post(f"/console/today/{number}", act="done")).status == 404
    later = (today() + timedelta(days=7)).isoformat()
    page = await counsellor.post(f"/console/today/{number}", act="postpone", due_on=later, back=tasks)
    assert page.address == tasks
    assert "siirretty 1 kertaa" in page.text
    page = await counsellor.post(f"/console/today/{number}", act="done", back="//evil.example")
    assert page.address == "/console/today"
    assert "Tehty kahden viikon aikana" in page.text
    assert (await counsellor.post(f"/console/today/{number}", act="postpone", due_on=later)).status == 409
    assert (await counsellor.get("/console/today/due")).text.strip() == ""
    assert "Soita" not in (await counsellor.post(f"/console/today/{number}", act="remove")).text


@pytest.mark.parametrize(
    "form", [{"title": "", "due_on": "2026-11-26"}, {"title": "x", "due_on": "huomenna"}]
)
async def test_a_task_that_is_none_is_refused(counsellor: Browser, form: dict[str, str]) -> None:
    assert (await counsellor.post("/console/today", **form)).status == 422


async def test_the_action_plan_is_the_organisations(counsellor: Browser, sign_in: SignIn) -> None:
    page = await counsellor.get(PLAN)
    assert "/ 500 opiskelijaa" in page.text
    await counsellor.post(f"{PLAN}/tasks", title="Sovi kirjaston kanssa", due_on="2026-12-01")
    await counsellor.post(
        f"{PLAN}/meetings", partner="Pääkirjasto", day="2026-11-20", topic="Julisteet", decided="=Kaksi"
    )
    page = await counsellor.post(
        f"{PLAN}/agreements", partner="Pääkirjasto", about="Piste aulassa", state="agreed"
    )
    for words in ("Sovi kirjaston kanssa", "Julisteet", "Piste aulassa"):
        assert words in page.text
    await counsellor.post(f"{PLAN}/agreements/1", act="signed")
    async with counsellor.session.get(f"{counsellor.url}{PLAN}.csv") as file:
        table = (await file.read()).decode("utf-8-sig")
    assert "Sopimus;Pääkirjasto;;Piste aulassa;allekirjoitettu" in table
    assert "/ 500" in table
    other = await sign_in("counsellor.etela")
    assert "Pääkirjasto" not in (await other.get(PLAN)).text
    for kind, act in (("agreements", "remove"), ("meetings", ""), ("tasks", "done")):
        assert (await other.post(f"{PLAN}/{kind}/1", act=act)).status == 404
    funder = await sign_in("funder.ohjaus")
    assert "Piste aulassa" in (await funder.get(PLAN)).text
    assert (await funder.post(f"{PLAN}/meetings/1")).status == 403
    assert "Julisteet" not in (await counsellor.post(f"{PLAN}/meetings/1")).text


async def test_what_is_wrong_in_the_action_plan_is_named_and_kept(counsellor: Browser) -> None:
    page = await counsellor.post(f"{PLAN}/meetings", partner="Kirjasto", day="x", topic="Julisteet")
    assert page.status == 422
    assert "Tarkista kenttä: Päivä" in page.text
    assert 'value="Julisteet"' in page.text
    page = await counsellor.post(
        f"{PLAN}/agreements", partner="K", about="A", begins_on="2026-12-02", ends_on="2026-12-01"
    )
    assert "Tarkista kenttä: Päättyy" in page.text
