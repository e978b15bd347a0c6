"""Signing in by a real OpenID Connect provider (oidc-provider-mock), and how sessions end."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import aiohttp
import pytest
from authlib.oauth2.rfc7636 import create_s256_code_challenge  # type: ignore[import-untyped]
from oidc_provider_mock import User, run_server_in_thread  # type: ignore[import-untyped]
from sqlalchemy import select, update
from yarl import URL

from bot.console.keys import MEMBERS
from bot.console.schema import SignIn, Staff, StaffSession
from bot.keys import DATABASE
from tests.integration.gateway.conftest import Gateway, Start
from tests.integration.gateway.console.conftest import BOTH
from tests.integration.gateway.console.conftest import SignIn as SignInAs
from tests.support.assistant import free_ports
from tests.support.console import Browser, Page, organisations_file

PEOPLE = (
    User(
        sub="1",
        claims={
            "name": "Åsa Mäki",
            "preferred_username": "Åsa.Mäki@oulu.example",
            "groups": ["ohjaus-counsellor"],
        },
    ),
    User(sub="2", claims={"name": "Kaksi", "groups": ["etela-lead", "etela-counsellor"]}),
    User(sub="3", claims={"name": "Vieras", "groups": ["jokin-muu"]}),
)


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The address of a provider that knows three people."""
    with run_server_in_thread(user_claims=PEOPLE, require_nonce=True) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
async def gateway(start: Start, tmp_path: Path, provider: str) -> Gateway:
    """A gateway whose counsellors sign in by the provider."""
    (port,) = free_ports(1)
    return await start(
        organisations=organisations_file(tmp_path),
        oidc_issuer=provider,
        oidc_client_id="suunta",
        oidc_client_secret="salaisuus",
        public_url=f"http://127.0.0.1:{port}",
    )


async def begin(browser: Browser) -> str:
    """Begin to sign in; the address at the provider."""
    async with browser.session.get(f"{browser.url}/console/sign-in/start", allow_redirects=False) as answer:
        assert answer.status == 303, await answer.text()
        return answer.headers["Location"]


