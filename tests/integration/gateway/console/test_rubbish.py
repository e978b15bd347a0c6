"""Rubbish at every page and form of the console, from somebody who is signed in: never a 5xx."""

from pathlib import Path

import pytest
from yarl import URL

from bot.console.app import ROUTES
from bot.console.guard import Route
from bot.console.permissions import ALLOWED, Action
from tests.integration.gateway.conftest import Gateway, Start
from tests.integration.gateway.console.conftest import BOTH, SignIn
from tests.support.chat import Learner
from tests.support.console import Browser, organisations_file
from tests.support.rubbish import BODIES, PARTS, QUERY, filled

UNENDING = "_live"
ASKS_THE_BACKENDS = "console_fact"  # which are a stand-in here: 503, in words
ENDS_THE_SESSION = {"console_sign_out", "console_change_over"}
LIMITS = {f"rate_{name}": "1000000/second" for name in ("messages", "requests", "conversation")}

pytestmark = BOTH


@pytest.fixture
async def gateway(start: Start, tmp_path: Path) -> Gateway:
    """A gateway that two organisations share, whose limits turn nothing away before it is looked at."""
    return await start(organisations=organisations_file(tmp_path), **LIMITS)


@pytest.fixture
async def staff(sign_in: SignIn) -> dict[str, Browser]:
    """A browser for every role."""
    roles = {role for allowed in ALLOWED.values() for role in allowed}
    return {role: await sign_in(f"{role}.ohjaus") for role in sorted(roles)}


def is_controlled(route: Route, status: int) -> bool:
    """Whether an answer is one that the console means to give."""
    return status < 500 or (status == 503 and route.name.startswith(ASKS_THE_BACKENDS))


def who_may(route: Route, staff: dict[str, Browser]) -> Browser:
    """Somebody who reaches the route, so that what is sent is read."""
    allowed = ALLOWED[route.action or Action.SIGNED_IN]
    return next(browser for role, browser in staff.items() if role in allowed)


async def test_no_form_of_the_console_brings_a_5xx(staff: dict[str, Browser], waiting: Learner) -> None:
    for route in ROUTES:
        if route.method == "GET" or route.name in ENDS_THE_SESSION:
            continue
        browser = who_may(route, staff)
        ours = {"Origin": browser.url, "X-CSRF-Token": browser.csrf}
        for headers, body in BODIES:
            async with browser.session.request(
                route.method,
                browser.url + filled(route.path, waiting.conversation_id),
                data=body,
                headers={**ours, "Connection": "close", **headers},
                allow_redirects=False,
            ) as answer:
                assert is_controlled(route, answer.status), (
                    route.name,
                    headers,
                    body[:60],
                    await answer.text(),
                )


async def test_no_address_of_the_console_brings_a_5xx(staff: dict[str, Browser], waiting: Learner) -> None:
    for route in ROUTES:
        if route.method != "GET" or route.name.endswith(UNENDING):
            continue
        browser = who_may(route, staff)
        for part in (*PARTS, waiting.conversation_id) if "{" in route.path else PARTS[:1]:
            url = URL(f"{browser.url}{filled(route.path, part)}?{QUERY}", encoded=True)
            async with browser.session.get(url, allow_redirects=False) as answer:
                assert is_controlled(route, answer.status), (route.name, part, await answer.text())
