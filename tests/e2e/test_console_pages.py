"""Every page of the console is accessible (WCAG 2.2 AA), fits 320 px and 200 %, speaks what was chosen."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.console.app import ROUTES
from bot.console.permissions import Action, Role, is_allowed
from tests.e2e.accessibility import violations
from tests.support.console_gateway import running_gateway

WAIT_MS = 10_000
NO_PAGE = re.compile(r"\.(csv|pdf|svg|png|yml|docx|xlsx)$|/(live|due|session)$")
LEAD, AUDITOR = frozenset({Role.LEAD}), frozenset({Role.AUDITOR})
FACT = "/console/knowledge/facts/student_aid"
POST = """async ([path, form]) => {
  const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRF-Token"];
  const body = new URLSearchParams(form);
  const answer = await fetch(path, {method: "POST", body, headers: {"X-CSRF-Token": token}});
  return [answer.status, new URL(answer.url).pathname];
}"""
EDIT = {
    "short": "Opintotuki nousi.",
    "text": "Opintotuki on 300 euroa kuussa.",
    "unsure": "En voi varmistaa opintotuen määrää.",
    "question": "Paljonko opintotuki on?",
    "source": "Kela",
    "url": "https://kela.fi",
    "checked_on": "2026-11-20",
    "status": "verified",
    "valid_from": "2026-08-01",
    "why": "Kela muutti määrää",
}
DAY = "2026-12-01"


def post(page: Page, path: str, form: dict[str, str]) -> str:
    """Send a form as the page's own; where it led."""
    status, address = page.evaluate(POST, [path, form])
    assert status == 200, (path, status)
    return str(address)


def addresses(conversation: str, edit: str, action_roles: frozenset[Role]) -> list[str]:
    """The addresses of all pages that somebody of these roles may see, filled in."""
    filled = {
        "/console/conversations/{id}": conversation,
        "/console/knowledge/facts/{id}/edits/{key}": edit,
        "/console/knowledge/facts/{id}": FACT,
        "/console/training/{lesson}": "/console/training/guided",
    }
    found = []
    for route in ROUTES:
        if route.method != "GET" or route.action is None or NO_PAGE.search(route.path):
            continue
        if not is_allowed(action_roles, route.action):
            continue
        path = route.path
        for pattern, place in filled.items():
            path = path.replace(pattern, place)
        assert "{" not in path, f"{route.path} is not looked at"
        found.append(path)
    return found


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A gateway's address."""
    with running_gateway(tmp_path_factory.mktemp("pages")) as gateway:
        yield gateway.url


@pytest.fixture(scope="module")
def house(browser: Browser, url: str) -> Iterator[tuple[Page, list[str]]]:
    """A lead's browser, and the addresses of pages on each of which something stands."""
    learner = browser.new_context().new_page()
    learner.goto(f"{url}/chat")
    for text in ("asun kaupungissa nimeltä Oulu", "haluan puhua ihmisen kanssa"):
        learner.get_by_role("textbox").fill(text)
        learner.keyboard.press("Enter")
        expect(learner.get_by_text(f"Kuulin: {text}")).to_be_visible(timeout=WAIT_MS)
    lead = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    lead.goto(f"{url}/console")
    lead.get_by_role("button", name="lead ohjaus").click()
    lead.get_by_role("button", name="Ota keskustelu").first.click(timeout=WAIT_MS)
    expect(lead.get_by_text("Keskustelu on sinulla")).to_be_visible(timeout=WAIT_MS)
    opened = lead.url.removeprefix(url)
    post(lead, f"{opened}/plan", {"title": "Soita opistoon", "kind": "step", "when": "maanantaina"})
    post(lead, f"{opened}/tasks", {"title": "Kysy miten meni", "due_on": DAY})
    post(
        lead,
        f"{opened}/referrals",
        {"partner_kind": "institution", "partner": "Opisto", "summary": "Etsii alaa."},
    )
    post(lead, f"{opened}/guide/answers/field", {"q.field.words": "hoitoala"})
    post(
        lead,
        f"{opened}/guide/decide",
        {"kind": "course", "key": "course:1", "title": "Kurssi", "decision": "rejected", "reason": "far"},
    )
    campaign = {"place_type": "library", "municipality": "Oulu", "starts_on": "2026-11-01"}
    post(lead, "/console/outreach/campaigns", campaign)
    post(lead, "/console/outreach/visits", {**campaign, "day": "2026-11-20", "place": "Pääkirjasto"})
    post(lead, "/console/outreach/contacts", {**campaign, "partner": "Kirjasto", "state": "agreed"})
    post(lead, "/console/action-plan/meetings", {"partner": "Kirjasto", "day": DAY, "topic": "Yhteistyö"})
    post(lead, "/console/action-plan/agreements", {"partner": "Kirjasto", "about": "Tila", "state": "signed"})
    post(
        lead,
        "/console/rounds",
        {"title": "Yhteishaku", "opens_on": DAY, "source": "Opetushallitus", "checked_on": "2026-11-20"},
    )
    edit = post(lead, f"{FACT}/edits", EDIT)
    yield lead, [*addresses(opened, edit, LEAD), "/console/nowhere"]
    for page in (learner, lead):
        page.context.close()


@pytest.mark.parametrize(
    ("language", "width", "zoom"),
    [("fi", 1280, 1), ("fi", 640, 2), ("fi", 320, 1), ("sv", 320, 1), ("en", 320, 1)],
    ids=["wide", "200 %", "320 px", "Swedish", "English"],
)
def test_every_page_is_accessible_and_fits(
    house: tuple[Page, list[str]], url: str, language: str, width: int, zoom: int
) -> None:
    lead, places = house
    assert len(places) > 25
    lead.goto(f"{url}/console/queue")
    post(lead, "/console/language", {"language": language})
    lead.set_viewport_size({"width": width, "height": 800 // zoom})
    faults = {}
    for place in places:
        lead.goto(url + place)
        found = violations(lead)
        if lead.evaluate("document.documentElement.scrollWidth") > width:
            found.append("scrolls sideways")
        if lead.locator("html").get_attribute("lang") != language:
            found.append("another language")
        if found:
            faults[place] = found
    assert faults == {}


def test_the_auditors_and_nobodys_pages_are_accessible_and_fit(page: Page, url: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{url}/console/sign-in")
    assert violations(page) == []
    page.get_by_role("button", name="auditor ohjaus").click()
    own = [one for one in addresses("", "", AUDITOR) if not one.startswith("/console/conversations")]
    assert "/console/audit" in own
    for place in own:
        page.goto(url + place)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, place


def test_all_actions_of_pages_are_somebodys(url: str) -> None:
    shown = {route.action for route in ROUTES if route.method == "GET" and route.action is not None}
    alone = {one for one in shown if not is_allowed(LEAD, one) and not is_allowed(AUDITOR, one)}
    assert alone <= {Action.IMPACT_SEE_ALL}
