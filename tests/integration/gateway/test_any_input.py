"""Any JSON at the chat API: an answer in its form, never an uncontrolled error."""

import os
import uuid
from typing import Any

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.web.pages import STATIC
from tests.integration.gateway.conftest import Gateway, Start
from tests.integration.gateway.fakes import Parts
from tests.support.chat import Learner

TEXTS = st.text(st.characters(), max_size=30) | st.sampled_from(
    ["/restart", '/inform{"place": "Oulu"}', "moi"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
BODIES = JSON | st.fixed_dictionaries(
    {},
    optional={
        "client_message_id": st.text("abcdef", min_size=1, max_size=3) | JSON,
        "text": TEXTS | JSON,
        "button": JSON,
        "source": JSON,
        "language": JSON,
        "channel": JSON | st.just("web"),
    },
)
ADDRESS_PARTS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), min_size=1, max_size=20)
LONG = os.environ.get("SUUNTA_FAULTS") == "long"  # scripts/faults.sh --long: 10,000 in all
QUICKLY = settings(
    max_examples=2_500 if LONG else 60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
async def gateway(start: Start) -> Gateway:
    """A gateway whose limits do not turn the inputs away before they are looked at."""
    names = ("messages", "requests", "conversation", "conversations")
    return await start(**{f"rate_{name}": "1000000/second" for name in names})


async def answered(response: aiohttp.ClientResponse, *expected: int) -> None:
    """Check that a response is an expected one, or a refusal in the API's form."""
    if response.status not in expected:
        assert 400 <= response.status < 500, response.status
        error = (await response.json())["error"]
        assert error["code"]
        assert error["message"]


@QUICKLY
@given(body=BODIES)
async def test_any_body(body: Any, learner: Learner, parts: Parts) -> None:
    async with learner.session.post(
        f"{learner.base}/messages", json=body, headers=learner.headers
    ) as response:
        await answered(response, 200, 202)
    if response.status == 202:
        await learner.hear()
    assert not any(heard.strip().startswith("/") for heard in parts.engine.heard)
    assert [message["seq"] for message in learner.messages] == list(range(1, len(learner.messages) + 1))


@QUICKLY
@given(typed=TEXTS)
async def test_any_text(typed: str, learner: Learner, parts: Parts) -> None:
    body = {"client_message_id": uuid.uuid4().hex, "text": typed}
    async with learner.session.post(
        f"{learner.base}/messages", json=body, headers=learner.headers
    ) as response:
        await answered(response, 202)
    if response.status == 202:
        await learner.hear()
        assert learner.last["from"] == "bot"
        assert not parts.engine.heard[-1].strip().startswith("/")
        assert "Oulu" not in parts.engine.heard[-1]


@QUICKLY
@given(body=BODIES)
async def test_any_opening(body: Any, gateway: Gateway, session: aiohttp.ClientSession) -> None:
    async with session.post(f"{gateway.url}/api/v1/conversations", json=body) as response:
        await answered(response, 201)


@QUICKLY
@given(part=ADDRESS_PARTS, query=ADDRESS_PARTS)
async def test_any_address(part: str, query: str, learner: Learner) -> None:
    quoted = {"after": query, "language": query}
    for path in (f"{learner.url}/api/v1/conversations/{part}/messages", f"{learner.base}/messages"):
        async with learner.session.get(path, params=quoted, headers=learner.headers) as response:
            await answered(response, 200)
    async with learner.session.get(f"{learner.url}/static/{part}") as response:
        await answered(response, *([200] if part in STATIC else []))
    async with learner.session.get(f"{learner.url}/api/v1/texts", params=quoted) as response:
        assert response.status == 200
