"""The console in a browser: learner and counsellor at once, by keyboard, narrow, zoomed, a torn stream."""

import re
import statistics
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from tests.support.console_gateway import RunningGateway, running_gateway

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> ihminen"
WAIT_MS = 10_000
NO_NET = re.compile(  # sendAbort: newer words replace a request that is under way
    "404|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_RESET|ERR_INCOMPLETE_CHUNKED|afterRequest|sendError|sendAbort"
)

Arrive = Callable[[], Page]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningGateway]:
    """A gateway."""
    with running_gateway(tmp_path_factory.mktemp("console")) as gateway:
        yield gateway


@pytest.fixture(scope="module")
def url(running: RunningGateway) -> str:
    """Its address."""
    return running.url


@pytest.fixture
def arrive(browser: Browser, url: str) -> Iterator[Arrive]:
    """Opens the chat of a new learner."""
    contexts: list[BrowserContext] = []

    def arriving() -> Page:
        contexts.append(browser.new_context(viewport={"width": 400, "height": 800}))
        page = contexts[-1].new_page()
        page.goto(f"{url}/chat")
        expect(page.get_by_role("log")).to_be_visible(timeout=WAIT_MS)
        return page

    yield arriving
    for context in contexts:
        context.close()


@pytest.fixture
def desk(browser: Browser, url: str) -> Iterator[Page]:
    """A counsellor's browser at the queue. Nothing may be refused by the policy or fail in a script."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append("a dialog opened"))
    page.goto(f"{url}/console")
    page.get_by_role("button", name="counsellor ohjaus").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Keskustelut")
    yield page
    assert [fault for fault in faults if not NO_NET.search(fault)] == []
    context.close()


def write(learner: Page, text: str) -> None:
    """Write as the learner."""
    learner.get_by_role("textbox").fill(text)
    learner.keyboard.press("Enter")


def claim(desk: Page, learner: Page, text: str = "haluan puhua ihmisen kanssa") -> None:
    """The learner asks for a human, and the counsellor takes the conversation over."""
    write(learner, text)
    desk.get_by_role("button", name="Ota keskustelu").first.click(timeout=WAIT_MS)
    expect(desk.get_by_text("Keskustelu on sinulla")).to_be_visible(timeout=WAIT_MS)


def test_learner_and_counsellor_talk_and_the_bot_gets_the_word_back(desk: Page, arrive: Arrive) -> None:
    learner = arrive()
    write(learner, "asun kaupungissa nimeltä Oulu")
    expect(learner.get_by_text("Kuulin: asun")).to_be_visible(timeout=WAIT_MS)
    claim(desk, learner, HOSTILE)
    log = desk.get_by_role("log")
    expect(log.get_by_text(HOSTILE, exact=True)).to_be_visible()
    expect(desk.get_by_text("”asun kaupungissa nimeltä Oulu”")).to_be_visible()
    desk.get_by_label("Vastaa henkilölle").type("Hei! Olen ohjaaja.")
    expect(learner.get_by_text("Ohjaaja kirjoittaa")).to_be_visible(timeout=WAIT_MS)
    desk.keyboard.press("Enter")
    expect(learner.get_by_text("Hei! Olen ohjaaja.")).to_be_visible(timeout=WAIT_MS)
    expect(desk.get_by_label("Vastaa henkilölle")).to_have_value("")
    learner.get_by_role("textbox").press_sequentially("Kiitos")
    expect(desk.get_by_text("Henkilö kirjoittaa")).to_be_visible(timeout=WAIT_MS)
    write(learner, "Kiitos, kysyn kurssista")
    expect(log.get_by_text("Kiitos, kysyn kurssista")).to_be_visible(timeout=WAIT_MS)
    desk.get_by_role("button", name="Anna robotille").click()
    expect(learner.get_by_text("Ohjaaja lähti keskustelusta")).to_be_visible(timeout=WAIT_MS)
    write(learner, "vielä yksi")
    expect(learner.get_by_text("Kuulin: vielä yksi")).to_be_visible(timeout=WAIT_MS)


def test_messages_are_on_the_screen_at_once(desk: Page, arrive: Arrive) -> None:
    learner = arrive()
    claim(desk, learner)
    took = []
    for number in range(8):
        began = time.monotonic()
        write(learner, f"viesti numero {number}")
        expect(desk.get_by_role("log").get_by_text(f"viesti numero {number}")).to_be_attached(timeout=WAIT_MS)
        took.append(time.monotonic() - began)
    print(f"message to screen: median {statistics.median(took) * 1000:.0f} ms of {len(took)}")  # noqa: T201
    assert statistics.median(took) < 2


def test_what_is_typed_survives_a_reload_and_is_gone_after_signing_out(desk: Page, arrive: Arrive) -> None:
    claim(desk, arrive())
    box = desk.get_by_label("Vastaa henkilölle")
    box.fill("Kesken jäänyt vastaus")
    desk.get_by_label("Uusi muistiinpano").fill("Kesken jäänyt muistiinpano")
    desk.reload()
    expect(box).to_have_value("Kesken jäänyt vastaus")
    expect(desk.get_by_label("Uusi muistiinpano")).to_have_value("Kesken jäänyt muistiinpano")
    address = desk.url
    desk.get_by_role("button", name="Kirjaudu ulos").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Olet kirjautunut ulos")
    assert desk.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('suunta-draft'))") == []
    desk.goto(address)
    expect(desk.get_by_role("heading", level=1)).to_have_text("Kirjaudu ohjaajan työpöydälle")
    desk.get_by_role("button", name="counsellor ohjaus").click()
    expect(box).to_have_value("")


def test_a_torn_stream_is_told_and_loses_nothing(desk: Page, arrive: Arrive, running: RunningGateway) -> None:
    learner = arrive()
    claim(desk, learner)
    write(learner, "ennen katkoa")
    expect(desk.get_by_role("log").get_by_text("ennen katkoa")).to_be_visible(timeout=WAIT_MS)
    desk.context.set_offline(True)
    running.tear()
    write(learner, "tämä tuli katkon aikana")
    expect(desk.get_by_text("Yhteys katkesi")).to_be_visible(timeout=WAIT_MS)
    desk.get_by_label("Vastaa henkilölle").fill("Vastaan katkosta huolimatta")
    desk.keyboard.press("Enter")
    expect(desk.get_by_label("Vastaa henkilölle")).to_have_value("Vastaan katkosta huolimatta")
    desk.context.set_offline(False)
    expect(desk.get_by_role("log").get_by_text("tämä tuli katkon aikana")).to_have_count(1, timeout=20_000)
    expect(desk.get_by_text("Yhteys katkesi")).to_be_hidden()
    desk.get_by_label("Vastaa henkilölle").press("Enter")
    expect(learner.get_by_text("Vastaan katkosta huolimatta")).to_be_visible(timeout=WAIT_MS)


def test_ready_made_answers_are_filled_in(desk: Page, arrive: Arrive) -> None:
    claim(desk, arrive())
    desk.get_by_text("Valmiit vastaukset").click()
    desk.get_by_label("Nimesi").fill("Maija")
    desk.get_by_role("button", name="Lisää viestiin: Tervehdys").click()
    expect(desk.get_by_label("Vastaa henkilölle")).to_have_value(re.compile("^Hei! Olen Maija, ohjaaja."))


def tab_to(page: Page, name: str) -> None:
    """Go on with the Tab key until something of this name has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.innerText || document.activeElement.id")
        if name in focused:
            return
    pytest.fail(f"{name} is not reached by keyboard")


