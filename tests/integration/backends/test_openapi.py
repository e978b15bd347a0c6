"""Every endpoint of the backends against the description that they serve, by generated requests.

Requests that fit the description must be answered as it says, and requests that do not must be refused.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from aiohttp import web
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case
from schemathesis.specs.openapi.checks import allow_header_conformance, positive_data_acceptance

from backends.app import make_app
from backends.courses.search.engine import CourseSearch
from backends.facts.domain import Fact
from backends.openapi import document
from backends.skills.embedded import Skills
from tests.support.course_search import analyzer, lexicon, repository, search
from tests.support.guidance import make_guidance
from tests.support.skills import skills
from tests.unit.backends.test_app import FACTS

__all__ = ["analyzer", "lexicon", "repository", "search", "skills"]

_EXAMPLES = 60
_SECONDS = 10
# What a schema cannot say: that words must mean something and nearer needs a place; that "reachable" stands
# where a URI may.
_NOT_SAID = (
    (("/v1/courses", "/v1/courses/{id}/similar"), positive_data_acceptance),
    (("/v1/occupations/reachable",), allow_header_conformance),
)
schema = schemathesis.openapi.from_dict(document())


@pytest.fixture(scope="module")
def address(search: CourseSearch, skills: Skills, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The backends over small data, in a thread of their own."""
    facts: dict[str, Fact] = FACTS
    guidance = make_guidance(skills, tmp_path_factory.mktemp("labour"))
    loop = asyncio.new_event_loop()
    runner = web.AppRunner(make_app(search, facts, skills=skills, guidance=guidance))

    async def start() -> str:
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        return f"http://{host}:{port}"

    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield asyncio.run_coroutine_threadsafe(start(), loop).result(_SECONDS)
    asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(_SECONDS)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(_SECONDS)


@schema.parametrize()
@settings(
    max_examples=_EXAMPLES,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_fits_the_description(case: Case[Any], address: str) -> None:
    excluded = [check for paths, check in _NOT_SAID if case.path in paths]
    case.call_and_validate(base_url=address, timeout=_SECONDS, excluded_checks=excluded)
