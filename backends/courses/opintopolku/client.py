"""A client of Opintopolku's external search interface: every failure is a value, none an exception."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from urllib.parse import quote

import structlog
from aiohttp import ClientError, ClientSession, ClientTimeout
from pydantic import BaseModel, ValidationError
from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from backends.courses.opintopolku.answers import OfferingDetails, Page, Study
from backends.courses.opintopolku.breaker import Breaker

BASE_URL = "https://opintopolku.fi/konfo-backend"
_SITE = "https://opintopolku.fi/konfo/fi"
_OK, _BAD_REQUEST, _NOT_FOUND, _SERVER_ERROR = 200, 400, 404, 500
_MOST_CACHED = 500
_LONGEST_DETAIL = 200
_log = structlog.get_logger(__name__)


class Failure(StrEnum):
    """Why there is no answer."""

    TIMEOUT = "timeout"
    CONNECTION = "connection"
    SERVER = "server"
    UNREADABLE = "unreadable"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Unavailable:
    """The service did not answer usefully; the embedded catalogue does. `detail` is for logs."""

    reason: Failure
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """The service has nothing under that OID."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """The service refuses the parameters and says why."""

    message: str


type NoAnswer = Missing | Rejected | Unavailable


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for a connection and for a call in all, and how often it is tried."""

    connect: float = 0.5
    total: float = 2.0
    attempts: int = 2
    longest_wait: float = 0.2


WHILE_SOMEONE_WAITS = Limits()
FOR_IMPORT = Limits(connect=3.0, total=60.0, attempts=4, longest_wait=5.0)


@dataclass(frozen=True, slots=True)
class Query:
    """A search. Values of one parameter are alternatives, parameters narrow each other."""

    keyword: str | None = None
    page: int = 1
    size: int = 20
    sort: str = "score"
    order: str = "desc"
    language: str = "fi"
    filters: tuple[tuple[str, tuple[str, ...]], ...] = field(default=())

    def parameters(self) -> list[tuple[str, str]]:
        """As a query string's names and values."""
        named = [("keyword", self.keyword)] if self.keyword else []
        fixed = [
            ("page", str(self.page)),
            ("size", str(self.size)),
            ("lng", self.language),
            ("sort", self.sort),
            ("order", self.order),
        ]
        return [*named, *fixed, *((name, ",".join(values)) for name, values in self.filters)]


