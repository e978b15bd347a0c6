"""The description of the chat API fits what the gateway does."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.integration.gateway.conftest import Gateway
from tests.integration.gateway.fakes import Parts, answering, custom, text
from tests.support.chat import Learner

Json = dict[str, Any]
PAGES = {
    "/",
    "/chat",
    "/static/{name}",
    "/openapi.json",
    "/o/{code}",
    "/s/{key}",
    "/s/t/{key}",
    "/tyonantajille",
}


@pytest.fixture
async def description(learner: Learner) -> Json:
    """The document as it is served."""
    async with learner.session.get(f"{learner.url}/openapi.json") as answer:
        described: Json = await answer.json()
    return described


def fits(description: Json, schema: str, value: Any) -> None:
    """Fail when a value is not as a schema of the document says."""
    Draft202012Validator({**description, "$ref": f"#/components/schemas/{schema}"}).validate(value)


async def test_every_route_is_described_and_nothing_else(
    gateway: Gateway, description: Json, learner: Learner
) -> None:
    async with learner.session.get(f"{learner.url}/api/v1/counsellor/openapi.json") as answer:
        for_counsellors: Json = await answer.json()
    served = {
        (route.method.lower(), route.resource.canonical, route.name)
        for route in gateway.app.router.routes()
        if route.resource and route.method != "HEAD" and route.resource.canonical not in PAGES
        if not route.resource.canonical.startswith("/console")
    }
    described = {
        (method, path, operation["operationId"])
        for document in (description, for_counsellors)
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
        if method != "parameters"
    }
    assert described == served


async def test_answers_are_as_described(parts: Parts, learner: Learner, description: Json) -> None:
    card = {"kind": "course", "title": "Kurssi", "why": "Koska", "url": "https://example.org", "sample": True}
    items = [
        text("Moi", ("Ohita", "/skip")),
        custom(turn="done", cards=[card], progress={"done": 1, "of": 4}),
    ]
    parts.engine.script.append(answering(items))
    async with learner.session.post(f"{learner.url}/api/v1/conversations", json={}) as answer:
        fits(description, "Opened", await answer.json())
    await learner.say("moi")
    async with learner.session.get(f"{learner.base}/messages", headers=learner.headers) as answer:
        fits(description, "State", await answer.json())
    async with learner.session.get(f"{learner.base}/export", headers=learner.headers) as answer:
        fits(description, "Export", await answer.json())
    async with learner.session.get(f"{learner.base}/export") as answer:
        fits(description, "Error", await answer.json())
