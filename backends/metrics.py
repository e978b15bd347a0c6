"""Prometheus metrics of the backends' HTTP. Labels are routes, never what a person asked."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
_UNKNOWN_ROUTE = "(none)"
_FAILED = 500

type _Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Metrics:
    """The metrics of one application."""

    def __init__(self, courses: Callable[[], int], facts_to_check: Callable[[], int]) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "suunta_backends_requests",
            "Requests by route, method and status.",
            ("route", "method", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "suunta_backends_request_seconds",
            "Seconds until a request was answered, by route.",
            ("route",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        held = Gauge(
            "suunta_backends_courses", "Different courses in the catalogue.", registry=self._registry
        )
        held.set_function(courses)
        stale = Gauge(
            "suunta_backends_facts_to_check",
            "Facts that somebody should look at (`suunta facts stale`).",
            registry=self._registry,
        )
        stale.set_function(facts_to_check)

    @web.middleware
    async def middleware(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        """Counts and times every request, also those that fail."""
        resource = request.match_info.route.resource
        route = resource.canonical if resource is not None else _UNKNOWN_ROUTE
        began, status = time.perf_counter(), _FAILED
        try:
            response = await handler(request)
            status = response.status
        except web.HTTPException as error:
            status = error.status
            raise
        finally:
            self._seconds.labels(route).observe(time.perf_counter() - began)
            self._requests.labels(route, request.method, str(status)).inc()
        return response

    async def show(self, _: web.Request) -> web.Response:
        """Everything in Prometheus's text format."""
        headers = {"Content-Type": CONTENT_TYPE_PLAIN_0_0_4}
        return web.Response(body=generate_latest(self._registry), headers=headers)
