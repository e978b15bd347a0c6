"""The contact form of the built widget in a browser: outside the conversation, and only with a consent."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.accessibility import violations
from tests.e2e.fake_gateway import FakeGateway

BUTTONS = [{"id": "f1", "title": "Avaa lomake", "form": "contact"}, {"id": "b1", "title": "Jatketaan tässä"}]


@pytest.fixture
def chat(page: Page, gateway: FakeGateway) -> Page:
    """The widget, greeted with a button that opens the form."""
    gateway.greeting = [{"text": "Jätä yhteystietosi lomakkeella.", "buttons": BUTTONS}]
    page.goto(gateway.origin + "/chat")
    page.get_by_role("button", name="Avaa lomake").click()
    expect(page.get_by_role("dialog", name="Ohjaaja ottaa yhteyttä")).to_be_visible()
    return page


def test_contact_data_goes_to_the_form_and_never_into_the_conversation(
    chat: Page, gateway: FakeGateway
) -> None:
    dialog = chat.get_by_role("dialog")
    expect(dialog.get_by_text("Botti ei näe yhteystietoa.")).to_be_visible()
    dialog.get_by_label("Puhelinnumero").last.fill("040 123 4567")
    dialog.get_by_role("button", name="Tallenna").click()
    expect(dialog.get_by_role("alert")).to_contain_text("rasti")
    assert gateway.contacts == []
    dialog.get_by_label("Annan ohjaajan ottaa minuun yhteyttä ja kirjoittaa minulle viestejä.").check()
    assert violations(chat) == []
    dialog.get_by_role("button", name="Tallenna").click()
    expect(dialog).to_be_hidden()
    expect(chat.get_by_text("Yhteystietosi on nyt tallessa.")).to_be_visible()
    assert gateway.contacts == [
        {"kind": "phone", "value": "040 123 4567", "purpose": "contact", "consent_version": "2"}
    ]
    assert gateway.posts == []
    assert "4567" not in chat.content() + str(gateway.messages)


def test_what_is_refused_is_said_and_can_be_put_right_and_taken_back(
    chat: Page, gateway: FakeGateway
) -> None:
    dialog = chat.get_by_role("dialog")
    dialog.get_by_label("Sähköposti").check()
    dialog.get_by_label("Sähköposti").last.fill("maija@kunta")
    dialog.get_by_label("Annan ohjaajan ottaa minuun yhteyttä ja kirjoittaa minulle viestejä.").check()
    dialog.get_by_role("button", name="Tallenna").click()
    expect(dialog.get_by_role("alert")).to_have_text("Tarkista se.")
    dialog.get_by_label("Sähköposti").last.fill("maija4567@kunta.fi")
    dialog.get_by_role("button", name="Tallenna").click()
    expect(dialog).to_be_hidden()

    chat.get_by_role("button", name="Valikko").click()
    chat.get_by_role("button", name="Jätä yhteystieto").click()
    expect(dialog.get_by_text("*** fi")).to_be_visible()
    dialog.get_by_role("button", name="Peru lupa").click()
    expect(dialog.get_by_role("status")).to_contain_text("peruttu")
    assert gateway.contacts == []
    chat.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
