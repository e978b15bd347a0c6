"""The plan in a browser: from the card to the page, without axe faults, narrow, by keyboard, on paper."""

import io
import re
from collections.abc import Iterator

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.accessibility import violations
from tests.e2e.test_whole_conversation import ANSWER_MS, answered, write

pytestmark = pytest.mark.whole


@pytest.fixture
def plan_page(page: Page, assistant_url: str) -> Iterator[Page]:
    """The plan's page of a learner who has saved a course; nothing may have been refused by its policy."""
    page.goto(assistant_url + "/chat")
    expect(page.get_by_role("log")).to_contain_text("botti", ignore_case=True, timeout=ANSWER_MS)
    write(page, "oon työtön ja etsin trukkikorttia Turusta")
    before = page.locator(".message.bot").count()
    page.get_by_role("button", name="Ohita").click()
    answered(page, before)
    write(page, "tallenna toi eka")
    card = page.locator(".card", has_text="Oma suunnitelmasi").last
    expect(card).to_contain_text("Mitä siinä on:")
    address = card.get_by_role("link").get_attribute("href") or ""
    refused: list[str] = []
    page.on("console", lambda line: refused.append(line.text) if "Content Security" in line.text else None)
    page.goto(re.sub(r"^https?://[^/]+", assistant_url, address))
    yield page
    assert refused == []


def test_the_page_is_accessible_at_320_pixels(plan_page: Page) -> None:
    plan_page.set_viewport_size({"width": 320, "height": 640})
    expect(plan_page.get_by_role("heading", level=1)).to_have_text("Oma suunnitelmasi")
    for heading in ("Koulutukset, jotka tallensit", "Seuraavat askeleet"):
        expect(plan_page.get_by_role("heading", name=heading)).to_be_visible()
    expect(plan_page.locator("html")).to_have_attribute("lang", "fi")
    assert violations(plan_page) == []
    assert plan_page.evaluate("document.documentElement.scrollWidth") <= 320


def test_every_link_is_reached_by_keyboard(plan_page: Page) -> None:
    links = plan_page.get_by_role("link").count()
    reached = set()
    for _ in range(links):
        plan_page.keyboard.press("Tab")
        reached.add(plan_page.evaluate("document.activeElement.href"))
    assert len(reached) == links


def test_on_paper_the_downloads_are_left_out(plan_page: Page) -> None:
    plan_page.emulate_media(media="print")
    expect(plan_page.get_by_text("Lataa PDF")).to_be_hidden()
    expect(plan_page.get_by_role("heading", name="Seuraavat askeleet")).to_be_visible()


def test_the_pdf_is_downloaded_and_tagged(plan_page: Page) -> None:
    with plan_page.expect_download() as downloading:
        plan_page.get_by_role("link", name="Lataa PDF").click()
    made = pikepdf.open(io.BytesIO(downloading.value.path().read_bytes()))
    assert made.Root["/MarkInfo"]["/Marked"]
    assert str(made.Root["/Lang"]) == "fi"


def test_a_dead_address_leads_back_to_the_chat(page: Page, assistant_url: str) -> None:
    page.goto(f"{assistant_url}/plan/{'k' * 43}")
    assert violations(page) == []
    page.get_by_role("link", name="Avaa keskustelu").click()
    expect(page.get_by_role("log")).to_contain_text("botti", ignore_case=True, timeout=ANSWER_MS)