def test_everything_by_keyboard(desk: Page, arrive: Arrive) -> None:
    learner = arrive()
    write(learner, "ihminen")
    expect(desk.get_by_role("button", name="Ota keskustelu").first).to_be_visible(timeout=WAIT_MS)
    tab_to(desk, "Ota keskustelu")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Keskustelu on sinulla")).to_be_visible(timeout=WAIT_MS)
    tab_to(desk, "text")
    desk.keyboard.type("Näppäimillä kirjoitettu")
    desk.keyboard.press("Enter")
    expect(learner.get_by_text("Näppäimillä kirjoitettu")).to_be_visible(timeout=WAIT_MS)
    desk.reload()
    tab_to(desk, "Muut toiminnot")
    desk.keyboard.press("Enter")
    tab_to(desk, "Palauta jonoon")
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("button", name="Palauta jonoon")).to_be_hidden()
    desk.keyboard.press("Enter")
    tab_to(desk, "Päätä keskustelu")
    desk.keyboard.press("Enter")
    expect(learner.get_by_text("Keskustelu päättyi")).to_be_visible(timeout=WAIT_MS)


def test_the_guided_session(desk: Page, url: str) -> None:
    desk.goto(f"{url}/console/guided")
    desk.get_by_role("checkbox").check()
    desk.get_by_role("button", name="Aloita", exact=True).click()
    desk.get_by_role("radio", name="Olen työtön").check()
    expect(desk.get_by_text("Tallennettu: työtön")).to_be_visible(timeout=WAIT_MS)
    desk.get_by_label("Omin sanoin").nth(2).fill("hoitoala")
    desk.keyboard.press("Tab")
    expect(desk.get_by_text("Tallennettu: Hoitoala")).to_be_visible(timeout=WAIT_MS)
    expect(desk.get_by_text("Koulutushaku ei juuri nyt vastaa.")).to_be_visible(timeout=WAIT_MS)
    desk.get_by_role("link", name="Näytä henkilölle", exact=True).click()
    expect(desk.get_by_text("työtön")).to_be_visible()
    expect(desk.get_by_role("navigation")).to_be_hidden()


