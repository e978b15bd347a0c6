"""The built widget in a real browser, against a fake gateway."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.accessibility import violations
from tests.e2e.fake_gateway import FakeGateway, Json

BUTTONS = [{"id": "b1", "title": "Etsin koulutusta"}, {"id": "b2", "title": "Puhun ihmiselle"}]
CARDS = [
    {
        "kind": "course",
        "title": "Lähihoitaja",
        "subtitle": "Oulu",
        "why": "Hoitoala lähellä sinua.",
        "url": "https://opintopolku.fi/konfo/fi/",
        "sample": True,
        "details": {},
    },
    {"kind": "course", "title": "<img src=x onerror=alert(1)>", "url": "javascript:alert(1)"},
]


def by_button(stored: Json) -> list[Json]:
    """Ask the place after the first button, show cards after everything else."""
    if stored.get("button") == "b1":
        skip = [{"id": "s1", "title": "Ohita"}]
        return [
            {"text": "Missä asut?", "asking": "place", "progress": {"done": 3, "of": 10}, "buttons": skip}
        ]
    return [{"text": "Löysin nämä.", "cards": CARDS, "progress": {"done": 4, "of": 10}}]


@pytest.fixture
def errors(page: Page) -> list[str]:
    """What the page complained of: refused by the policy, or failed in the script."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda line: found.append(line.text) if "Content Security" in line.text else None)
    return found


@pytest.fixture
def chat(page: Page, gateway: FakeGateway, errors: list[str]) -> Page:
    """The widget on its own page, greeted, with two buttons."""
    gateway.greeting = [{"text": "Hei! Olen Suunta, botti.", "buttons": BUTTONS}]
    gateway.replies = by_button
    page.goto(gateway.origin + "/chat?s=kirjasto")
    expect(page.get_by_text("Hei! Olen Suunta, botti.")).to_be_visible()
    return page


def write(page: Page, text: str) -> None:
    page.get_by_label("Viestisi").fill(text)
    page.keyboard.press("Enter")


def menu(page: Page, item: str) -> None:
    page.get_by_role("button", name="Valikko").click()
    page.locator("#menu").get_by_role("button", name=item).click()


def focused(page: Page) -> str:
    """Describe the focused element, inside the shadow root too."""
    inner = "while (e.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;"
    script = f"() => {{ let e = document.activeElement; {inner} return e.id || e.className || e.tagName; }}"
    return str(page.evaluate(script))


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_conversation_to_cards(chat: Page, gateway: FakeGateway, errors: list[str], width: int) -> None:
    chat.set_viewport_size({"width": width, "height": 760})
    assert gateway.created == [{"channel": "web", "source": "kirjasto", "language": "fi"}]
    assert violations(chat) == []
    chat.get_by_role("button", name="Etsin koulutusta").click()
    expect(chat.get_by_text("Missä asut?")).to_be_visible()
    expect(chat.get_by_text("3/10", exact=True)).to_be_visible()
    expect(chat.get_by_role("progressbar")).to_have_js_property("value", 3)
    expect(chat.get_by_role("button", name="Etsin koulutusta")).to_have_count(0)
    assert violations(chat) == []
    write(chat, "asun Oulussa")
    card = chat.get_by_role("listitem").filter(has_text="Lähihoitaja")
    expect(card).to_contain_text("Esimerkki – tarkista Opintopolusta")
    expect(card).to_contain_text("Miksi tämä: Hoitoala lähellä sinua.")
    link = card.get_by_role("link", name="Katso lisää: Lähihoitaja")
    expect(link).to_have_attribute("href", "https://opintopolku.fi/konfo/fi/")
    assert violations(chat) == []
    assert [set(post) - {"client_message_id"} for post in gateway.posts] == [{"button"}, {"text"}]
    assert chat.evaluate("document.documentElement.scrollWidth") <= width
    assert errors == []


def test_markup_in_messages_stays_text(chat: Page, gateway: FakeGateway, errors: list[str]) -> None:
    write(chat, "<script>alert(1)</script> [x](javascript:alert(1))")
    expect(chat.get_by_text("<script>alert(1)</script> [x](javascript:alert(1))")).to_be_visible()
    hostile = chat.get_by_role("listitem").filter(has_text="<img src=x onerror=alert(1)>")
    expect(hostile).to_be_visible()
    expect(hostile.get_by_role("link")).to_have_count(0)
    assert chat.locator("suunta-chat img, suunta-chat script").count() == 0
    assert errors == []


