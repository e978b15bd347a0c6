"""Structured logs on standard error, the same for gateway, actions and backends.

No line holds anything that a learner wrote. The engine has its own (engine/logs.py): it is of another Python.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import structlog

from telemetry.tracing import trace_id


def configure_logging() -> None:
    """JSON lines with time and level; of the libraries' own logs only where they come from."""
    logging.basicConfig(handlers=[_LibraryHandler()], level=logging.WARNING, force=True)
    logging.captureWarnings(True)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            _add_trace,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def _add_trace(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Name the trace that a line belongs to, where there is one."""
    if trace := trace_id():
        event["trace"] = trace
    return event


def where(error: BaseException) -> list[str]:
    """The innermost places that an error came through; no messages and no values, which may hold text."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    return [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]


class _LibraryHandler(logging.Handler):
    """Says which library complains and where, but not in its words: they quote requests and parameters."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        structlog.get_logger().warning(
            "library",
            logger=record.name,
            at=f"{record.filename}:{record.lineno}",
            error=type(error).__name__ if error else None,
            came_through=where(error) if error else None,
        )
