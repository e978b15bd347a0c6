"""Every role at every address of every organisation: what the table does not allow is refused."""

import pytest

from bot.console.app import ROUTES
from bot.console.guard import Route
from bot.console.permissions import ALLOWED, Action, Role
from tests.integration.gateway.conftest import Gateway
from tests.integration.gateway.console.conftest import SignIn
from tests.support.chat import Learner
from tests.support.console import Browser

GUARDED = [route for route in ROUTES if route.action is not None]
STREAMS = {route.name for route in GUARDED if route.name.endswith("_live")}
ENDS_THE_SESSION = {"console_sign_out"}


async def asked(browser: Browser, route: Route, conversation_id: str) -> int:
    """Ask for an address as its own page would; the status."""
    path = route.path.replace("{id}", conversation_id)
    for name in ("question", "item", "lesson", "review", "fact", "person", "key"):
        path = path.replace(f"{{{name}}}", "999999")
    headers = {
        "Origin": browser.url,
        "X-CSRF-Token": browser.csrf,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    async with browser.session.request(
        route.method, browser.url + path, headers=headers, allow_redirects=False
    ) as answer:
        return answer.status


def test_every_address_of_the_console_is_behind_the_guard(gateway: Gateway) -> None:
    open_to_all = {"console_static", "console_missing", "console_worker", "console_manifest"}
    known = {route.name for route in ROUTES}
    served = {
        route.name or ""
        for route in gateway.app.router.routes()
        if route.resource and route.resource.canonical.startswith("/console")
    }
    assert served - open_to_all == known
    assert {route.name for route in ROUTES if route.action is None} <= {
        "console_sign_in",
        "console_sign_in_start",
        "console_sign_in_callback",
        "console_sign_in_language",
        "console_sign_in_development",
    }


def test_every_action_is_allowed_to_somebody_and_nothing_else_is() -> None:
    assert set(ALLOWED) == set(Action)
    assert all(ALLOWED.values())


@pytest.mark.parametrize("role", list(Role))
async def test_a_role_reaches_what_the_table_says_and_nothing_else(
    role: Role, sign_in: SignIn, waiting: Learner
) -> None:
    browser = await sign_in(f"{role}.ohjaus")
    for route in GUARDED:
        if route.name in ENDS_THE_SESSION:
            continue
        allowed = role in ALLOWED[route.action or Action.SIGNED_IN]
        status = await asked(browser, route, waiting.conversation_id)
        assert (status != 403) == allowed, (role, route.name, status)


@pytest.mark.parametrize("role", list(Role))
async def test_nobody_reaches_a_conversation_of_another_organisation(
    role: Role, sign_in: SignIn, waiting: Learner
) -> None:
    browser = await sign_in(f"{role}.etela")
    for route in (route for route in GUARDED if "{id}" in route.path):
        status = await asked(browser, route, waiting.conversation_id)
        assert status in {403, 404, 422}, (route.name, status)
    queue = await browser.get("/console/queue")
    assert waiting.conversation_id not in queue.text
    assert (await waiting.poll())["owner"] == "waiting"


async def test_nobody_gets_in_without_a_session(sign_in: SignIn, waiting: Learner) -> None:
    browser = await sign_in("")
    for route in GUARDED:
        assert await asked(browser, route, waiting.conversation_id) in {303, 401}, route.name
    stale = await sign_in("")
    stale.session.cookie_jar.update_cookies({"suunta": "x" * 43})
    assert (await stale.get("/console/queue")).address == "/console/sign-in"


async def test_no_change_without_the_pages_token_and_from_elsewhere(
    counsellor: Browser, waiting: Learner
) -> None:
    ours = {"Origin": counsellor.url}
    for form, headers in (
        ({}, ours),
        ({"csrf": "x" * 43}, ours),
        ({"csrf": counsellor.csrf}, {"Origin": "https://evil.example"}),
        ({"csrf": counsellor.csrf}, {}),
        ({"csrf": counsellor.csrf}, {"Sec-Fetch-Site": "cross-site", **ours}),
    ):
        for route in (route for route in GUARDED if route.method == "POST"):
            path = route.path.replace("{id}", waiting.conversation_id)
            assert (await counsellor.send(path, form, headers)).status in {403, 404}, (route.name, headers)
    assert (await waiting.poll())["owner"] == "waiting"