async def agree(address: str, sub: str) -> str:
    """Be somebody at the provider; the query that it sends the browser back with."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(address, data={"sub": sub}, allow_redirects=False) as answer,
    ):
        assert answer.status == 302, await answer.text()
        return urlparse(answer.headers["Location"]).query


async def come_back(browser: Browser, query: str) -> Page:
    """Bring back what the provider said."""
    return await browser.get(f"/console/sign-in/callback?{query}")


@pytest.fixture
async def nobody(sign_in: SignInAs) -> Browser:
    """A browser in which nobody is signed in."""
    return await sign_in("")


@BOTH
async def test_who_is_in_a_group_gets_in_and_keeps_a_handle(gateway: Gateway, nobody: Browser) -> None:
    for _ in range(2):
        page = await come_back(nobody, await agree(await begin(nobody), "1"))
        assert (page.status, page.address) == (200, "/console/queue")
        assert "Åsa Mäki" in page.text
        assert "Ohjaamo Ohjaus" in page.text
    async with gateway.app[DATABASE].reading() as session:
        people = list(await session.scalars(select(Staff)))
    assert [(one.handle, one.subject) for one in people] == [("asa.maki", "1")]


async def test_code_challenge_and_nonce_are_those_that_wait_in_the_database(
    gateway: Gateway, nobody: Browser, provider: str
) -> None:
    address = await begin(nobody)
    asked = {name: values[0] for name, values in parse_qs(urlparse(address).query).items()}
    async with gateway.app[DATABASE].reading() as session:
        (waits,) = list(await session.scalars(select(SignIn)))
    assert address.startswith(provider)
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["code_challenge"] == create_s256_code_challenge(waits.verifier)
    assert asked["nonce"] == waits.nonce
    assert asked["state"] not in {waits.state_hash, waits.nonce, waits.verifier}


async def test_who_is_in_no_group_of_ours_stays_out(nobody: Browser) -> None:
    page = await come_back(nobody, await agree(await begin(nobody), "3"))
    assert page.status == 403
    assert "ryhmään" in page.text
    assert (await nobody.get("/console/queue")).address == "/console/sign-in"


async def test_an_answer_counts_once_and_in_the_browser_that_asked(
    sign_in: SignInAs, nobody: Browser
) -> None:
    query = await agree(await begin(nobody), "1")
    thief = await sign_in("")
    assert (await come_back(thief, query)).status == 403
    assert (await come_back(nobody, query)).status == 200
    assert (await come_back(nobody, query)).status == 403
    await begin(thief)
    assert (await come_back(thief, query)).status == 403


async def test_another_nonce_or_state_is_refused(gateway: Gateway, nobody: Browser) -> None:
    query = await agree(await begin(nobody), "1")
    async with gateway.app[DATABASE].writing() as session:
        await session.execute(update(SignIn).values(nonce="x" * 43))
    assert (await come_back(nobody, query)).status == 403
    assert (await come_back(nobody, "state=x&code=y")).status == 403
    assert (await come_back(nobody, "error=access_denied&state=")).status == 403


async def test_there_are_no_made_up_people_beside_a_provider(nobody: Browser) -> None:
    assert "Kokeilutunnukset" not in (await nobody.get("/console/sign-in")).text
    page = await nobody.post("/console/sign-in/development", account="counsellor.ohjaus")
    assert page.status == 404


async def test_a_provider_that_is_away_is_told_kindly(start: Start, tmp_path: Path) -> None:
    (port,) = free_ports(1)
    gateway = await start(oidc_issuer=f"http://127.0.0.1:{port}", oidc_client_id="suunta")
    async with Browser(gateway.url) as browser:
        page = await browser.get("/console/sign-in/start")
    assert page.status == 503
    assert "Tunnistuspalvelu" in page.text


async def test_production_has_no_made_up_people_and_host_cookies(start: Start, tmp_path: Path) -> None:
    gateway = await start(
        organisations=organisations_file(tmp_path), mode="production", public_url="https://suunta.example"
    )
    async with Browser(gateway.url) as browser:
        page = await browser.post("/console/sign-in/development", account="counsellor.ohjaus")
        assert page.status == 404
    gateway = await start(organisations=organisations_file(tmp_path), public_url="https://suunta.example")
    async with (
        Browser(gateway.url) as browser,
        browser.session.post(
            f"{gateway.url}/console/sign-in/development",
            data={"account": "counsellor.ohjaus"},
            headers={"Origin": gateway.url},
            allow_redirects=False,
        ) as answer,
    ):
        (cookie,) = answer.headers.getall("Set-Cookie")
    assert cookie.startswith("__Host-suunta=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


async def signed_in(nobody: Browser) -> Browser:
    await come_back(nobody, await agree(await begin(nobody), "1"))
    assert (await nobody.get("/console/queue")).status == 200
    return nobody


@pytest.mark.parametrize(
    ("column", "ago"), [("seen_at", timedelta(hours=2)), ("created_at", timedelta(hours=10))]
)
async def test_a_session_ends_by_itself(
    gateway: Gateway, nobody: Browser, column: str, ago: timedelta
) -> None:
    browser = await signed_in(nobody)
    async with gateway.app[DATABASE].writing() as session:
        await session.execute(update(StaffSession).values({column: datetime.now(UTC) - ago}))
    assert (await browser.get("/console/queue")).address == "/console/sign-in"


async def test_signing_out_ends_the_session_for_whoever_kept_its_cookie(
    gateway: Gateway, nobody: Browser
) -> None:
    browser = await signed_in(nobody)
    kept = browser.session.cookie_jar.filter_cookies(URL(gateway.url))["suunta"].value
    browser.csrf = (await browser.get("/console/queue")).text.split('name="csrf" value="')[1].split('"')[0]
    page = await browser.post("/console/sign-out")
    assert page.status == 200
    assert "storage" in page.headers["Clear-Site-Data"]
    async with Browser(gateway.url) as thief:
        thief.session.cookie_jar.update_cookies({"suunta": kept})
        assert (await thief.get("/console/queue")).address == "/console/sign-in"


async def test_ending_somebodys_sessions_ends_them_at_once(gateway: Gateway, nobody: Browser) -> None:
    browser = await signed_in(nobody)
    members = gateway.app[MEMBERS]
    (member,) = await members.here("ohjaus")
    assert await members.end_all_of(member.staff_id, "etela") == 0
    assert await members.end_all_of(member.staff_id, "ohjaus") == 1
    assert (await browser.get("/console/queue")).address == "/console/sign-in"
    assert await members.here("ohjaus") == []


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example", "/console//evil.example", "/chat"]
)
async def test_signing_in_leads_nowhere_else(start: Start, tmp_path: Path, address: str) -> None:
    gateway = await start(organisations=organisations_file(tmp_path))
    async with (
        Browser(gateway.url) as browser,
        browser.session.post(
            f"{gateway.url}/console/sign-in/development",
            data={"account": "counsellor.ohjaus", "next": address},
            headers={"Origin": gateway.url},
            allow_redirects=False,
        ) as answer,
    ):
        assert answer.headers["Location"] == "/console"
