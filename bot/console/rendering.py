"""Pages and parts of pages from templates, with the headers that keep them to themselves."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from bot.console.keys import MEMBER, SECTIONS, TEXTS, texts_of
from bot.console.permissions import Action
from bot.days import HELSINKI, day_of, written

TEMPLATES = Path(__file__).parent / "templates"
HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        "font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
}


def page(request: web.Request, template: str, status: int = 200, **values: Any) -> web.Response:
    """A page, or a part of one for htmx, as an answer."""
    return web.Response(
        text=rendered(request, template, **values),
        status=status,
        content_type="text/html",
        charset="utf-8",
        headers=HEADERS,
    )


def waited(words: Any, seconds: int) -> str:
    """How long somebody has waited, as exactly as it matters. `words`: texts under `waited`."""
    for unit, size in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= size:
            return str(words[unit].format(count=seconds // size))
    return str(words.moment)


def rendered(request: web.Request, template: str, **values: Any) -> str:
    """A template with what every one of them needs: the words (`t`), who is signed in (`me`), the actions."""
    words = texts_of(request)
    made: str = (
        environment()
        .get_template(template)
        .render(
            t=words,
            languages=request.app[TEXTS],
            me=request.get(MEMBER),
            Action=Action,
            path=request.path,
            sections=_sections(request.app),
            **{"spoken": words.spoken_in(template), **values},
        )
    )
    return made


def _sections(app: web.Application) -> set[str]:
    """The addresses that lead somewhere: the navigation names no page that is not there."""
    known = app[SECTIONS]
    if not known:
        known.update(resource.canonical for resource in app.router.resources())
    return known


def see_other(address: str) -> web.Response:
    """Lead on after a change, so that loading the page again repeats nothing."""
    return web.Response(status=303, headers={**HEADERS, "Location": address})


def is_htmx(request: web.Request) -> bool:
    """Whether htmx asks, which wants a part of a page and not the whole."""
    return request.headers.get("HX-Request") == "true"


@pass_context
def clock(context: Context, moment: datetime) -> str:
    """A moment as a time of day in Finland, with the day if it is not today's."""
    local, time = moment.astimezone(HELSINKI), time_of_day(moment)
    if local.date() == datetime.now(HELSINKI).date():
        return time
    return str(context["t"].day_and_time.format(day=f"{local.day}.{local.month}.", time=time))


def day(moment: datetime) -> str:
    """The day of a moment in Finland, as it is written there."""
    return written(day_of(moment))


def date_of(day: date | str) -> str:
    """A date, also one that is written 2026-11-26, as it is written in Finland."""
    if isinstance(day, str):
        day = date.fromisoformat(day)
    return written(day)


def time_of_day(moment: datetime) -> str:
    """The time of day of a moment in Finland."""
    local = moment.astimezone(HELSINKI)
    return f"{local.hour}.{local.minute:02}"


def iso(moment: datetime) -> str:
    """A moment for `datetime` attributes."""
    return moment.isoformat(timespec="seconds")


@cache
def environment() -> Environment:
    """The templates, with their filters."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(clock=clock, day=day, iso=iso, time=time_of_day, date=date_of)
    made.globals.update(waited=waited, new_id=lambda: secrets.token_hex(12))
    return made
