"""GET and POST with one deadline for all attempts; failures come back as values, never as exceptions."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import structlog
from aiohttp import ClientError, ClientSession, ClientTimeout
from tenacity import AsyncRetrying, RetryError, retry_if_exception_type, stop_after_attempt, wait_fixed

from telemetry.tracing import HEADER, traceparent

TOTAL_SECONDS = 2.0
_ATTEMPT_SECONDS = 1.2
_CONNECT_SECONDS = 0.5
_ATTEMPTS = 2
_PAUSE_SECONDS = 0.05
_UNAVAILABLE = range(500, 600)
_log = structlog.get_logger(__name__)


class Failure(StrEnum):
    """Why a backend gave no answer."""

    TIMEOUT = "timeout"
    CONNECTION = "connection"
    SERVER = "server"
    REFUSED = "refused"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class BackendUnavailable:
    """The backend did not answer usefully; the dialogue says so and goes on. `detail` is for logs."""

    reason: Failure
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer below 500, with its parsed JSON."""

    status: int
    body: Any


class _ServerError(Exception):
    """The backend answered with 5xx; worth another attempt."""


type Parameters = Sequence[tuple[str, str]]


class Transport:
    """One connection pool to one base address; used inside one event loop."""

    def __init__(self, base_url: str, total_seconds: float = TOTAL_SECONDS) -> None:
        self._base = base_url.rstrip("/")
        self._total = total_seconds
        self._session: ClientSession | None = None

    async def get(self, path: str, parameters: Parameters = ()) -> Answer | BackendUnavailable:
        """The answer to GET, tried twice within the deadline."""
        return await self._asked("GET", path, parameters, None)

    async def post(self, path: str, body: dict[str, Any]) -> Answer | BackendUnavailable:
        """The answer to a POST that changes nothing (a question with a long text), tried like GET."""
        return await self._asked("POST", path, (), body)

    async def _asked(
        self, method: str, path: str, parameters: Parameters, body: dict[str, Any] | None
    ) -> Answer | BackendUnavailable:
        try:
            async with asyncio.timeout(self._total):
                return await self._attempts(method, path, parameters, body)
        except TimeoutError:
            failure = BackendUnavailable(Failure.TIMEOUT, path)
        except RetryError as error:
            failure = _failure(error.last_attempt.exception(), path)
        except ClientError as error:
            failure = BackendUnavailable(Failure.CONNECTION, type(error).__name__)
        except ValueError as error:
            failure = BackendUnavailable(Failure.UNREADABLE, type(error).__name__)
        _log.warning("backend_unavailable", path=path, reason=failure.reason, detail=failure.detail)
        return failure

    async def close(self) -> None:
        """Closes the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _attempts(
        self, method: str, path: str, parameters: Parameters, body: dict[str, Any] | None
    ) -> Answer:
        retrying = AsyncRetrying(
            stop=stop_after_attempt(_ATTEMPTS),
            wait=wait_fixed(_PAUSE_SECONDS),
            retry=retry_if_exception_type((ClientError, TimeoutError, _ServerError)),
        )
        return await retrying(self._once, method, path, parameters, body)

    async def _once(
        self, method: str, path: str, parameters: Parameters, body: dict[str, Any] | None
    ) -> Answer:
        headers = {HEADER: parent} if (parent := traceparent()) else {}
        url = self._base + path
        asked = self._open().request(method, url, params=list(parameters), json=body, headers=headers)
        async with asked as response:
            if response.status in _UNAVAILABLE:
                raise _ServerError(str(response.status))
            return Answer(response.status, await response.json(content_type=None))

    def _open(self) -> ClientSession:
        if self._session is None or self._session.closed:
            limits = ClientTimeout(total=_ATTEMPT_SECONDS, connect=_CONNECT_SECONDS)
            self._session = ClientSession(timeout=limits)
        return self._session


def _failure(error: BaseException | None, path: str) -> BackendUnavailable:
    if isinstance(error, _ServerError):
        return BackendUnavailable(Failure.SERVER, str(error))
    if isinstance(error, TimeoutError):
        return BackendUnavailable(Failure.TIMEOUT, path)
    return BackendUnavailable(Failure.CONNECTION, type(error).__name__)
