"""Field mode in a browser: offline nothing is lost, online all comes once, at the end nothing stays."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.accessibility import violations
from tests.support.console_gateway import RunningGateway, running_gateway

WAIT_MS = 10_000
WHAT_STAYS = """async () => ({
  caches: await caches.keys(),
  databases: (await indexedDB.databases()).map((one) => one.name),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  storage: Object.keys({...localStorage, ...sessionStorage}).filter((key) => !key.startsWith("htmx-")),
})"""
ON_THE_DEVICE = """() => new Promise((resolve) => {
  const request = indexedDB.open("suunta-field");
  request.onsuccess = () => {
    const all = request.result.transaction("records").objectStore("records").getAll();
    all.onsuccess = () => { request.result.close(); resolve(JSON.stringify(all.result)); };
  };
})"""
OPEN_SESSIONS = re.compile("Ohjaustilanne, alkoi")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningGateway]:
    """A gateway."""
    with running_gateway(tmp_path_factory.mktemp("field")) as gateway:
        yield gateway


@pytest.fixture
def tablet(browser: Browser, running: RunningGateway) -> Iterator[BrowserContext]:
    """A tablet on which a counsellor is signed in; nothing may be refused by the policy."""
    context = browser.new_context(viewport={"width": 820, "height": 1180})
    page = context.new_page()
    page.goto(f"{running.url}/console")
    page.get_by_role("button", name="counsellor ohjaus").click()
    yield context
    context.set_offline(False)
    context.close()


def opened(tablet: BrowserContext, url: str) -> Page:
    """The page of field mode, ready to be without the net."""
    page = tablet.pages[0]
    page.goto(f"{url}/console/field")
    expect(page.locator("html[data-field=ready]")).to_be_attached(timeout=WAIT_MS)
    return page


def enter(page: Page, words: str) -> None:
    """Enter one person's answers."""
    page.get_by_label("Omin sanoin").nth(1).fill(words)
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Tallenna").click()
    expect(page.get_by_text("Tallennettu. Voit")).to_be_visible(timeout=WAIT_MS)


def sessions(page: Page, url: str) -> int:
    """How many guided sessions the counsellor has."""
    page.goto(f"{url}/console/guided")
    return page.get_by_role("link", name=OPEN_SESSIONS).count()


def test_entered_offline_killed_and_sent_exactly_once(
    tablet: BrowserContext, running: RunningGateway
) -> None:
    page = opened(tablet, running.url)
    before = sessions(tablet.new_page(), running.url)
    tablet.set_offline(True)
    enter(page, "hoitoala salaisuus")
    expect(page.get_by_text("1 lähettämättä")).to_be_visible()
    assert "salaisuus" not in page.evaluate(ON_THE_DEVICE)
    page.get_by_label("Omin sanoin").nth(1).fill("kesken jäänyt")
    page.wait_for_timeout(200)
    page.reload()
    expect(page.get_by_text("1 lähettämättä")).to_be_visible(timeout=WAIT_MS)
    expect(page.get_by_text("Verkkoa ei ole")).to_be_visible()
    expect(page.get_by_label("Omin sanoin").nth(1)).to_have_value("kesken jäänyt")
    page.close()
    page = tablet.new_page()
    page.goto(f"{running.url}/console/field")
    expect(page.get_by_text("1 lähettämättä")).to_be_visible(timeout=WAIT_MS)
    second = tablet.new_page()
    second.goto(f"{running.url}/console/field")
    tablet.set_offline(False)
    for tab in (page, second):
        tab.evaluate("dispatchEvent(new Event('online'))")
        expect(tab.get_by_text("Ei mitään lähettämättä.")).to_be_visible(timeout=30_000)
    second.close()
    assert sessions(page, running.url) == before + 1
    page.get_by_role("link", name=OPEN_SESSIONS).last.click()
    expect(page.get_by_label("Omin sanoin").nth(2)).to_have_value(
        re.compile("hoitoala salaisuus", re.IGNORECASE)
    )


def test_where_one_is_goes_along_and_stays_chosen(tablet: BrowserContext, running: RunningGateway) -> None:
    page = tablet.pages[0]
    page.goto(f"{running.url}/console/outreach")
    page.get_by_label("Kunta").first.fill("Tampere")
    page.get_by_label("Kumppani, näkyy julisteessa").fill("Messukeskus")
    page.get_by_role("button", name="Tee kampanja").click()
    page = opened(tablet, running.url)
    place = page.get_by_label("Missä olette nyt")
    chosen = place.get_by_role("option").filter(has_text="Messukeskus").get_attribute("value")
    assert chosen
    place.select_option(chosen)
    tablet.set_offline(True)
    page.reload()
    expect(place).to_have_value(chosen, timeout=WAIT_MS)
    enter(page, "myyntityö")
    expect(place).to_have_value(chosen)
    assert violations(page) == []
    tablet.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_text("Ei mitään lähettämättä.")).to_be_visible(timeout=30_000)
    sessions(page, running.url)
    page.get_by_role("link", name=OPEN_SESSIONS).last.click()
    page.goto(page.url.removesuffix("/guide"))
    expect(page.get_by_text(chosen)).to_be_visible()


def test_an_answer_that_is_lost_on_its_way_makes_no_second_record(
    tablet: BrowserContext, running: RunningGateway
) -> None:
    page = opened(tablet, running.url)
    before = sessions(tablet.new_page(), running.url)
    lost = []

    def lose(route: object) -> None:
        lost.append(route.fetch())  # type: ignore[attr-defined]
        route.abort()  # type: ignore[attr-defined]

    page.route("**/console/field/records", lose)
    enter(page, "logistiikka")
    expect(page.get_by_text("1 lähettämättä")).to_be_visible()
    page.wait_for_timeout(500)
    assert [one.status for one in lost] == [201]
    page.unroute("**/console/field/records")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_text("Ei mitään lähettämättä.")).to_be_visible(timeout=WAIT_MS)
    assert sessions(page, running.url) == before + 1


def test_the_end_leaves_nothing_on_the_device(tablet: BrowserContext, running: RunningGateway) -> None:
    page = opened(tablet, running.url)
    tablet.set_offline(True)
    enter(page, "hoitoala")
    page.get_by_role("button", name="Lopeta ja tyhjennä laite").click()
    expect(page.get_by_text("1 lähettämättä. Jos tyhjennät")).to_be_visible(timeout=WAIT_MS)
    tablet.set_offline(False)
    page.get_by_role("button", name="Yritä lähettää").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Olet kirjautunut ulos", timeout=WAIT_MS)
    assert page.evaluate(WHAT_STAYS) == {"caches": [], "databases": [], "workers": 0, "storage": []}
    tablet.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(f"{running.url}/console/field")


def test_given_up_without_the_net_the_device_is_cleared_too(
    tablet: BrowserContext, running: RunningGateway
) -> None:
    page = opened(tablet, running.url)
    tablet.set_offline(True)
    enter(page, "hoitoala")
    page.get_by_role("button", name="Lopeta ja tyhjennä laite").click()
    page.get_by_role("button", name="Tyhjennä silti").click()
    expect(page.get_by_text("Laite on tyhjennetty")).to_be_visible(timeout=WAIT_MS)
    assert page.evaluate(WHAT_STAYS) == {"caches": [], "databases": [], "workers": 0, "storage": []}


def test_it_is_accessible_and_fits_a_narrow_screen(tablet: BrowserContext, running: RunningGateway) -> None:
    page = opened(tablet, running.url)
    for width in (320, 820):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
