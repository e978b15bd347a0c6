"""Dashboard, outreach and survey pages in a browser: filled in by hand, without axe faults, at 360 pixels."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.archive.stores import store_at
from bot.conversations.database import Database
from bot.days import today
from bot.followup import tickets
from evaluation.impact.filling import fill
from evaluation.impact.run import count_all
from evaluation.impact.synthetic import people, surveys
from tests.e2e.accessibility import violations
from tests.support.console_gateway import RunningGateway, running_gateway


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RunningGateway, str]]:
    """A gateway where people have been, and the path of an open survey."""
    folder = tmp_path_factory.mktemp("figures")
    path: list[str] = []

    def prepare() -> None:
        asyncio.run(_filled(folder, path))

    thread = threading.Thread(target=prepare)
    thread.start()
    thread.join()
    with running_gateway(folder) as gateway:
        yield gateway, path[0]


async def _filled(folder: Path, path: list[str]) -> None:
    url = f"sqlite+aiosqlite:///{folder / 'gateway.sqlite'}"
    database = Database(url)
    await database.migrate()
    engine = store_at(url).engine()
    fill(engine, people(150), surveys(80))
    engine.dispose()
    await count_all(database)
    async with database.writing() as session:
        path.append(f"/s/{await tickets.mint(session, 'start', None, today())}")
    await database.close()


@pytest.fixture
def page_at(browser: Browser, running: tuple[RunningGateway, str]) -> Iterator[Page]:
    """A narrow browser in which a lead is signed in; nothing may be refused by a page's policy."""
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda line: refused.append(line.text) if "Content Security" in line.text else None)
    page.goto(f"{running[0].url}/console")
    page.get_by_role("button", name="lead ohjaus").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    yield page
    assert refused == []
    context.close()


@pytest.mark.parametrize(
    "path", ["/console/impact", "/console/impact/assistant", "/console/impact/planning", "/console/outreach"]
)
def test_pages_have_no_axe_faults_and_fit_a_narrow_screen(
    page_at: Page, running: tuple[RunningGateway, str], path: str
) -> None:
    page_at.goto(running[0].url + path)
    assert violations(page_at) == []
    assert page_at.evaluate("document.documentElement.scrollWidth") <= 360


def test_on_a_telephone_definitions_and_the_words_of_charts_are_within_the_screen(
    page_at: Page, running: tuple[RunningGateway, str]
) -> None:
    page_at.goto(f"{running[0].url}/console/impact")
    boxes = page_at.evaluate(
        """() => [...document.querySelectorAll(".chart text, .told td")].map((one) => {
            const box = one.getBoundingClientRect();
            return [box.left, box.right, box.height];
        }).filter(([left, right]) => right > left)"""
    )
    assert len(boxes) > 50
    assert [box for box in boxes if box[0] < 0 or box[1] > 360 or box[2] < 14] == []


def test_a_counsellor_enters_an_application_round_and_changes_it(
    page_at: Page, running: tuple[RunningGateway, str]
) -> None:
    day = today()
    page_at.goto(f"{running[0].url}/console/rounds")
    page_at.get_by_label("Mikä haku").fill("Jatkuva haku")
    page_at.get_by_label("Alkaa").fill((day + timedelta(days=20)).isoformat())
    page_at.get_by_label("Lähde (esim").fill("Oppilaitos")
    page_at.get_by_label("Milloin katsoit").fill(day.isoformat())
    page_at.get_by_role("button", name="Tallenna").click()
    page_at.get_by_role("link", name="Muuta: Jatkuva haku").click()
    expect(page_at.get_by_label("Mikä haku")).to_have_value("Jatkuva haku")
    assert violations(page_at) == []
    assert page_at.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_lead_narrows_the_figures_down(page_at: Page, running: tuple[RunningGateway, str]) -> None:
    page_at.goto(f"{running[0].url}/console/impact")
    page_at.get_by_label("Maakunta").select_option("Pirkanmaa")
    page_at.get_by_role("button", name="Näytä").click()
    expect(page_at.get_by_text("kaikki kuukaudet, Pirkanmaa")).to_be_visible()
    link = page_at.get_by_role("link", name="CSV-tiedosto").get_attribute("href")
    assert link == "/console/impact/report.csv?region=Pirkanmaa&organisation=ohjaus"


def test_a_worker_makes_a_campaign_and_gets_its_prints(
    page_at: Page, running: tuple[RunningGateway, str]
) -> None:
    page_at.goto(f"{running[0].url}/console/outreach")
    page_at.get_by_label("Kunta").first.fill("Oulu")
    page_at.get_by_label("Kumppani, näkyy julisteessa").fill("Kirjasto")
    page_at.get_by_role("button", name="Tee kampanja").click()
    expect(page_at.get_by_role("cell", name="Ohjaamo, Oulu")).to_be_visible()
    assert violations(page_at) == []
    with page_at.expect_download() as saved:
        page_at.get_by_role("link", name="Juliste A5").first.click()
    assert saved.value.suggested_filename.endswith("-a5.pdf")


def test_a_student_answers_by_keyboard_without_script(
    browser: Browser, running: tuple[RunningGateway, str]
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(running[0].url + running[1])
    page.get_by_label("55 vuotta tai enemmän").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Lähetä vastaukset").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kiitos")
    page.goto(running[0].url + running[1])
    expect(page.get_by_role("heading", level=1)).to_have_text("Kysely ei ole auki")
    context.close()


@pytest.mark.parametrize("path", ["survey", "/tyonantajille", "/o/cccccq", "/s/t/x"])
def test_open_pages_have_no_axe_faults(
    browser: Browser, running: tuple[RunningGateway, str], path: str
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(running[0].url + (running[1] if path == "survey" else path))
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()
