"""Names with HTML in them, of people, organisations and partners, are text on every page that shows them."""

from pathlib import Path

import pytest
import yaml

from tests.integration.gateway.conftest import Gateway, Start
from tests.integration.gateway.console.conftest import address_of
from tests.support.chat import Learner
from tests.support.console import Browser, event_of, organisations_file

HOSTILE = "<img src=x onerror=alert(1)>\"'{{7*7}}"
MARK = "onerror=alert(1)"
PAGES = ("queue", "today", "outreach", "action-plan", "guided", "contacts", "training")


@pytest.fixture
async def gateway(start: Start, tmp_path: Path) -> Gateway:
    """A gateway whose organisation and counsellors are called so."""
    file = organisations_file(tmp_path)
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    content["organisations"][0]["name"] = f"Ohjaamo {HOSTILE}"
    for account in content["development_accounts"]:
        account["name"] = f"{account['name']} {HOSTILE}"
    file.write_text(yaml.safe_dump(content), encoding="utf-8")
    return await start(organisations=file)


def assert_harmless(text: str) -> None:
    """What is shown holds the name, and no tag of it."""
    assert MARK in text
    assert "<img src=x" not in text
    assert "{{7*7}}" in text and ">49<" not in text


async def test_names_are_text_on_every_page(counsellor: Browser, waiting: Learner) -> None:
    for name in PAGES:
        assert_harmless((await counsellor.get(f"/console/{name}")).text)
    await counsellor.post(f"{address_of(waiting)}/claim")
    for part in ("", "/contact", "/plan", "/guide", "/tasks", "/referrals"):
        assert_harmless((await counsellor.get(f"{address_of(waiting)}{part}")).text)
    async with counsellor.live("/console/queue") as stream:
        assert_harmless(await event_of(stream, "queue"))


async def test_what_is_typed_into_forms_is_text(counsellor: Browser, waiting: Learner) -> None:
    place = {"place_type": "library", "municipality": "Oulu"}
    await counsellor.post("/console/outreach/campaigns", starts_on="2026-01-01", partner=HOSTILE, **place)
    await counsellor.post("/console/outreach/contacts", partner=HOSTILE, person=HOSTILE, **place)
    await counsellor.post("/console/outreach/visits", day="2026-11-20", place=HOSTILE, note=HOSTILE, **place)
    shown = (await counsellor.get("/console/outreach")).text
    assert_harmless(shown)
    assert shown.count(MARK) > 5
    await counsellor.post("/console/today", title=HOSTILE, due_on="2030-01-01")
    assert (await counsellor.get("/console/today")).text.count("<img src=x") == 0
    await counsellor.post(f"{address_of(waiting)}/claim")
    await counsellor.post(f"{address_of(waiting)}/plan", kind="step", title=HOSTILE, who=HOSTILE)
    assert_harmless((await counsellor.get(f"{address_of(waiting)}/plan")).text)
    await counsellor.post(f"{address_of(waiting)}/notes", client_message_id="n", text=HOSTILE)
    assert_harmless((await counsellor.get(address_of(waiting))).text)