def test_long_word_wraps_at_320_px(chat: Page) -> None:
    chat.set_viewport_size({"width": 320, "height": 640})
    write(chat, "lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas" * 3)
    expect(chat.get_by_text("Löysin nämä.")).to_be_visible()
    assert chat.evaluate("document.documentElement.scrollWidth") == 320
    log = "document.querySelector('suunta-chat').shadowRoot.querySelector('.scroll')"
    assert chat.evaluate(f"{log}.scrollWidth <= {log}.clientWidth")


@pytest.mark.parametrize(("width", "height"), [(640, 360), (320, 256)])
def test_strong_zoom_leaves_everything_reachable(chat: Page, width: int, height: int) -> None:
    chat.set_viewport_size({"width": width, "height": height})
    chat.get_by_label("Viestisi").scroll_into_view_if_needed()
    chat.get_by_label("Viestisi").click()
    write(chat, "asun Oulussa")
    card = chat.get_by_role("listitem").filter(has_text="Lähihoitaja")
    card.scroll_into_view_if_needed()
    expect(card).to_be_in_viewport()
    assert violations(chat) == []


def test_keyboard_alone(chat: Page) -> None:
    for _ in range(20):
        chat.keyboard.press("Tab")
        if focused(chat) == "reply":
            break
    chat.keyboard.press("Enter")
    expect(chat.get_by_text("Missä asut?")).to_be_visible()
    assert focused(chat) == "replies"
    chat.keyboard.press("Tab")
    assert focused(chat) == "reply"
    chat.keyboard.press("Tab")
    assert focused(chat) == "draft"
    chat.keyboard.type("rivi yksi")
    chat.keyboard.press("Shift+Enter")
    chat.keyboard.type("rivi kaksi")
    chat.keyboard.press("Enter")
    expect(chat.get_by_text("Löysin nämä.")).to_be_visible()
    assert focused(chat) == "draft"


def test_menu_and_dialogs_by_keyboard(chat: Page) -> None:
    button = chat.get_by_role("button", name="Valikko")
    button.focus()
    chat.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    assert violations(chat) == []
    chat.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()
    menu(chat, "Tietosuoja")
    expect(chat.get_by_role("dialog", name="Tietosuoja")).to_be_visible()
    assert violations(chat) == []
    chat.keyboard.press("Escape")
    expect(chat.get_by_role("dialog")).to_have_count(0)
    expect(button).to_be_focused()


def test_easier_finnish_is_in_the_menu(chat: Page, gateway: FakeGateway) -> None:
    chat.get_by_role("button", name="Valikko").click()
    chat.get_by_role("button", name="Kirjoita helpommin").click()
    expect(chat.get_by_role("log")).to_contain_text("Kirjoita helpommin")
    assert [post["text"] for post in gateway.posts] == ["Kirjoita helpommin"]


def test_live_region_and_typing_notice(chat: Page, gateway: FakeGateway) -> None:
    log = chat.get_by_role("log")
    expect(log).to_have_attribute("aria-live", "polite")
    gateway.delay = 1.0
    write(chat, "moi")
    expect(chat.get_by_text("Suunta kirjoittaa")).to_be_attached()
    expect(log.get_by_text("Löysin nämä.")).to_be_visible()
    expect(chat.get_by_text("Suunta kirjoittaa")).to_have_count(0)


def test_nothing_is_lost_and_nothing_doubled_without_network(chat: Page, gateway: FakeGateway) -> None:
    chat.context.set_offline(True)
    write(chat, "eka viesti")
    expect(chat.get_by_text("Ei verkkoyhteyttä")).to_be_visible()
    expect(chat.get_by_text("Ei vielä lähetetty")).to_be_visible()
    assert violations(chat) == []
    write(chat, "toka viesti")
    chat.context.set_offline(False)
    expect(chat.get_by_text("Ei verkkoyhteyttä")).to_have_count(0, timeout=15_000)
    expect(chat.get_by_text("Ei vielä lähetetty")).to_have_count(0)
    expect(chat.get_by_text("Löysin nämä.")).to_have_count(2)
    learner = [one["text"] for one in gateway.messages if one["from"] == "learner"]
    assert learner == ["eka viesti", "toka viesti"]
    expect(chat.get_by_text("eka viesti")).to_have_count(1)


