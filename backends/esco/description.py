"""The OpenAPI description of the ESCO-compatible subset; the shape of its answers is the original's."""

from __future__ import annotations

from typing import Any

from backends.esco.http import KINDS, LONGEST, MOST_PAGES, MOST_RESULTS
from backends.esco.lookup import RELATIONS

type Described = dict[str, Any]
_STATUSES = {"200": "HAL", "400": "A mistake", "404": "Unknown", "503": "Not ready"}


def esco_paths() -> Described:
    """The paths of /esco/api."""
    uri, text = _needed("uri", {"type": "string", "minLength": 1}), _needed("text", _text())
    pages = [_number("limit", MOST_RESULTS), _number("offset", MOST_PAGES)]
    given = {
        "search": [text, *pages],
        "suggest2": [text, *pages],
        **{f"resource/{kind}": [uri] for kind in KINDS},
        "resource/related": [uri, _needed("relation", {"type": "string", "enum": list(RELATIONS)}), *pages],
    }
    return {f"/esco/api/{path}": {"get": _operation(path, parameters)} for path, parameters in given.items()}


def _operation(path: str, parameters: list[Described]) -> Described:
    content = {"application/json": {"schema": {"type": "object"}}}
    return {
        "operationId": "esco" + path.title().replace("/", ""),
        "summary": "As the ESCO web service answers",
        "parameters": parameters,
        "responses": {
            status: {"description": what, "content": content} for status, what in _STATUSES.items()
        },
    }


def _text() -> Described:
    return {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": r"\S"}


def _needed(name: str, schema: Described) -> Described:
    return {"name": name, "in": "query", "required": True, "schema": schema}


def _number(name: str, most: int) -> Described:
    return {"name": name, "in": "query", "schema": {"type": "integer", "minimum": 0, "maximum": most}}