class OpintopolkuClient:
    """Asks the service at `base_url`; answers are kept for `cache_seconds`. Used inside one event loop."""

    def __init__(
        self,
        base_url: str = BASE_URL,
        *,
        caller_id: str = "suunta",
        limits: Limits = WHILE_SOMEONE_WAITS,
        breaker: Breaker | None = None,
        cache_seconds: float = 300.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._base = base_url.rstrip("/")
        self._headers = {"Caller-Id": caller_id, "Accept": "application/json"}
        self._limits = limits
        self.breaker = breaker or Breaker()
        self._cache = _Cache(cache_seconds, clock)
        self._session: ClientSession | None = None

    async def offerings_by_study(self, query: Query) -> Page | NoAnswer:
        """Studies with offerings that fit. Go on while `page * size < total`: pages may be short or empty."""
        return _parsed(
            Page, await self._get("/external/search/toteutukset-koulutuksittain", query.parameters())
        )

    async def studies(self, query: Query) -> Page | NoAnswer:
        """Studies that fit, also those without offerings."""
        return _parsed(Page, await self._get("/external/search/koulutukset", query.parameters()))

    async def study(self, oid: str) -> Study | NoAnswer:
        """A koulutus with its offerings."""
        path = f"/external/koulutus/{quote(oid, safe='')}"
        return _parsed(Study, await self._get(path, [("toteutukset", "true")]))

    async def offering(self, oid: str) -> OfferingDetails | NoAnswer:
        """A toteutus with what one applies to and how (`haut` alone would leave out `hakukohteet`)."""
        path = f"/external/toteutus/{quote(oid, safe='')}"
        return _parsed(OfferingDetails, await self._get(path, [("hakukohteet", "true"), ("haut", "true")]))

    async def close(self) -> None:
        """Closes the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _get(self, path: str, parameters: Sequence[tuple[str, str]]) -> Any | NoAnswer:
        key = (path, tuple(parameters))
        held = self._cache.get(key)
        if held is not None:
            return held
        if not self.breaker.allows():
            return Unavailable(Failure.PAUSED, path)
        try:
            async with asyncio.timeout(self._limits.total):
                answer = await self._attempts(path, parameters)
        except TimeoutError:
            return self._failed(Failure.TIMEOUT, path)
        except _ServerError as error:
            return self._failed(Failure.SERVER, str(error))
        except ClientError as error:
            return self._failed(Failure.CONNECTION, type(error).__name__)
        except ValueError as error:
            return self._failed(Failure.UNREADABLE, type(error).__name__)
        except asyncio.CancelledError:
            self.breaker.abandoned()
            raise
        self.breaker.succeeded()
        if not isinstance(answer, Rejected):
            self._cache.put(key, answer)
        return answer

    async def _attempts(self, path: str, parameters: Sequence[tuple[str, str]]) -> Any:
        retrying = AsyncRetrying(
            stop=stop_after_attempt(self._limits.attempts),
            wait=wait_random_exponential(multiplier=0.05, max=self._limits.longest_wait),
            retry=retry_if_exception_type((ClientError, TimeoutError, _ServerError)),
            reraise=True,
        )
        return await retrying(self._once, path, parameters)

    async def _once(self, path: str, parameters: Sequence[tuple[str, str]]) -> Any:
        async with self._open().get(self._base + path, params=list(parameters)) as response:
            if response.status == _NOT_FOUND:
                return Missing()
            if response.status >= _SERVER_ERROR:
                raise _ServerError(f"{response.status} {_reason(await response.text())}")
            if response.status >= _BAD_REQUEST:
                return Rejected(_reason(await response.text()))
            if response.status != _OK:
                raise ValueError(response.status)
            return await response.json(content_type=None)

    def _open(self) -> ClientSession:
        if self._session is None or self._session.closed:
            limits = ClientTimeout(total=self._limits.total, connect=self._limits.connect)
            self._session = ClientSession(timeout=limits, headers=self._headers)
        return self._session

    def _failed(self, reason: Failure, detail: str) -> Unavailable:
        """Note a failure; what a server says of it is not logged, as it may quote what was searched for."""
        self.breaker.failed()
        _log.warning("opintopolku_unavailable", reason=str(reason), detail=detail.partition(" ")[0])
        return Unavailable(reason, detail)


def search_address(words: str) -> str:
    """The page where a person can search for the same words."""
    return f"{_SITE}/haku/{quote(words, safe='')}"


def offering_address(oid: str) -> str:
    """The page of a toteutus."""
    return f"{_SITE}/toteutus/{quote(oid, safe='')}"


class _ServerError(Exception):
    """The service answered with 5xx; worth another attempt."""


class _Cache:
    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self._seconds, self._clock = seconds, clock
        self._held: OrderedDict[object, tuple[float, Any]] = OrderedDict()

    def get(self, key: object) -> Any | None:
        ends, value = self._held.get(key, (0.0, None))
        return value if ends > self._clock() else None

    def put(self, key: object, value: Any) -> None:
        self._held[key] = (self._clock() + self._seconds, value)
        self._held.move_to_end(key)
        while len(self._held) > _MOST_CACHED:
            self._held.popitem(last=False)


def _parsed[T: BaseModel](model: type[T], answer: Any | NoAnswer) -> T | NoAnswer:
    if isinstance(answer, Missing | Rejected | Unavailable):
        return answer
    try:
        return model.model_validate(answer)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return Unavailable(Failure.UNREADABLE, f"{model.__name__}: {where}: {first['msg']}")


def _reason(text: str) -> str:
    """The message of an error's body, which is plain text or JSON."""
    return " ".join(text.split())[:_LONGEST_DETAIL]