def test_same_id_is_sent_again_after_an_error(chat: Page, gateway: FakeGateway) -> None:
    gateway.failures = [503, 0]
    write(chat, "moi")
    expect(chat.get_by_text("Löysin nämä.")).to_be_visible(timeout=15_000)
    assert len({post["client_message_id"] for post in gateway.posts}) == 1
    assert len([one for one in gateway.messages if one["from"] == "learner"]) == 1


def test_refused_message_can_be_edited(chat: Page, gateway: FakeGateway) -> None:
    gateway.failures = [422]
    write(chat, "moi vaan")
    expect(chat.get_by_text("Viesti ei lähtenyt.")).to_be_visible()
    assert violations(chat) == []
    chat.get_by_role("button", name="Muokkaa").click()
    expect(chat.get_by_label("Viestisi")).to_have_value("moi vaan")
    assert focused(chat) == "draft"


def test_long_poll_instead_of_stream(page: Page, gateway: FakeGateway) -> None:
    gateway.streaming = False
    page.goto(gateway.origin + "/chat")
    write(page, "moi")
    expect(page.get_by_text("Kuulin: moi")).to_be_visible()
    gateway.say({"text": "Vielä yksi asia."})
    expect(page.get_by_text("Vielä yksi asia.")).to_have_count(1)


def test_length_is_counted_and_nothing_is_cut(chat: Page, gateway: FakeGateway) -> None:
    field = chat.get_by_label("Viestisi")
    field.fill("ä" * 2001)
    expect(chat.get_by_text("Viesti on liian pitkä: 2001/2000 merkkiä")).to_be_visible()
    chat.keyboard.press("Enter")
    expect(field).to_have_value("ä" * 2001)
    assert violations(chat) == []
    field.fill("ä" * 2000)
    expect(chat.get_by_text("2000/2000 merkkiä")).to_be_visible()
    chat.keyboard.press("Enter")
    expect(chat.get_by_text("Löysin nämä.")).to_be_visible()
    assert len(gateway.posts[0]["text"]) == 2000


@pytest.mark.parametrize(
    ("owner", "notice"),
    [
        ("waiting", "Odotat ohjaajaa."),
        ("counsellor", "Juttelet nyt ohjaajan kanssa."),
        ("closed", "on suljettu"),
    ],
)
def test_owner_states(chat: Page, gateway: FakeGateway, owner: str, notice: str) -> None:
    gateway.hand_over(owner)
    expect(chat.get_by_text(notice)).to_be_visible()
    assert violations(chat) == []
    if owner == "counsellor":
        gateway.say({"text": "Hei, olen Maija."}, "counsellor")
        expect(chat.get_by_text("Ohjaaja", exact=True)).to_be_visible()
    if owner == "closed":
        expect(chat.get_by_label("Viestisi")).to_be_disabled()
        chat.get_by_role("button", name="Aloita uusi keskustelu").click()
        expect(chat.get_by_label("Viestisi")).to_be_enabled()
        write(chat, "uusi alku")
        expect(chat.get_by_text("Löysin nämä.")).to_be_visible()
        assert len(gateway.created) == 2


def test_nothing_is_stored_without_the_opt_in(chat: Page, gateway: FakeGateway) -> None:
    write(chat, "moi")
    expect(chat.get_by_text("Löysin nämä.")).to_be_visible()
    stored = "() => [localStorage.length, sessionStorage.length, document.cookie.length]"
    assert chat.evaluate(stored) == [0, 0, 0]
    chat.get_by_role("button", name="Valikko").click()
    chat.get_by_label("Muista keskustelu tällä laitteella").check()
    assert chat.evaluate(stored) == [0, 1, 0]
    chat.reload()
    expect(chat.get_by_text("Löysin nämä.")).to_be_visible()
    assert len(gateway.created) == 1
    chat.get_by_role("button", name="Valikko").click()
    chat.get_by_label("Muista keskustelu tällä laitteella").uncheck()
    assert chat.evaluate(stored) == [0, 0, 0]


