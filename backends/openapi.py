"""The OpenAPI 3.1 description of the backends' HTTP, made of the pydantic models that answer."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from backends.answers import LONGEST_NAME
from backends.courses.compare import FEWEST, MOST
from backends.courses.detail_models import Comparison, CourseDetails
from backends.courses.domain import Kind, Mode, Time
from backends.courses.http import DIFFERENT, LONGEST_QUERY, MOST_ITEMS, MOST_OFFSET
from backends.courses.models import CoursePage, Facets, Suggestions
from backends.courses.search.prefer import Prefer
from backends.described import REF, choice, get, needed_text, number, post, text
from backends.esco.description import esco_paths
from backends.facts.choosing import LONGEST_QUESTION
from backends.facts.models import EditBody, EditChecked, FactAnswer, FactList, UpkeepList
from backends.labour.models import OutlookAnswer, OutlookList
from backends.models import Health, Problem
from backends.occupations.http import MOST_FOUND
from backends.occupations.models import (
    MOST_NEIGHBOURS,
    FoundOccupations,
    Neighbours,
    OccupationDetails,
    ReachableBody,
)
from backends.occupations.nearness import Rank
from backends.pathways.models import PathsAnswer, PathsBody
from backends.profiles.models import ExportBody, ProfileBody, ProfileRead, ProfileWritten
from backends.skills.models import GapAnswer, GapBody, MapAnswer, MapBody

_MODELS: tuple[type[BaseModel], ...] = (
    CoursePage,
    Comparison,
    CourseDetails,
    Facets,
    Suggestions,
    FactAnswer,
    FactList,
    UpkeepList,
    EditChecked,
    MapAnswer,
    OccupationDetails,
    Neighbours,
    FoundOccupations,
    GapAnswer,
    OutlookAnswer,
    OutlookList,
    PathsAnswer,
    ProfileRead,
    ProfileWritten,
    Health,
    Problem,
)
_BODIES: tuple[type[BaseModel], ...] = (
    MapBody,
    GapBody,
    PathsBody,
    ReachableBody,
    ProfileBody,
    ExportBody,
    EditBody,
)


def document() -> dict[str, Any]:
    """The whole description."""
    given: list[tuple[type[BaseModel], Literal["serialization", "validation"]]] = [
        *((model, "serialization") for model in _MODELS),
        *((model, "validation") for model in _BODIES),
    ]
    _, schemas = models_json_schema(given, ref_template=REF)
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
        "/v1/courses": get("listCourses", "Offers that fit a person's own words", CoursePage, query, (400,)),
        "/v1/courses/compare": get(
            "compareCourses", "Two to four offers side by side", Comparison, [_offer_ids()], (400, 404)
        ),
        "/v1/courses/{id}": get("getCourse", "One offer in full", CourseDetails, [offer_id], (404,)),
        "/v1/courses/{id}/similar": get(
            "getSimilarCourses",
            "Offers about the same",
            CoursePage,
            [
                offer_id,
                number("limit", 1, MOST_ITEMS, 5),
                text("place", LONGEST_NAME),
                {"name": "prefer", "in": "query", "schema": {"type": "string", "enum": [*Prefer, ""]}},
            ],
            (400, 404),
        ),
        "/v1/facets": get("getFacets", "Counts over the offers that fit", Facets, query, (400,)),
        "/v1/suggest": get(
            "suggest",
            "Phrases that go on from what was typed",
            Suggestions,
            [text("q", LONGEST_NAME), number("limit", 1, 20, 8)],
            (400,),
        ),
        "/v1/facts": get(
            "listFacts",
            "What may be said today of a topic",
            FactList,
            [text("topic", LONGEST_NAME), text("q", LONGEST_QUESTION)],
            (400,),
        ),
        "/v1/facts/{id}": get("getFact", "One fact, as it may be said today", FactAnswer, [offer_id], (404,)),
        "/v1/facts-upkeep": get(
            "listUpkeep", "Every fact in full, for those who keep it", UpkeepList, [], ()
        ),
        "/v1/facts-upkeep/check": post(
            "checkEdit", "Whether an edit could be laid over a fact", EditBody, EditChecked, (404,)
        ),
        **_skills_paths(),
        **esco_paths(),
        "/healthz": get("health", "The process is alive", Health, [], ()),
        "/readyz": get("ready", "The search answers", Health, [], ()),
        "/metrics": _metrics(),
    }


def _offer_ids() -> dict[str, Any]:
    schema = {
        "type": "array",
        "items": {"type": "string", "minLength": 1},
        "minItems": FEWEST,
        "maxItems": MOST,
        "uniqueItems": True,
    }
    return {
        "name": "id",
        "in": "query",
        "required": True,
        "style": "form",
        "explode": True,
        "schema": schema,
    }


def _metrics() -> dict[str, Any]:
    content = {"text/plain": {"schema": {"type": "string"}}}
    responses = {"200": {"description": "Metrics in Prometheus's text format", "content": content}}
    return {"get": {"operationId": "metrics", "summary": "Metrics for Prometheus", "responses": responses}}


def _skills_paths() -> dict[str, Any]:
    uri = {"name": "uri", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
    rank = {"name": "rank", "in": "query", "schema": {"type": "string", "enum": [*Rank, ""]}}
    neighbours = [uri, number("limit", 1, MOST_NEIGHBOURS, 10), rank]
    return {
        "/v1/skills/map": post(
            "mapSkills", "Occupations and skills that a text tells of", MapBody, MapAnswer
        ),
        "/v1/occupations/{uri}": get(
            "getOccupation", "What is known of one occupation", OccupationDetails, [uri], (404,)
        ),
        "/v1/occupations/{uri}/neighbours": get(
            "getNeighbours", "Occupations that one could turn to", Neighbours, neighbours, (400, 404)
        ),
        "/v1/occupations": get(
            "findOccupations",
            "Occupations that a learner's words name",
            FoundOccupations,
            [needed_text("q", LONGEST_NAME), number("limit", 1, MOST_FOUND, 5)],
            (400,),
        ),
        "/v1/occupations/reachable": post(
            "getReachable", "Occupations that need little more", ReachableBody, Neighbours
        ),
        "/v1/outlook": get(
            "getOutlook",
            "How work and workers meet in an occupation and region",
            OutlookAnswer,
            [needed_text("occupation", LONGEST_NAME), text("region", LONGEST_NAME)],
            (400, 404),
        ),
        "/v1/outlooks": get(
            "listOutlooks",
            "All that is said of the labour market, in a region or everywhere",
            OutlookList,
            [text("region", LONGEST_NAME)],
            (400, 404),
        ),
        "/v1/paths": post("planPaths", "Paths to an occupation", PathsBody, PathsAnswer, (404,)),
        "/v1/profiles/read": post(
            "readProfile", "What a profile of another service holds", ProfileBody, ProfileRead
        ),
        "/v1/profiles/write": post(
            "writeProfile", "The person's own data for another service", ExportBody, ProfileWritten
        ),
        "/v1/gap": post("getGap", "What is missing for an occupation", GapBody, GapAnswer, (404,)),
    }


def _search_parameters() -> list[dict[str, Any]]:
    return [
        text("q", LONGEST_QUERY),
        text("place", LONGEST_NAME),
        text("field", LONGEST_NAME),
        text("occupation", LONGEST_NAME),
        choice("mode", [str(mode) for mode in Mode]),
        choice("kind", [str(kind) for kind in Kind]),
        choice("time", [str(time) for time in Time]),
        choice("first", [DIFFERENT]),
        number("limit", 1, MOST_ITEMS, 10),
        number("offset", 0, MOST_OFFSET, 0),
    ]
