"""Pieces of an OpenAPI description: operations, answers and parameters."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from backends.models import Problem

REF = "#/components/schemas/{model}"


def get(
    operation: str,
    summary: str,
    model: type[BaseModel],
    parameters: list[dict[str, Any]],
    problems: tuple[int, ...],
) -> dict[str, Any]:
    """A GET of `model`, with the answers that every one has."""
    responses: dict[str, Any] = {
        "200": response(summary, "application/json", model),
        "304": {"description": "Not modified"},
        "503": response("Not ready", "application/problem+json", Problem),
    }
    for status in problems:
        responses[str(status)] = response("A problem", "application/problem+json", Problem)
    return {
        "get": {
            "operationId": operation,
            "summary": summary,
            "parameters": parameters,
            "responses": responses,
        }
    }


def post(
    operation: str,
    summary: str,
    body: type[BaseModel],
    model: type[BaseModel],
    problems: tuple[int, ...] = (),
) -> dict[str, Any]:
    """A POST of `body` that answers `model`."""
    described: dict[str, Any] = get(operation, summary, model, [], (400, 413, *problems))["get"]
    del described["responses"]["304"], described["parameters"]
    schema = {"$ref": REF.format(model=body.__name__)}
    described["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    return {"post": described}


def response(description: str, content_type: str, model: type[BaseModel]) -> dict[str, Any]:
    """An answer with a body."""
    schema = {"$ref": REF.format(model=model.__name__)}
    return {"description": description, "content": {content_type: {"schema": schema}}}


def text(name: str, longest: int) -> dict[str, Any]:
    """A parameter of text."""
    return {"name": name, "in": "query", "schema": {"type": "string", "maxLength": longest}}


def needed_text(name: str, longest: int) -> dict[str, Any]:
    """A parameter of text that must be there and say something."""
    schema = {"type": "string", "minLength": 1, "maxLength": longest, "pattern": r"\S"}
    return {"name": name, "in": "query", "required": True, "schema": schema}


def number(name: str, low: int, high: int, default: int) -> dict[str, Any]:
    """A parameter of a whole number."""
    schema = {"type": "integer", "minimum": low, "maximum": high, "default": default}
    return {"name": name, "in": "query", "schema": schema}


def choice(name: str, values: list[str]) -> dict[str, Any]:
    """A parameter that may be repeated; a blank value, as forms send it, is no choice."""
    schema = {"type": "array", "items": {"type": "string", "enum": [*values, ""]}}
    return {"name": name, "in": "query", "style": "form", "explode": True, "schema": schema}
