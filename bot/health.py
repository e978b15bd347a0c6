"""Whether the gateway is alive, and whether all that it needs is ready."""

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from bot.conversations.schema import Conversation
from bot.keys import CANARIES, DATABASE, READINESS


def add_routes(app: web.Application) -> None:
    """Add the two addresses."""
    app.router.add_get("/healthz", alive, name="healthz")
    app.router.add_get("/readyz", ready, name="readyz")


async def alive(request: web.Request) -> web.Response:
    """The process answers."""
    return web.json_response({"status": "ok"})


async def ready(request: web.Request) -> web.Response:
    """Engine, actions, backends and database all answer; else 503 names the sick part.

    Where some of several engines are away the others serve, and `impaired` says so. `model` is sick when the
    engines answer but understand nothing.
    """
    health = await request.app[READINESS].look()
    sick, impaired = health.sick, health.impaired
    canaries = request.app[CANARIES]
    models = await canaries.faults()
    if len(models) == canaries.engines:
        sick["model"] = next(iter(models.values()))
    else:
        impaired |= {f"model of {engine}": fault for engine, fault in models.items()}
    try:
        async with request.app[DATABASE].reading() as session:
            await session.execute(select(Conversation.id).limit(1))
    except (SQLAlchemyError, OSError) as error:
        sick["database"] = type(error).__name__
    if sick:
        return web.json_response({"status": "not ready", "sick": sick}, status=503)
    return web.json_response({"status": "ready", "impaired": impaired})
