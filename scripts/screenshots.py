"""Takes the pictures of the documentation from the real assistant, so that they stay true.

Run: `scripts/service-python scripts/screenshots.py` while `SUUNTA_HUMAN_DESK=true make run` is up. Writes
docs/images/chat-*.png and docs/images/console-*.png.
"""

import argparse
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
WIDTHS = {360: 740, 1280: 900}
QUESTIONS = 7  # at most so many come before the first courses
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
ARGUMENTS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


def converse(page: Page) -> None:
    """Hold a short conversation up to the course cards."""
    press(page, "Etsin koulutusta")
    for text in ("haluisin hoitoalalle", "asun oulus"):
        write(page, text)
    courses, skip = page.get_by_text("Opintopolu"), page.get_by_role("button", name="Ohita", exact=True)
    for _ in range(QUESTIONS):
        courses.or_(skip).last.wait_for()
        if courses.count():
            return
        press(page, "Ohita")


def write(page: Page, text: str) -> None:
    """Write as the learner and wait for the answer."""
    page.get_by_role("textbox").fill(text)
    page.get_by_role("textbox").press("Enter")
    page.wait_for_timeout(1500)


def press(page: Page, title: str) -> None:
    """Press the newest button of this title and wait for the answer."""
    page.get_by_role("button", name=title, exact=True).last.click()
    page.wait_for_timeout(1500)


def take_chat(browser: Browser, url: str) -> None:
    """One picture of the chat a width."""
    for width, height in WIDTHS.items():
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto(f"{url}/chat")
        converse(page)
        page.screenshot(path=IMAGES / f"chat-{width}.png")
        page.close()


def take_console(browser: Browser, url: str) -> None:
    """The counsellor's pages, with a learner who has asked for a human."""
    learner = browser.new_page()
    learner.goto(f"{url}/chat")
    converse(learner)
    write(learner, "haluan jutella ihmisen kanssa")
    desk = browser.new_context(viewport={"width": 1280, "height": 860}).new_page()
    desk.goto(f"{url}/console")
    desk.get_by_role("button", name="Maija Mallikas").click()
    picture(desk, "queue")
    desk.get_by_role("button", name="Ota keskustelu").first.click()
    desk.get_by_label("Vastaa henkilölle").fill("Hei! Olen Maija, ohjaaja. Luin viestisi.")
    desk.keyboard.press("Enter")
    desk.wait_for_timeout(1500)
    picture(desk, "conversation")
    opened = desk.url
    desk.goto(f"{opened}/guide")
    words = desk.get_by_label("Omin sanoin").first
    words.fill("Olin keittiössä 12 vuotta ja nyt hoidan äitiä")
    words.blur()
    desk.wait_for_timeout(2500)
    picture(desk, "guided")
    desk.goto(f"{opened}/plan")
    desk.get_by_label("Mitä tehdään tai kysytään").last.fill("Soita oppilaitoksen ohjaajalle")
    desk.get_by_role("button", name="Lisää", exact=True).last.click()
    desk.wait_for_timeout(1000)
    picture(desk, "plan")
    desk.goto(f"{url}/console/training")
    picture(desk, "training")


def picture(page: Page, name: str) -> None:
    """Take what is in view."""
    page.wait_for_timeout(700)
    page.screenshot(path=IMAGES / f"console-{name}.png")


def main() -> None:
    """Write all pictures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", default="http://127.0.0.1:8080")
    arguments = parser.parse_args()
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        take_chat(browser, arguments.url)
        take_console(browser, arguments.url)
        browser.close()


if __name__ == "__main__":
    main()
