"""An edit of a fact in two browsers: written by one lead at 320 px, by keyboard, and approved by another."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.accessibility import violations
from tests.support.console_gateway import running_gateway

FACT = "/console/knowledge/facts/student_aid"
NARROW = 320


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A gateway's address."""
    with running_gateway(tmp_path_factory.mktemp("knowledge")) as gateway:
        yield gateway.url


def arrive(browser: Browser, url: str, account: str) -> Page:
    """The narrow browser of somebody."""
    page = browser.new_context(viewport={"width": NARROW, "height": 640}).new_page()
    page.goto(f"{url}/console")
    page.get_by_role("button", name=account).click()
    return page


def is_sound(page: Page) -> None:
    """The page keeps to WCAG 2.2 AA and needs no scrolling sideways."""
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW


def test_two_people_agree_on_an_edit(browser: Browser, url: str) -> None:
    author, reviewer = arrive(browser, url, "lead ohjaus"), arrive(browser, url, "lead etela")
    author.goto(url + FACT)
    author.get_by_label("Mitä robotti kertoo").fill("Opintotuki on 300 euroa.")
    author.get_by_label("Tarkistettu lähteestä").fill("2026-11-20")
    author.get_by_label("Miksi muutat").fill("Kela muutti määrää")
    author.keyboard.press("Enter")
    propose = author.get_by_role("button", name="Ehdota hyväksyttäväksi")
    expect(propose).to_be_visible()
    is_sound(author)
    propose.press("Enter")
    expect(author.get_by_text("Et voi hyväksyä omaa muutostasi")).to_be_visible()
    expect(author.get_by_role("button", name="Hyväksy", exact=True)).to_have_count(0)
    reviewer.goto(url + "/console/knowledge")
    reviewer.get_by_role("link", name="Opintotuesta kertoo Kela (student_aid).").first.press("Enter")
    expect(reviewer.get_by_text("Opintotuki on 300 euroa.")).to_be_visible()
    is_sound(reviewer)
    reviewer.get_by_role("checkbox").press("Space")
    reviewer.get_by_role("button", name="Hyväksy", exact=True).press("Enter")
    expect(reviewer.get_by_text("hyväksytty", exact=True)).to_be_visible()
    author.goto(url + FACT)
    expect(author.get_by_text("muutettu täällä")).to_be_visible()
    for page in (author, reviewer):
        page.context.close()


def test_an_auditor_walks_the_trail(browser: Browser, url: str) -> None:
    auditor = arrive(browser, url, "auditor ohjaus")
    auditor.goto(url + "/console/audit")
    auditor.get_by_role("button", name="Tarkista nyt").press("Enter")
    expect(auditor.get_by_text("Loki on ehjä merkintään")).to_be_visible()
    is_sound(auditor)
    auditor.get_by_label("Mitä", exact=True).select_option("audit.see")
    auditor.get_by_role("button", name="Näytä").press("Enter")
    expect(auditor.get_by_role("cell", name="Tapahtumaloki: teki").first).to_be_visible()
    auditor.context.close()
