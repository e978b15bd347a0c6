"""The plan edited together, taken home by link and code; who is signed in, and ending that."""

import re

from tests.integration.gateway.console.conftest import SignIn, address_of
from tests.support.chat import Learner
from tests.support.console import Browser


async def test_a_plan_is_made_together_and_taken_home(counsellor: Browser, waiting: Learner) -> None:
    plan = f"{address_of(waiting)}/plan"
    assert (await counsellor.post(plan, title="Soita opistoon")).status == 409
    await counsellor.post(f"{address_of(waiting)}/claim")
    await counsellor.post(plan, title="Soita opistoon", who="Oulun opisto", when="maanantaina")
    await counsellor.post(plan, title="Mitä koulutus maksaa? Kysy 040 123 4567", kind="question")
    page = await counsellor.get(plan)
    first, second = re.findall(r'id="e-([^"]+)"', page.text)
    assert "kirjasi counsellor.ohjaus" in page.text
    assert "040" not in page.text
    await counsellor.post(f"{plan}/entries/{second}", act="up")
    await counsellor.post(f"{plan}/entries/{first}", act="done")
    await counsellor.post(
        f"{plan}/entries/{first}", act="edit", title="Soita Oulun opistoon", note="kysy alkamisesta"
    )
    page = await counsellor.get(plan)
    assert re.findall(r'id="e-([^"]+)"', page.text) == [second, first]
    assert "askel, tehty" in page.text
    (home,) = set(re.findall(r'href="[^"]*(/plan/[A-Za-z0-9_-]{43})"', page.text))
    shown = await counsellor.get(home)
    assert "Soita Oulun opistoon" in shown.text
    assert "kysy alkamisesta" in shown.text
    code = await counsellor.get(f"{plan}/code.svg")
    assert code.headers["Content-Type"].startswith("image/svg+xml")
    await counsellor.post(f"{plan}/link")
    assert (await counsellor.get(home)).status == 404
    await counsellor.post(f"{plan}/entries/{first}", act="remove")
    async with waiting.session.get(f"{waiting.base}/export", headers=waiting.headers) as export:
        changes = (await export.json())["plan_changes"]
    assert {change["who"] for change in changes} == {"counsellor.ohjaus"}
    assert len(changes) == 6


async def test_what_cannot_be_in_a_plan_is_refused(counsellor: Browser, waiting: Learner) -> None:
    plan = f"{address_of(waiting)}/plan"
    await counsellor.post(f"{address_of(waiting)}/claim")
    for form in ({"title": ""}, {"title": "x" * 301}, {"title": "x", "kind": "course"}):
        assert (await counsellor.post(plan, **form)).status == 422
    assert (await counsellor.post(f"{plan}/entries/nothing", act="done")).status == 404
    await counsellor.post(plan, title="Askel")
    (item,) = re.findall(r'id="e-([^"]+)"', (await counsellor.get(plan)).text)
    assert (await counsellor.post(f"{plan}/entries/{item}", act="burn")).status == 422


async def test_an_admin_ends_sessions_of_the_own_organisation(sign_in: SignIn) -> None:
    counsellor, stranger = await sign_in("counsellor.ohjaus"), await sign_in("counsellor.etela")
    admin, lead = await sign_in("admin.ohjaus"), await sign_in("lead.ohjaus")
    page = await admin.get("/console/staff")
    assert "counsellor ohjaus" in page.text
    assert "counsellor etela" not in page.text
    people = dict(
        re.findall(r'action="/console/staff/(\d+)/revoke".*?Päätä istunnot: ([^"]+)"', page.text, re.DOTALL)
    )
    (number,) = (number for number, name in people.items() if name == "counsellor ohjaus")
    assert (await lead.get("/console/staff")).status == 200
    assert (await lead.post(f"/console/staff/{number}/revoke")).status == 403
    assert (await admin.post(f"/console/staff/{number}/revoke")).status == 200
    assert (await counsellor.get("/console/queue")).address == "/console/sign-in"
    for wrong in ("999", "x", "0" * 12):
        assert (await admin.post(f"/console/staff/{wrong}/revoke")).status == 404
    assert (await stranger.get("/console/queue")).status == 200