def test_downloads(chat: Page) -> None:
    write(chat, "moi")
    expect(chat.get_by_text("Löysin nämä.")).to_be_visible()
    with chat.expect_download() as text:
        menu(chat, "Tallenna keskustelu tekstinä")
    saved = text.value.path().read_text(encoding="utf-8")
    assert text.value.suggested_filename == "suunta-keskustelu.txt"
    assert "Sinä: moi" in saved
    assert "* Lähihoitaja" in saved
    with chat.expect_download() as data:
        menu(chat, "Lataa omat tietosi")
    assert '"text": "moi"' in data.value.path().read_text(encoding="utf-8")


def test_delete_asks_first(chat: Page, gateway: FakeGateway) -> None:
    menu(chat, "Poista tietosi")
    chat.get_by_role("button", name="Peruuta").click()
    assert gateway.deletions == 0
    menu(chat, "Poista tietosi")
    assert violations(chat) == []
    chat.get_by_role("button", name="Poista tiedot").click()
    expect(chat.get_by_text("Keskustelusi on poistettu.")).to_be_visible()
    expect(chat.get_by_text("Hei! Olen Suunta, botti.")).to_have_count(0)
    assert gateway.deletions == 1
    assert violations(chat) == []
    chat.get_by_role("button", name="Aloita uusi keskustelu").click()
    expect(chat.get_by_text("Hei! Olen Suunta, botti.")).to_be_visible()


def test_start_over(chat: Page, gateway: FakeGateway) -> None:
    write(chat, "moi")
    expect(chat.get_by_text("Löysin nämä.")).to_be_visible()
    menu(chat, "Aloita alusta")
    chat.get_by_role("dialog").get_by_role("button", name="Aloita alusta").click()
    expect(chat.get_by_text("Löysin nämä.")).to_have_count(0)
    expect(chat.get_by_text("Hei! Olen Suunta, botti.")).to_be_visible()
    assert len(gateway.created) == 2


@pytest.mark.parametrize("width", [360, 1280])
def test_embedded_in_another_page(page: Page, gateway: FakeGateway, errors: list[str], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 720})
    page.goto(gateway.origin + "/host")
    launcher = page.get_by_role("button", name="Kysy koulutuksesta")
    expect(launcher).to_be_visible()
    assert gateway.created == []
    launcher.press("Enter")
    expect(page.get_by_text("Hei! Olen Suunta, botti.")).to_be_visible()
    assert gateway.created[0]["source"] == "kirjasto"
    assert focused(page) == "draft"
    assert violations(page) == []
    page.keyboard.type("luonnos")
    page.keyboard.press("Escape")
    expect(page.get_by_text("Hei! Olen Suunta, botti.")).to_have_count(0)
    expect(launcher).to_be_focused()
    launcher.click()
    expect(page.get_by_label("Viestisi")).to_have_value("luonnos")
    assert len(gateway.created) == 1
    assert errors == []


def test_reduced_motion(browser: Any, gateway: FakeGateway) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    gateway.delay = 2.0
    page.goto(gateway.origin + "/chat")
    write(page, "moi")
    expect(page.locator(".dots i").first).to_be_visible()
    names = "[...document.querySelector('suunta-chat').shadowRoot.querySelectorAll('.dots i')]"
    assert page.evaluate(f"{names}.map(i => getComputedStyle(i).animationName)") == ["none"] * 3
    context.close()


def test_reader_further_up_is_not_moved(chat: Page, gateway: FakeGateway) -> None:
    for number in range(12):
        gateway.say({"text": f"Viesti {number}"})
        expect(chat.get_by_text(f"Viesti {number}", exact=True)).to_be_attached()
    expect(chat.get_by_text("Viesti 11", exact=True)).to_be_in_viewport()
    scroll = "document.querySelector('suunta-chat').shadowRoot.querySelector('.scroll')"
    chat.evaluate(f"{scroll}.scrollTo(0, 0)")
    gateway.say({"text": "Uusin viesti"})
    newest = chat.get_by_role("button", name="Uusia viestejä")
    expect(newest).to_be_visible()
    assert chat.evaluate(f"{scroll}.scrollTop") == 0
    newest.click()
    expect(chat.get_by_text("Uusin viesti")).to_be_in_viewport()
    expect(newest).to_have_count(0)
