"""The whole assistant in a browser: real processes, from the greeting to course cards."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.accessibility import violations

pytestmark = pytest.mark.whole

ANSWER_MS = 20_000
MOST_QUESTIONS = 14


@pytest.fixture
def chat(page: Page, assistant_url: str) -> Iterator[Page]:
    """The page /chat with the greeting; at the end, nothing may have been refused by the page's policy."""
    refused: list[str] = []
    page.on("console", lambda line: refused.append(line.text) if "Content Security" in line.text else None)
    page.goto(assistant_url + "/chat")
    expect(page.get_by_role("log")).to_contain_text("botti", ignore_case=True, timeout=ANSWER_MS)
    yield page
    assert refused == []


def answered(page: Page, before: int) -> None:
    """Wait until the turn is over: new messages from the bot, and no typing notice."""
    expect(page.locator(".message.bot").nth(before)).to_be_visible(timeout=ANSWER_MS)
    expect(page.get_by_text("Suunta kirjoittaa")).to_have_count(0, timeout=ANSWER_MS)


def press(page: Page, button: Locator) -> None:
    before = page.locator(".message.bot").count()
    button.click()
    answered(page, before)
    assert violations(page) == []


def write(page: Page, text: str) -> None:
    before = page.locator(".message.bot").count()
    page.get_by_label("Viestisi").fill(text)
    page.keyboard.press("Enter")
    answered(page, before)
    assert violations(page) == []


def cards(page: Page) -> Locator:
    return page.locator(".card")


def test_from_the_greeting_to_course_cards(chat: Page) -> None:
    assert violations(chat) == []
    press(chat, chat.get_by_role("button", name="Etsin koulutusta"))
    write(chat, "asun Oulussa")
    for _ in range(MOST_QUESTIONS):
        if cards(chat).count():
            break
        press(chat, chat.get_by_role("button", name="Ohita"))
    expect(cards(chat).first).to_be_visible()
    assert 1 <= cards(chat).count() <= 3
    for card in cards(chat).all():
        expect(card.locator(".card-title")).not_to_be_empty()
        expect(card).to_contain_text("Miksi tämä:")
        address = card.get_by_role("link").get_attribute("href") or ""
        assert address.startswith(("https://", "http://"))


def test_typed_text_is_answered_by_keyboard_alone(chat: Page) -> None:
    field = chat.get_by_label("Viestisi")
    field.focus()
    before = chat.locator(".message.bot").count()
    chat.keyboard.type("haluaisin hoitoalalle, asun Kuopiossa")
    chat.keyboard.press("Enter")
    answered(chat, before)
    expect(field).to_be_focused()
    assert violations(chat) == []


def test_nothing_is_left_on_the_device_and_deletion_works(chat: Page) -> None:
    write(chat, "moi")
    assert chat.evaluate("() => [localStorage.length, sessionStorage.length, document.cookie.length]") == [
        0,
        0,
        0,
    ]
    chat.get_by_role("button", name="Valikko").click()
    chat.locator("#menu").get_by_role("button", name="Poista tietosi").click()
    chat.get_by_role("button", name="Poista tiedot").click()
    expect(chat.get_by_text("Keskustelusi on poistettu.")).to_be_visible()
    assert violations(chat) == []
