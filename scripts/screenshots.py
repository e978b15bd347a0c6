"""Takes the pictures of the documentation from the real assistant, so that they stay true.

Run: `scripts/service-python scripts/screenshots.py` while `make run` is up. Writes docs/images/chat-*.png.
"""

import argparse
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
WIDTHS = {360: 740, 1280: 900}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
ARGUMENTS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


def converse(page: Page) -> None:
    """Hold a short conversation up to the course cards."""
    press(page, "Etsin koulutusta")
    for text in ("haluisin hoitoalalle", "asun oulus"):
        page.get_by_role("textbox").fill(text)
        page.get_by_role("textbox").press("Enter")
        page.wait_for_timeout(1500)
    press(page, "Olen työtön")
    press(page, "Ohita")


def press(page: Page, title: str) -> None:
    """Press the newest button of this title and wait for the answer."""
    page.get_by_role("button", name=title, exact=True).last.click()
    page.wait_for_timeout(1500)


def main() -> None:
    """Write one picture a width."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", default="http://127.0.0.1:8080")
    arguments = parser.parse_args()
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        for width, height in WIDTHS.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(f"{arguments.url}/chat")
            converse(page)
            page.screenshot(path=IMAGES / f"chat-{width}.png")
        browser.close()


if __name__ == "__main__":
    main()
