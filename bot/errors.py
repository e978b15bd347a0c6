"""Errors of the chat API: a code for programs, a kind sentence for people, nothing of the inside."""

from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.conversations.refusals import DeskError, FilterFailedError, GoneError, UnknownButtonError
from bot.guided.service import NotFoundError, NotLetInError, RefusedError
from bot.keys import NOTICES
from bot.limits import RateLimitedError
from bot.privacy.errors import BadContactError, ConsentChangedError, UnknownPurposeError
from bot.privacy.vault import UnreadableError
from bot.security import ForeignOriginError
from telemetry.logs import where

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

log = structlog.get_logger()

BY_STATUS = {404: "not_found", 405: "method_not_allowed", 413: "body_too_large"}
REFUSALS: dict[type[DeskError], tuple[int, str]] = {
    GoneError: (410, "deleted"),
    UnknownButtonError: (422, "unknown_button"),
    FilterFailedError: (503, "unavailable"),
    NotFoundError: (404, "unknown_conversation"),
    NotLetInError: (404, "unknown_conversation"),
    RefusedError: (409, "not_yours"),
    UnknownPurposeError: (404, "unknown_purpose"),
    ConsentChangedError: (409, "consent_changed"),
    BadContactError: (422, "bad_contact"),
}
RETRY_SECONDS = {503: "5"}


class ApiError(Exception):
    """A request that cannot be served. The sentence for `code` stands in data/notices.yml."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


def error_response(request: web.Request, status: int, code: str, **headers: str) -> web.Response:
    """The response for an error code."""
    body = {"error": {"code": code, "message": request.app[NOTICES].errors[code]}}
    if status in RETRY_SECONDS:
        headers = {"Retry-After": RETRY_SECONDS[status], **headers}
    return web.json_response(body, status=status, headers=headers)


@web.middleware
async def errors_middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn every failure into the API's form of an error."""
    try:
        return await handler(request)
    except ApiError as error:
        return error_response(request, error.status, error.code)
    except DeskError as error:
        return error_response(request, *REFUSALS[type(error)])
    except RateLimitedError as error:
        return error_response(request, 429, "rate_limited", **{"Retry-After": str(error.retry_after)})
    except ForeignOriginError:
        return error_response(request, 403, "foreign_origin")
    except web.HTTPException as error:
        if error.status < 400:
            raise
        allowed = {"Allow": error.headers["Allow"]} if "Allow" in error.headers else {}
        return error_response(request, error.status, BY_STATUS.get(error.status, "bad_request"), **allowed)
    except ConnectionError:
        raise  # the learner is gone; there is nobody to answer
    except (SQLAlchemyError, OSError, UnreadableError) as error:
        _log(request, error)
        return error_response(request, 503, "unavailable")
    except Exception as error:  # noqa: BLE001 - the last guard: nobody gets a stack trace
        _log(request, error)
        return error_response(request, 500, "internal")


def _log(request: web.Request, error: Exception) -> None:
    log.error(
        "request.failed", route=request.match_info.route.name, error=type(error).__name__, at=where(error)
    )
