"""The OpenAPI 3.1 description of the backends' HTTP, made of the pydantic models that answer."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from backends.answers import LONGEST_NAME
from backends.courses.domain import Kind, Mode, Time
from backends.courses.http import LONGEST_QUERY, MOST_ITEMS, MOST_OFFSET
from backends.courses.models import CourseDetails, CoursePage, Facets, Health, Problem, Suggestions
from backends.facts.models import FactAnswer, FactList

_MODELS: tuple[type[BaseModel], ...] = (
    CoursePage,
    CourseDetails,
    Facets,
    Suggestions,
    FactAnswer,
    FactList,
    Health,
    Problem,
)
_REF = "#/components/schemas/{model}"


def document() -> dict[str, Any]:
    """The whole description."""
    _, schemas = models_json_schema([(model, "serialization") for model in _MODELS], ref_template=_REF)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Suunta backends",
            "version": "1",
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "paths": _paths(),
        "components": {"schemas": schemas["$defs"]},
    }


def _paths() -> dict[str, Any]:
    query = _search_parameters()
    offer_id = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
    return {
        "/v1/courses": _get("listCourses", "Offers that fit a person's own words", CoursePage, query, (400,)),
        "/v1/courses/{id}": _get("getCourse", "One offer in full", CourseDetails, [offer_id], (404,)),
        "/v1/courses/{id}/similar": _get(
            "getSimilarCourses",
            "Offers about the same",
            CoursePage,
            [offer_id, _number("limit", 1, MOST_ITEMS, 5), _text("place", LONGEST_NAME)],
            (400, 404),
        ),
        "/v1/facets": _get("getFacets", "Counts over the offers that fit", Facets, query, (400,)),
        "/v1/suggest": _get(
            "suggest",
            "Phrases that go on from what was typed",
            Suggestions,
            [_text("q", LONGEST_NAME), _number("limit", 1, 20, 8)],
            (400,),
        ),
        "/v1/facts": _get(
            "listFacts", "Facts that are valid today", FactList, [_text("topic", LONGEST_NAME)], (400,)
        ),
        "/v1/facts/{id}": _get("getFact", "One fact that is valid today", FactAnswer, [offer_id], (404,)),
        "/healthz": _get("health", "The process is alive", Health, [], ()),
        "/readyz": _get("ready", "The search answers", Health, [], ()),
    }


def _search_parameters() -> list[dict[str, Any]]:
    return [
        _text("q", LONGEST_QUERY),
        _text("place", LONGEST_NAME),
        _text("field", LONGEST_NAME),
        _text("occupation", LONGEST_NAME),
        _choice("mode", [str(mode) for mode in Mode]),
        _choice("kind", [str(kind) for kind in Kind]),
        _choice("time", [str(time) for time in Time]),
        _number("limit", 1, MOST_ITEMS, 10),
        _number("offset", 0, MOST_OFFSET, 0),
    ]


def _get(
    operation: str,
    summary: str,
    model: type[BaseModel],
    parameters: list[dict[str, Any]],
    problems: tuple[int, ...],
) -> dict[str, Any]:
    responses: dict[str, Any] = {
        "200": _response(summary, "application/json", model),
        "304": {"description": "Not modified"},
        "503": _response("Not ready", "application/problem+json", Problem),
    }
    for status in problems:
        responses[str(status)] = _response("A problem", "application/problem+json", Problem)
    return {
        "get": {
            "operationId": operation,
            "summary": summary,
            "parameters": parameters,
            "responses": responses,
        }
    }


def _response(description: str, content_type: str, model: type[BaseModel]) -> dict[str, Any]:
    schema = {"$ref": _REF.format(model=model.__name__)}
    return {"description": description, "content": {content_type: {"schema": schema}}}


def _text(name: str, longest: int) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": {"type": "string", "maxLength": longest}}


def _number(name: str, low: int, high: int, default: int) -> dict[str, Any]:
    schema = {"type": "integer", "minimum": low, "maximum": high, "default": default}
    return {"name": name, "in": "query", "schema": schema}


def _choice(name: str, values: list[str]) -> dict[str, Any]:
    schema = {"type": "array", "items": {"type": "string", "enum": values}}
    return {"name": name, "in": "query", "style": "form", "explode": True, "schema": schema}
