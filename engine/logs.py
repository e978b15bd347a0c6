"""Logging of the engine: nothing that a learner wrote reaches a log line."""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

TEXT_KEYS = frozenset(
    {
        "text",
        "user_text",
        "message",
        "rasa_events",
        "parse_data_text",
        "parse_data_entities",
        "events",
        "slots",
    }
)
REDACTED = "[redacted]"


def redact(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Replace the values that can carry a learner's words (a structlog processor)."""
    for key in TEXT_KEYS & event.keys():
        event[key] = REDACTED
    return event


def configure_logging(level: int = logging.WARNING) -> None:
    """Send warnings and errors to standard error, redacted.

    Exceptions are reduced to their type and place: Rasa's own messages quote the user's text.
    """
    logging.basicConfig(
        stream=sys.stderr, level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    for name in ("sanic.root", "sanic.error", "rasa", "apscheduler"):
        logging.getLogger(name).setLevel(level)
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            redact,
            _shorten_exception,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def _shorten_exception(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    if event.pop("exc_info", None):
        kind, _, trace = sys.exc_info()
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "unknown place"
        event["exception"] = f"{kind.__name__ if kind else 'unknown'} at {where}"
    return event
