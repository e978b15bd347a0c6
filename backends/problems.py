"""Errors as RFC 9457 problem details, in Finnish and English.

The texts are data (data/search/problems.yml).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import lru_cache
from typing import Any

import structlog
from aiohttp import web

from backends.courses.storage.repository import StorageError
from backends.paths import SEARCH_DATA
from datafiles import read_yaml
from telemetry.logs import where

CONTENT_TYPE = "application/problem+json"
_log = structlog.get_logger(__name__)


class ProblemError(Exception):
    """A request that cannot be answered. `name` is an entry of problems.yml, `values` fill its texts.

    `reason` names an entry of its `reasons`, which is filled with the same values and becomes {reason}.
    """

    def __init__(self, name: str, reason: str | None = None, **values: object) -> None:
        super().__init__(name)
        self.name = name
        self.reason = reason
        self.values = values


@lru_cache(maxsize=1)
def problem_texts() -> dict[str, Any]:
    """All problems: name to status, title and detail in both languages."""
    content: dict[str, Any] = read_yaml(SEARCH_DATA / "problems.yml")
    return content


def problem_response(error: ProblemError, instance: str) -> web.Response:
    """The error as an answer; Finnish stands first, English in members of its own."""
    texts = problem_texts()
    problem = texts[error.name]
    details = {}
    for language in ("fi", "en"):
        values = dict(error.values)
        if error.reason:
            values["reason"] = texts["reasons"][error.reason][language].format(**values)
        details[language] = problem["detail"][language].format(**values)
    body = {
        "type": f"urn:suunta:problem:{error.name.replace('_', '-')}",
        "title": problem["title"]["fi"],
        "title_en": problem["title"]["en"],
        "status": problem["status"],
        "detail": details["fi"],
        "detail_en": details["en"],
        "instance": instance,
    }
    return web.json_response(body, status=problem["status"], content_type=CONTENT_TYPE)


type _Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def problems_middleware(request: web.Request, handler: _Handler) -> web.StreamResponse:
    """Turns every error of a handler into problem details; what is unexpected is logged without the query."""
    try:
        return await handler(request)
    except ProblemError as error:
        return problem_response(error, request.path)
    except web.HTTPNotFound:
        return problem_response(ProblemError("not_found", path=request.path), request.path)
    except web.HTTPMethodNotAllowed as error:
        response = problem_response(ProblemError("method_not_allowed", path=request.path), request.path)
        response.headers["Allow"] = ", ".join(sorted(error.allowed_methods))
        return response
    except StorageError as error:
        _log.error("storage_failed", path=request.path, error=type(error.__cause__).__name__)
        return problem_response(ProblemError("not_ready"), request.path)
    except web.HTTPException:
        raise
    except Exception as error:  # noqa: BLE001 - the last boundary: a defect becomes a logged 500
        _log.error("request_failed", path=request.path, error=type(error).__name__, at=where(error))
        return problem_response(ProblemError("internal"), request.path)
