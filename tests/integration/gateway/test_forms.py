"""Forms of the open pages: what is torn, slow or none is refused with a word, and nothing of it is kept."""

import asyncio
from typing import Any

import aiohttp
import pytest

from tests.integration.gateway.conftest import Gateway

PATH = "/tyonantajille"  # a form that is open to all
FORM = "application/x-www-form-urlencoded"


async def sent(
    gateway: Gateway, session: aiohttp.ClientSession, body: Any, kind: str = FORM, **headers: str
) -> tuple[int, str]:
    """Send a body to the form; the status and the error's code."""
    async with session.post(
        gateway.url + PATH, data=body, headers={"Content-Type": kind, **headers}
    ) as answer:
        if answer.status < 400:
            return answer.status, ""
        return answer.status, (await answer.json())["error"]["code"]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"a=b", FORM, 200),
        (b"", FORM, 200),
        (b"\xff=\xff", FORM, 400),
        (b"a=b", f"{FORM}; charset=none-such", 400),
        (b"a=%00", FORM, 200),
        (b"a=" + b"b" * 70_000, FORM, 413),
    ],
)
async def test_a_form_is_read_whole_or_refused(
    body: bytes, kind: str, status: int, gateway: Gateway, session: aiohttp.ClientSession
) -> None:
    assert (await sent(gateway, session, body, kind))[0] == status


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data; boundary=x"])
async def test_what_is_no_form_is_refused(
    kind: str, gateway: Gateway, session: aiohttp.ClientSession
) -> None:
    assert await sent(gateway, session, b"--x\r\n", kind) == (415, "bad_request")


async def test_a_form_that_is_packed_wrongly_is_refused(
    gateway: Gateway, session: aiohttp.ClientSession
) -> None:
    packed = await sent(gateway, session, b"no gzip", **{"Content-Encoding": "gzip"})
    assert packed == (400, "bad_json")


async def test_a_form_that_trickles_in_is_not_waited_for(
    gateway: Gateway, session: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.web.incoming.SLOWEST_BODY_SECONDS", 0.2)

    async def trickle() -> Any:
        yield b"a="
        await asyncio.sleep(2)
        yield b"b"

    assert await sent(gateway, session, trickle()) == (408, "too_slow")
