"""The widget on another origin's page: it talks where the operator allows it, and nowhere else."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.host_page import host_page

pytestmark = pytest.mark.whole

ANSWER_MS = 20_000


def test_an_allowed_page_holds_a_conversation(page: Page, assistant_url: str, allowed_port: int) -> None:
    with host_page(assistant_url, allowed_port) as origin:
        page.goto(origin)
        page.locator("suunta-chat").get_by_role("button").first.click()
        expect(page.get_by_role("log")).to_contain_text("robotti", ignore_case=True, timeout=ANSWER_MS)
        page.get_by_role("button", name="Etsin koulutusta").click()
        expect(page.get_by_role("log")).to_contain_text("saada opiskelusta", timeout=ANSWER_MS)


def test_another_page_gets_nothing(page: Page, assistant_url: str) -> None:
    refused: list[str] = []
    page.on("console", lambda line: refused.append(line.text) if "CORS" in line.text else None)
    with host_page(assistant_url) as origin:
        page.goto(origin)
        page.wait_for_timeout(1000)
        assert refused
        assert page.locator("suunta-chat").evaluate("element => element.shadowRoot === null")
