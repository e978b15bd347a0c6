"""The counsellor's own list, "Tänään", the tasks beside a conversation, and the reminder on every page."""

from datetime import date
from typing import Any

from aiohttp import web
from pydantic import ValidationError

from bot.console.case import case_of, conversation_in
from bot.console.guard import PageError, Route
from bot.console.keys import member_of
from bot.console.permissions import Action
from bot.console.rendering import page, see_other
from bot.console.waiting import actor_of
from bot.days import today
from bot.forms import read_form
from bot.guided.service import found
from bot.keys import DATABASE
from bot.tasks import store
from bot.tasks.store import FIRST_DAY, LAST_DAY, NewTask

BASE = "/console/today"
OF_CONVERSATION = "/console/conversations/{id}/tasks"
LARGEST_ID = 2**31 - 1
BACK = "/console/"


async def show(request: web.Request) -> web.Response:
    """What is late, due today, to come, and done."""
    async with request.app[DATABASE].reading() as session:
        agenda = await store.own_agenda(session, actor_of(member_of(request)), today())
    return page(request, "today.html", agenda=agenda, today=today().isoformat(), case=None)


async def of_conversation(request: web.Request) -> web.Response:
    """One's tasks with a conversation."""
    case = await case_of(request, conversation_in(request))
    async with request.app[DATABASE].reading() as session:
        agenda = await store.agenda_of(session, case.id, actor_of(member_of(request)), today())
    return page(request, "today.html", agenda=agenda, today=today().isoformat(), case=case)


async def reminder(request: web.Request) -> web.Response:
    """How many are due, for the navigation."""
    async with request.app[DATABASE].reading() as session:
        due = await store.count_due(session, actor_of(member_of(request)), today())
    return page(request, "parts/due.html", due=due)


async def add(request: web.Request) -> web.Response:
    """Note a task of one's own."""
    who, new = actor_of(member_of(request)), await new_task(request)
    async with request.app[DATABASE].writing() as session:
        await store.add(session, new, who)
    return see_other(BASE)


async def add_to_conversation(request: web.Request) -> web.Response:
    """Note one with a conversation of the organisation."""
    conversation_id, who = conversation_in(request), actor_of(member_of(request))
    new = await new_task(request)
    async with request.app[DATABASE].writing() as session:
        await found(session, conversation_id, who.organisation)
        await store.add(session, new, who, conversation_id=conversation_id)
    return see_other(f"/console/conversations/{conversation_id}/tasks")


async def change(request: web.Request) -> web.Response:
    """Done, open again, another day, or gone."""
    form = await read_form(request)
    await changed(request, form)
    back = str(form.get("back", ""))
    inside = back.startswith(BACK) and "//" not in back and back.isascii() and back.isprintable()
    return see_other(back if inside else BASE)


async def changed(request: web.Request, form: Any) -> None:
    """Do with a task what a form says. Raises PageError."""
    who, act = actor_of(member_of(request)), str(form.get("act", ""))
    async with request.app[DATABASE].writing() as session:
        task = await store.find(session, number_in(request), who)
        if task is None:
            raise PageError(404, "not_found")
        if act in {"done", "open"}:
            store.finish(task, who, done=act == "done")
        elif act == "postpone":
            if not store.postpone(task, day_in(form, "due_on")):
                raise PageError(409, "task_done")
        elif act == "remove":
            await session.delete(task)
        else:
            raise PageError(422, "bad_request")


async def new_task(request: web.Request) -> NewTask:
    """The task in a form. Raises PageError."""
    form = await read_form(request)
    try:
        return NewTask.model_validate({name: form.get(name, "") for name in NewTask.model_fields})
    except ValidationError as error:
        raise PageError(422, "task_incomplete") from error


def day_in(form: Any, name: str) -> date:
    """A day in a form. Raises PageError."""
    try:
        day = date.fromisoformat(str(form.get(name, "")))
    except ValueError as error:
        raise PageError(422, "task_incomplete") from error
    if not FIRST_DAY <= day <= LAST_DAY:
        raise PageError(422, "task_incomplete")
    return day


def number_in(request: web.Request) -> int:
    """The number in the address. Raises PageError for what can be none."""
    written = request.match_info["key"]
    if not written.isascii() or not written.isdecimal() or len(written) > 10 or int(written) > LARGEST_ID:
        raise PageError(404, "not_found")
    return int(written)


ROUTES = (
    Route("GET", BASE, "console_today", show, Action.TASK_SEE),
    Route("GET", f"{BASE}/due", "console_today_due", reminder, Action.TASK_SEE, quiet=True),
    Route("POST", BASE, "console_today_add", add, Action.TASK_EDIT),
    Route("POST", f"{BASE}/{{key}}", "console_today_change", change, Action.TASK_EDIT),
    Route("GET", OF_CONVERSATION, "console_tasks", of_conversation, Action.TASK_SEE),
    Route("POST", OF_CONVERSATION, "console_tasks_add", add_to_conversation, Action.TASK_EDIT),
)
