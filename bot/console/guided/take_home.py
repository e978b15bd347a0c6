"""The plan of a session that is not stored: made from what was ticked on the page, kept nowhere."""

import asyncio
import json
from datetime import UTC, datetime

from aiohttp import web
from multidict import MultiMapping
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.channels.web.incoming import clean
from bot.console.attached import PDF, attached, page_as_pdf
from bot.console.guard import PageError, Route
from bot.console.guided.decisions import Shown
from bot.console.permissions import Action
from bot.console.rendering import HEADERS
from bot.forms import read_form
from bot.keys import SETTINGS
from bot.plan.models import Entry, Plan, Skill
from bot.plan.page import page_texts, render_for_pdf, render_page

ADDRESS = "/console/guided/unstored/plan"

MOST, MOST_STEPS, LONGEST = 40, 20, 300


class Taken(BaseModel):
    """What was ticked and written."""

    model_config = ConfigDict(frozen=True)

    shown: list[Shown] = Field(max_length=MOST)
    steps: list[str] = Field(max_length=MOST_STEPS)

    @property
    def keys(self) -> list[str]:
        """What is not suggested again."""
        return [one.key for one in self.shown]

    @property
    def skills(self) -> list[str]:
        """The skills among it."""
        return [one.key for one in self.shown if one.kind == "skill"]

    def plan(self) -> Plan:
        """All of it as a plan."""
        said = [one for one in self.shown if one.kind in {"course", "step", "fact"}]
        entries = [_entry(place, one) for place, one in enumerate(said)]
        own = [
            Entry(id=f"s{n}", key=f"step:{n}", kind="step", title=text) for n, text in enumerate(self.steps)
        ]
        return Plan(
            made_at=datetime.now(UTC),
            courses=[one for one in entries if one.kind == "course"],
            steps=[*(one for one in entries if one.kind == "step"), *own],
            questions=[one for one in entries if one.kind == "question"],
            skills=[
                Skill(label=one.title, uri=one.key, occupation=one.kind == "occupation")
                for one in self.shown
                if one.kind in {"skill", "occupation"}
            ],
            reminders=[],
        )


def taken_in(form: MultiMapping[object]) -> Taken:
    """What a form says; each suggestion once. Raises PageError."""
    try:
        shown = [Shown.model_validate(json.loads(str(one))) for one in form.getall("take", [])]
        lines = [clean(line).strip()[:LONGEST] for line in str(form.get("steps", "")).splitlines()]
        once = {one.key: one for one in shown}
        return Taken(shown=list(once.values()), steps=[line for line in lines if line])
    except (ValueError, ValidationError, RecursionError) as error:
        raise PageError(422, "bad_request") from error


async def show(request: web.Request) -> web.Response:
    """What was ticked as a plan to print."""
    plan = taken_in(await read_form(request)).plan()
    text = render_page(plan, request.app[SETTINGS].data, "")
    return web.Response(text=text, content_type="text/html", charset="utf-8", headers=HEADERS)


async def pdf(request: web.Request) -> web.Response:
    """The same as tagged PDF."""
    plan, data = taken_in(await read_form(request)).plan(), request.app[SETTINGS].data
    html = await asyncio.to_thread(render_for_pdf, plan, data)
    made = await page_as_pdf(html, "plan.pdf_failed")
    return attached(made, PDF, f"{page_texts(data)['file_name']}.pdf")


def _entry(place: int, one: Shown) -> Entry:
    """A course or a step as it is, a fact as a question to ask whoever says it."""
    if one.kind == "step":
        return Entry(id=f"p{place}", key=one.key, kind="step", title=one.title)
    if one.kind == "course":
        return Entry(
            id=f"c{place}",
            key=one.key,
            kind="course",
            title=one.title,
            provider=one.provider or None,
            place=one.place or None,
            url=one.url or None,
            sample=one.sample,
        )
    return Entry(
        id=f"q{place}", key=one.key, kind="question", title=one.question or one.title, who=one.source or None
    )


ROUTES = (
    Route("POST", ADDRESS, "console_guided_take_home", show, Action.GUIDED_HOLD),
    Route("POST", f"{ADDRESS}.pdf", "console_guided_take_home_pdf", pdf, Action.GUIDED_HOLD),
)
