"""The action plan in the console: the project's tasks, contacts, meetings and agreements, and how far it is.

Everything is of one's own organisation but the goal, which all share. Contacts and visits are those of
bot/outreach/diary.py, tasks those of bot/tasks without an owner.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from pydantic import BaseModel, ValidationError

from bot.console.attached import attached
from bot.console.guard import PageError, Route
from bot.console.keys import member_of, texts_of
from bot.console.permissions import Action
from bot.console.rendering import date_of, page, see_other
from bot.console.waiting import actor_of
from bot.conversations.wall import outside
from bot.days import today
from bot.forms import read_form
from bot.impact.counting import Filters
from bot.impact.keys import IMPACT
from bot.keys import DATABASE
from bot.outreach import diary, partners
from bot.outreach.partners import AgreementState, NewAgreement, NewMeeting
from bot.outreach.schema import Agreement, Contact, Meeting, Visit
from bot.spreadsheets import MARK, csv_lines
from bot.tasks import console as task_pages
from bot.tasks import store as tasks
from bot.tasks.store import Agenda

BASE = "/console/action-plan"


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """All of it. `students` are those of the organisation, or (`whole`) of the whole project; None is few."""

    goal: int
    students: int | None
    whole: bool
    agenda: Agenda
    visits: Sequence[Visit]
    contacts: Sequence[Contact]
    meetings: Sequence[Meeting]
    agreements: Sequence[Agreement]

    @property
    def share(self) -> float:
        """How much of the goal is reached, from 0 to 1."""
        return min((self.students or 0) / self.goal, 1)


async def show(request: web.Request) -> web.Response:
    """The page."""
    return await _shown(request)


async def table(request: web.Request) -> web.Response:
    """The same as CSV."""
    plan, t = await _read(request), texts_of(request).action_plan
    body = (MARK + csv_lines(_rows(plan, t))).encode()
    return attached(body, "text/csv", f"{t.file_name}.csv", "utf-8")


async def add_task(request: web.Request) -> web.Response:
    """Note a task of the project."""
    new = await task_pages.new_task(request)
    async with request.app[DATABASE].writing() as session:
        await tasks.add(session, new, actor_of(member_of(request)), project=True)
    return see_other(BASE)


async def change_task(request: web.Request) -> web.Response:
    """Done, open again, another day, or gone."""
    await task_pages.changed(request, await read_form(request))
    return see_other(BASE)


async def add_meeting(request: web.Request) -> web.Response:
    """Write a meeting down."""
    return await _keep(request, NewMeeting, partners.add_meeting)


async def add_agreement(request: web.Request) -> web.Response:
    """Keep an agreement."""
    return await _keep(request, NewAgreement, partners.add_agreement)


async def change_agreement(request: web.Request) -> web.Response:
    """Say how far it has come, or take it out."""
    form = await read_form(request)
    act = str(form.get("act", ""))
    if act not in {*AgreementState, "remove"}:
        raise PageError(422, "bad_request")
    async with request.app[DATABASE].writing() as session:
        row = await partners.one(session, Agreement, _mine(request), task_pages.number_in(request))
        if row is None:
            raise PageError(404, "not_found")
        if act == "remove":
            await session.delete(row)
        else:
            row.state = act
    return see_other(BASE)


async def remove_meeting(request: web.Request) -> web.Response:
    """Take a meeting out."""
    async with request.app[DATABASE].writing() as session:
        row = await partners.one(session, Meeting, _mine(request), task_pages.number_in(request))
        if row is None:
            raise PageError(404, "not_found")
        await session.delete(row)
    return see_other(BASE)


async def _keep(request: web.Request, model: type[BaseModel], add: Any) -> web.Response:
    form = await read_form(request)
    given = {
        name: value for name, value in form.items() if isinstance(value, str) and name in model.model_fields
    }
    try:
        new = model.model_validate({name: value for name, value in given.items() if value.strip()})
    except ValidationError as error:
        place = error.errors()[0]["loc"]
        return await _shown(request, wrong=str(place[0]) if place else "ends_on", given=given)
    async with request.app[DATABASE].writing() as session:
        await add(session, _mine(request), new, member_of(request).handle)
    return see_other(BASE)


async def _read(request: web.Request) -> ActionPlan:
    organisation, whole = _mine(request), member_of(request).may(Action.IMPACT_SEE_ALL)
    with outside():  # the sums of bot/impact; what is not one's own is left out by the filter
        filters = Filters(organisation=None if whole else organisation)
        report = await request.app[IMPACT].report(filters)
    async with request.app[DATABASE].reading() as session:
        return ActionPlan(
            goal=report.goal_students,
            students=report.students,
            whole=whole,
            agenda=await tasks.project_agenda(session, organisation, today()),
            visits=await diary.visits(session, organisation),
            contacts=await diary.contacts(session, organisation),
            meetings=await partners.meetings(session, organisation),
            agreements=await partners.agreements(session, organisation),
        )


async def _shown(
    request: web.Request, wrong: str | None = None, given: Mapping[str, str] | None = None
) -> web.Response:
    fields = {*NewMeeting.model_fields, *NewAgreement.model_fields}
    return page(
        request,
        "action_plan.html",
        status=422 if wrong else 200,
        plan=await _read(request),
        wrong=wrong,
        given={**dict.fromkeys(fields, ""), **(given or {})},
        states=list(AgreementState),
        today=today().isoformat(),
    )


def _rows(plan: ActionPlan, t: Any) -> list[list[str]]:
    """One row a thing: what it is, partner, day, words, how far it has come."""
    few, c = t.few, t.columns
    rows = [[c.kind, c.partner, c.day, c.what, c.state]]
    students = few if plan.students is None else plan.students
    rows.append([t.goal, "", "", t.whole if plan.whole else t.own, f"{students} / {plan.goal}"])
    agenda = plan.agenda
    for one in (*agenda.late, *agenda.today, *agenda.coming, *agenda.done):
        rows.append([t.task, "", date_of(one.due_on), one.title, t.done if one.done_at else t.open])
    for person in plan.contacts:
        day = date_of(person.next_on) if person.next_on else ""
        rows.append([t.contact, person.partner, day, person.next_step, t.contact_states[person.state]])
    for met in plan.meetings:
        rows.append([t.meeting, met.partner, date_of(met.day), f"{met.topic} {met.decided}".strip(), ""])
    for made in plan.agreements:
        day = date_of(made.begins_on) if made.begins_on else ""
        rows.append([t.agreement, made.partner, day, made.about, t.states[made.state]])
    for visit in plan.visits:
        rows.append(
            [t.visit, visit.place, date_of(visit.day), "", "" if visit.met is None else str(visit.met)]
        )
    return rows


def _mine(request: web.Request) -> str:
    return member_of(request).organisation.id


SEE, EDIT = Action.ACTION_PLAN_SEE, Action.ACTION_PLAN_EDIT
ROUTES = (
    Route("GET", BASE, "console_action_plan", show, SEE),
    Route("GET", f"{BASE}.csv", "console_action_plan_csv", table, SEE),
    Route("POST", f"{BASE}/tasks", "console_action_plan_task", add_task, EDIT),
    Route("POST", f"{BASE}/tasks/{{key}}", "console_action_plan_task_change", change_task, EDIT),
    Route("POST", f"{BASE}/meetings", "console_action_plan_meeting", add_meeting, EDIT),
    Route("POST", f"{BASE}/meetings/{{key}}", "console_action_plan_meeting_remove", remove_meeting, EDIT),
    Route("POST", f"{BASE}/agreements", "console_action_plan_agreement", add_agreement, EDIT),
    Route(
        "POST", f"{BASE}/agreements/{{key}}", "console_action_plan_agreement_change", change_agreement, EDIT
    ),
)
