"""A referral in browsers: drafted in the console, agreed to on the person's own page, read by the partner."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.accessibility import violations
from tests.support.console_gateway import RunningGateway, running_gateway


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningGateway]:
    """A gateway."""
    with running_gateway(tmp_path_factory.mktemp("referrals")) as gateway:
        yield gateway


def fits(page: Page) -> None:
    """Accessible, and no wider than a narrow screen."""
    page.set_viewport_size({"width": 320, "height": 800})
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.url
    page.set_viewport_size({"width": 1280, "height": 900})


def test_it_is_agreed_to_and_read(browser: Browser, running: RunningGateway) -> None:
    desk = browser.new_context().new_page()
    desk.goto(f"{running.url}/console/guided")
    desk.get_by_role("button", name="counsellor ohjaus").click()
    desk.goto(f"{running.url}/console/guided")
    desk.get_by_role("checkbox").check()
    desk.get_by_role("button", name="Aloita", exact=True).click()
    desk.get_by_role("link", name="Ohjaus kumppanille").click()
    desk.get_by_label("Mihin").select_option("institution")
    desk.get_by_label("Tarkempi taho").fill("Oulun opisto")
    desk.get_by_label("Tiivistelmä").fill("Etsii hoitoalan koulutusta.\nHaluaa opiskella iltaisin.")
    desk.get_by_role("button", name="Tee luonnos").click()
    expect(desk.get_by_text("odottaa henkilön lupaa")).to_be_visible()
    fits(desk)
    link = desk.get_by_role("link", name="Avaa henkilön sivu").get_attribute("href") or ""
    person = browser.new_context().new_page()
    person.goto(running.url + link[link.index("/referral/") :])
    fits(person)
    person.get_by_role("button", name="Annan luvan").press("Enter")
    expect(person.get_by_text("Annoit luvan.")).to_be_visible()
    fits(person)
    desk.reload()
    desk.get_by_role("button", name="Avaa linkki taholle").press("Enter")
    link = desk.get_by_role("link", name="/referral/for/").get_attribute("href") or ""
    fits(desk)
    partner = browser.new_context().new_page()
    partner.goto(running.url + link[link.index("/referral/") :])
    expect(partner.get_by_text("Etsii hoitoalan koulutusta.")).to_be_visible()
    fits(partner)
    person.get_by_role("button", name="Perun luvan").click()
    expect(person.get_by_role("heading", level=1)).to_have_text("Lupaa ei ole")
    partner.reload()
    expect(partner.get_by_role("heading", level=1)).to_have_text("Linkki ei toimi")
    fits(partner)
    desk.goto(f"{running.url}/console/today")
    desk.get_by_label("Mitä tehdään").fill("Soita oppilaitokseen")
    desk.get_by_role("button", name="Lisää").press("Enter")
    expect(desk.get_by_text("Soita oppilaitokseen").first).to_be_visible()
    expect(desk.get_by_role("link", name="Tänään 1")).to_be_visible()
    fits(desk)
