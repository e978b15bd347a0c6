"""The screen turned to the person: large and plain, without notes and histories, in the person's language."""

from collections.abc import Mapping

from aiohttp import web

from bot.console.case import case_of, conversation_in
from bot.console.guard import Route
from bot.console.guided import answers
from bot.console.guided.suggesting import next_question
from bot.console.intake import Intake, Question, given_in, intake_of
from bot.console.keys import TEXTS
from bot.console.permissions import Action
from bot.console.rendering import page
from bot.console.texts import FALLBACK
from bot.forms import read_form
from bot.keys import DATABASE
from bot.plan.models import Plan

ADDRESS = "/console/conversations/{id}/guide/person"
UNSTORED = "/console/guided/unstored/person"


async def stored(request: web.Request) -> web.Response:
    """What is kept of the person, and the question that they talk about."""
    case, intake = await case_of(request, conversation_in(request)), intake_of(request)
    async with request.app[DATABASE].reading() as session:
        given = await answers.answers_of(session, case.id)
    told = {one.question: one.label for one in case.told}
    question = intake.question(request.query.get("question", "")) or next_question(intake, given)
    back = f"/console/conversations/{case.id}/guide"
    return _turned(request, intake, question, told, case.plan, back)


async def unstored(request: web.Request) -> web.Response:
    """The same from what stands on the page of a session that is not stored; it is kept nowhere."""
    form, intake = await read_form(request), intake_of(request)
    given = given_in(form, intake)
    told = {one.id: one.label(given[one.id]) for one in intake.questions if one.id in given}
    return _turned(request, intake, next_question(intake, given), told)


def _turned(
    request: web.Request,
    intake: Intake,
    question: Question | None,
    told: Mapping[str, str],
    plan: Plan | None = None,
    back: str | None = None,
) -> web.Response:
    """`told` are answers by question id; `back` leads to the counsellor's page, unless another tab has it."""
    words = request.app[TEXTS][FALLBACK]  # in which the intake asks
    named = [
        (words.questions.get(one.id, one.text), told[one.id]) for one in intake.questions if one.id in told
    ]
    return page(
        request,
        "guide_person.html",
        words=words,
        spoken=FALLBACK,
        question=question,
        told=named,
        plan=plan,
        back=back,
    )


ROUTES = (
    Route("GET", ADDRESS, "console_guide_person", stored, Action.GUIDED_HOLD),
    Route("POST", UNSTORED, "console_guided_unstored_person", unstored, Action.GUIDED_HOLD),
)
