"""Rasa checks the one schema of entity annotations anew for each annotation, of which the training data has
thousands: a third of the training's time. `checked_once` lets it be checked once; what it asks stays.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import jsonschema
from jsonschema.exceptions import best_match
from jsonschema.validators import validator_for


@contextmanager
def checked_once() -> Iterator[None]:
    """Within it `jsonschema.validate` does as always, but checks each schema itself only the first time."""
    original = jsonschema.validate
    jsonschema.validate = _validate
    try:
        yield
    finally:
        jsonschema.validate = original


def _validate(instance: object, schema: Mapping[str, Any]) -> None:
    error = best_match(_validator(json.dumps(schema, sort_keys=True)).iter_errors(instance))
    if error is not None:
        raise error


@lru_cache(maxsize=8)
def _validator(schema: str) -> Any:
    read = json.loads(schema)
    kind = validator_for(read)
    kind.check_schema(read)
    return kind(read)