NOISES = """() => {
  window.noises = []; window.notices = [];
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (at) {
    window.noises.push(this.context);
    return start.call(this, at);
  };
  window.Notification = class { constructor(title, how) { window.notices.push(how.body); } };
  window.Notification.permission = "granted";
  Object.defineProperty(document, "hidden", { get: () => true });
}"""


def test_a_sound_and_a_notice_tell_of_news_in_another_conversation(desk: Page, arrive: Arrive) -> None:
    first, second = arrive(), arrive()
    claim(desk, first)
    desk.goto(desk.url.partition("/conversations")[0] + "/queue")
    claim(desk, second)
    desk.add_init_script(f"({NOISES})()")
    desk.reload()
    desk.get_by_role("button", name="Ilmoita äänellä").click()
    before = desk.evaluate("window.noises.length")
    write(first, "oletko vielä siellä?")
    for _ in range(100):
        if desk.evaluate("window.noises.length") > before:
            break
        desk.wait_for_timeout(100)
    assert desk.evaluate("window.noises.length") > before
    assert desk.evaluate("new Set(window.noises).size") == 1  # a page gets only a few audio contexts a day
    assert desk.evaluate("window.notices") == ["Uusi viesti tai odottaja."]
    expect(desk).to_have_title(re.compile(r"^\(\d+\) "))
    desk.evaluate("localStorage.removeItem('suunta-notify')")


def test_what_is_typed_in_a_part_stays_when_the_part_is_new(
    desk: Page, arrive: Arrive, browser: Browser, url: str
) -> None:
    claim(desk, arrive())
    desk.get_by_text("Muut toiminnot").click()
    desk.get_by_label("Viesti työkaverille").fill("Hän toivoo soittoa")
    colleague = browser.new_context().new_page()
    colleague.goto(f"{url}/console")
    colleague.get_by_role("button", name="Toinen").click()
    expect(desk.get_by_label("Siirrä työkaverille").get_by_role("option", name="Toinen")).to_be_attached(
        timeout=30_000
    )
    expect(desk.get_by_label("Viesti työkaverille")).to_have_value("Hän toivoo soittoa")
    desk.get_by_label("Siirrä työkaverille").select_option(label="Toinen")
    desk.get_by_role("button", name="Siirrä", exact=True).click()
    expect(colleague.get_by_role("heading", name="Omat keskustelut 1")).to_be_visible(timeout=WAIT_MS)
    colleague.context.close()


def test_the_screen_of_an_unstored_session_is_turned_in_a_tab_of_its_own(desk: Page, url: str) -> None:
    desk.goto(f"{url}/console/guided/unstored")
    desk.get_by_label("Omin sanoin").nth(2).fill("hoitoala")
    with desk.context.expect_page() as turned:
        desk.get_by_role("button", name="Näytä henkilölle").click()
    expect(turned.value.get_by_text("hoitoala")).to_be_visible()
    expect(turned.value.get_by_role("navigation")).to_be_hidden()
    expect(desk.get_by_label("Omin sanoin").nth(2)).to_have_value("hoitoala")


def test_leaving_an_unstored_session_by_mistake_is_asked_about(desk: Page, url: str) -> None:
    page = desk.context.new_page()
    asked: list[str] = []

    def stays(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stays)
    page.goto(f"{url}/console/guided/unstored")
    page.get_by_label("Omin sanoin").nth(2).press_sequentially("hoitoala")
    page.close(run_before_unload=True)
    expect(page.get_by_label("Omin sanoin").nth(2)).to_have_value("hoitoala")
    assert asked == ["beforeunload"]
