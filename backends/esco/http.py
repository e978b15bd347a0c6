"""HTTP of the ESCO-compatible subset: /esco/api/search, suggest2 and resource/... (HAL JSON, in Finnish).

`offset` is the number of a page, as in the original. Errors have its shape: logref, status, message.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from aiohttp import web

from backends.courses.http import EXECUTOR
from backends.esco.lookup import RELATIONS, Concept, EscoLookup
from backends.skills.http import SKILLS

LOOKUP = web.AppKey("esco_lookup", EscoLookup)
MOST_RESULTS, MOST_PAGES, MOST_URIS, LONGEST = 200, 10_000, 50, 200
KINDS = ("occupation", "skill", "concept")


class _EscoError(Exception):
    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def add_routes(app: web.Application) -> None:
    """Adds the routes; they answer 503 while `app` holds no SKILLS."""
    skills = app.get(SKILLS)
    if skills is not None:
        app[LOOKUP] = EscoLookup(skills.taxonomy, skills.guide)
    app.router.add_get("/esco/api/search", _answering(_search))
    app.router.add_get("/esco/api/suggest2", _answering(_suggest))
    app.router.add_get("/esco/api/resource/related", _answering(_related))
    for kind in KINDS:
        app.router.add_get(f"/esco/api/resource/{kind}", _answering(_resource))


def _answering(
    work: Callable[[web.Request, EscoLookup], dict[str, Any]],
) -> Callable[[web.Request], Any]:
    async def handler(request: web.Request) -> web.Response:
        lookup = request.app.get(LOOKUP)
        if lookup is None:
            return _error(503, "not ready")
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(request.app[EXECUTOR], work, request, lookup)
        except _EscoError as error:
            return _error(error.status, str(error))
        return web.json_response(found)

    return handler


def _search(request: web.Request, lookup: EscoLookup) -> dict[str, Any]:
    return _found(request, lookup, others=True)


def _suggest(request: web.Request, lookup: EscoLookup) -> dict[str, Any]:
    return _found(request, lookup, others=request.query.get("alt", "true") != "false")


def _found(request: web.Request, lookup: EscoLookup, others: bool) -> dict[str, Any]:
    text = request.query.get("text", "").strip()
    if not text or len(text) > LONGEST:
        raise _EscoError(400, f"text must have 1 to {LONGEST} characters")
    types = request.query.getall("type", [])
    if any(one not in KINDS for one in types):
        raise _EscoError(400, f"type must be one of {', '.join(KINDS)}")
    _finnish(request)
    limit, page = _number(request, "limit", 20, MOST_RESULTS), _number(request, "offset", 0, MOST_PAGES)
    found = lookup.search(text, [] if "concept" in types else types, others)
    shown = found[page * limit : (page + 1) * limit]
    return {
        "total": len(found),
        "limit": limit,
        "offset": page,
        "_embedded": {"results": [lookup.result(concept, hit) for concept, hit in shown]},
        "_links": {"self": {"href": str(request.rel_url)}},
    }


def _resource(request: web.Request, lookup: EscoLookup) -> dict[str, Any]:
    _finnish(request)
    several = request.query.getall("uris", [])
    if len(several) > MOST_URIS:
        raise _EscoError(400, f"at most {MOST_URIS} uris")
    if several:
        told = {uri: lookup.resource(_concept(request, lookup, uri)) for uri in several}
        return {"count": len(told), "_embedded": told, "_links": {"self": {"href": str(request.rel_url)}}}
    return lookup.resource(_concept(request, lookup, request.query.get("uri", "")))


def _related(request: web.Request, lookup: EscoLookup) -> dict[str, Any]:
    _finnish(request)
    relation = request.query.get("relation", "")
    if relation not in RELATIONS:
        raise _EscoError(400, f"relation must be one of {', '.join(RELATIONS)}")
    concept = lookup.get(request.query.get("uri", ""))
    if concept is None:
        raise _EscoError(404, "no such concept")
    limit, page = _number(request, "limit", 20, MOST_RESULTS), _number(request, "offset", 0, MOST_PAGES)
    found = lookup.related(concept, relation)
    shown = found[page * limit : (page + 1) * limit]
    return {
        "total": len(found),
        "limit": limit,
        "offset": page,
        "_embedded": {relation: [lookup.result(one, one.label) for one in shown]},
        "_links": {"self": {"href": str(request.rel_url)}},
    }


def _concept(request: web.Request, lookup: EscoLookup, uri: str) -> Concept:
    kind = request.path.rpartition("/")[2]
    concept = lookup.get(uri)
    if concept is None or (kind != "concept" and f"/{kind}/" not in concept.uri):
        raise _EscoError(404, f"no such {kind}")
    return concept


def _finnish(request: web.Request) -> None:
    if request.query.get("language", "fi") != "fi":
        raise _EscoError(400, "only language=fi is held here")


def _number(request: web.Request, name: str, default: int, most: int) -> int:
    value = request.query.get(name)
    if value is None:
        return default
    if not (value.isascii() and value.isdigit() and len(value) <= len(str(most)) and int(value) <= most):
        raise _EscoError(400, f"{name} must be a number of at most {most}")
    return int(value)


def _error(status: int, message: str) -> web.Response:
    body = {"logref": "suunta", "status": status, "message": message, "_links": None}
    return web.json_response(body, status=status)
