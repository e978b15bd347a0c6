"""Carrying the widget's conversation to a telephone: the code, its picture for a camera, the links."""

import io

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.accessibility import violations
from tests.e2e.fake_gateway import FakeGateway

WAYS = [
    {"channel": "telegram", "url": "https://t.me/suunta_bot?start=BCDFGHJK"},
    {"channel": "sms", "number": "+358401112222", "text": "BCDF-GHJK"},
    {"channel": "whatsapp", "text": "BCDF-GHJK"},
    {"channel": "messenger", "url": "javascript:alert(1)", "text": "BCDF-GHJK"},
]
NEEDS_A_COUNSELLOR = [{"id": "b1", "title": "Jätä yhteystieto", "form": "contact"}]


@pytest.fixture
def chat(page: Page, gateway: FakeGateway) -> Page:
    """The widget with its menu's item for it pressed."""
    gateway.ways = WAYS
    page.goto(gateway.origin + "/chat")
    page.get_by_role("button", name="Valikko").click()
    page.get_by_role("button", name="Jatka puhelimella").click()
    expect(page.get_by_role("dialog", name="Jatka puhelimella")).to_be_visible()
    return page


@pytest.mark.parametrize("width", [320, 1280])
def test_the_picture_is_read_and_each_way_says_what_to_do(chat: Page, width: int) -> None:
    chat.set_viewport_size({"width": width, "height": 800})
    dialog = chat.get_by_role("dialog")
    picture = Image.open(io.BytesIO(dialog.locator("svg").screenshot()))
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [
        "https://suunta.example.fi/chat#BCDF-GHJK"
    ]
    links = {link.inner_text(): link.get_attribute("href") for link in dialog.get_by_role("link").all()}
    assert links == {
        "Telegram": "https://t.me/suunta_bot?start=BCDFGHJK",
        "Tekstiviesti": "sms:+358401112222?body=BCDF-GHJK",
    }
    expect(dialog.get_by_text("Lähetä viesti BCDF-GHJK. Vastaanottaja: +358401112222.")).to_be_visible()
    expect(dialog.get_by_text("Lähetä viesti BCDF-GHJK. Vastaanottaja: WhatsApp.")).to_be_visible()
    assert violations(chat) == []
    assert chat.evaluate("document.documentElement.scrollWidth") <= width
    dialog.get_by_role("button", name="Selvä").click()
    expect(dialog).to_be_hidden()


def test_buttons_of_the_bot_go_when_a_counsellor_comes(page: Page, gateway: FakeGateway) -> None:
    gateway.greeting = [{"text": "Voit odottaa.", "buttons": NEEDS_A_COUNSELLOR}]
    page.goto(gateway.origin + "/chat")
    button = page.get_by_role("button", name="Jätä yhteystieto", exact=True)
    expect(button).to_be_visible()
    gateway.hand_over("counsellor")
    expect(button).to_be_hidden()
    gateway.hand_over("bot")
    expect(button).to_be_visible()
