"""Reads answers into typed values; what cannot be read is a value too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from backends.client.transport import Answer, BackendUnavailable, Failure

_OK, _MISSING = 200, 404


def is_missing(answer: Answer | BackendUnavailable) -> bool:
    """Whether the backend said that there is no such thing."""
    return isinstance(answer, Answer) and answer.status == _MISSING


def read[T](answer: Answer | BackendUnavailable, parse: Callable[[Any], T]) -> T | BackendUnavailable:
    """The answer as `parse` reads it; a refusal and what cannot be read become BackendUnavailable."""
    if isinstance(answer, BackendUnavailable):
        return answer
    try:
        if answer.status == _OK:
            return parse(answer.body)
        return BackendUnavailable(Failure.REFUSED, str(answer.body.get("detail_en")))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        return BackendUnavailable(Failure.UNREADABLE, repr(error))
