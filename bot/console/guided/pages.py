"""The pages of the guided session: start, the questions with suggestions beside them, the lead's reviews."""

from aiohttp import web
from multidict import MultiMapping
from pydantic import ValidationError

from bot.channels.web.incoming import clean
from bot.console.attached import attached
from bot.console.case import Case, case_of, conversation_in
from bot.console.guard import PageError, Route
from bot.console.guided import answers, candidates, decisions, take_home, turned
from bot.console.guided.decisions import ACCEPTED, REJECTED, Shown
from bot.console.guided.sessions import begin
from bot.console.guided.suggesting import KINDS, Asking
from bot.console.intake import given_in, intake_of
from bot.console.keys import SUGGESTING, TO_PERSON, member_of, texts_of
from bot.console.permissions import Action
from bot.console.rendering import page, see_other
from bot.console.waiting import actor_of, board_for
from bot.conversations.notices import say
from bot.forms import read_form
from bot.guided.service import own
from bot.keys import BELL, DATABASE
from bot.plan.store import PlanFullError
from bot.texts import MessageText

GUIDED = "guided"
KIND = "facet.kind"
ADDRESS = "/console/conversations/{id}/guide"


async def start(request: web.Request) -> web.Response:
    """How to begin: with or without storing."""
    board = await board_for(request)
    return page(request, "guided_start.html", sessions=[one for one in board.mine if one.channel == GUIDED])


async def start_stored(request: web.Request) -> web.Response:
    """Begin a session that is stored; the person has heard what is."""
    form = await read_form(request)
    if form.get("heard") != "yes":
        raise PageError(422, "not_heard")
    conversation_id = await begin(request.app[DATABASE], actor_of(member_of(request)))
    return see_other(f"/console/conversations/{conversation_id}/guide")


async def unstored(request: web.Request) -> web.Response:
    """A session of which nothing is stored: it is in the page alone."""
    intake = intake_of(request)
    return page(
        request,
        "guide.html",
        case=None,
        intake=intake,
        answers={},
        by={},
        suggestions=None,
        reasons=(),
        kinds=KINDS,
    )


async def show(request: web.Request) -> web.Response:
    """The questions with their answers, the suggestions beside them."""
    conversation_id = conversation_in(request)
    case = await case_of(request, conversation_id)
    async with request.app[DATABASE].reading() as session:
        given = await answers.answers_of(session, conversation_id)
        decided = await decisions.decided_keys(session, conversation_id)
    asking = Asking(given, decided, _held(case))
    return page(
        request,
        "guide.html",
        case=case,
        intake=intake_of(request),
        answers=given,
        by={one.question: one.by for one in case.told},
        suggestions=await request.app[SUGGESTING].for_answers(intake_of(request), asking),
        reasons=request.app[SUGGESTING].rules.reasons,
        kinds=KINDS,
    )


async def suggest(request: web.Request) -> web.Response:
    """Suggestions for what stands in the form now; nothing of it is stored."""
    form = await read_form(request)
    given, taken = given_in(form, intake_of(request)), take_home.taken_in(form)
    asking = Asking(given, taken.keys, taken.skills, _kinds(form))
    found = await request.app[SUGGESTING].for_answers(intake_of(request), asking)
    return page(
        request, "parts/suggestions.html", case=None, suggestions=found, reasons=(), taken=taken.shown
    )


async def suggest_stored(request: web.Request) -> web.Response:
    """The same beside a stored session: what was decided on does not come again."""
    conversation_id = conversation_in(request)
    case = await case_of(request, conversation_id)
    form = await read_form(request)
    given = given_in(form, intake_of(request))
    async with request.app[DATABASE].reading() as session:
        decided = await decisions.decided_keys(session, conversation_id)
    suggesting = request.app[SUGGESTING]
    asking = Asking(given, decided, _held(case), _kinds(form))
    found = await suggesting.for_answers(intake_of(request), asking)
    return page(
        request, "parts/suggestions.html", case=case, suggestions=found, reasons=suggesting.rules.reasons
    )


async def answer(request: web.Request) -> web.Response:
    """Keep one answer, signed by the counsellor; the person reads of it in the conversation."""
    conversation_id, form = conversation_in(request), await read_form(request)
    intake, who = intake_of(request), actor_of(member_of(request))
    question = intake.question(request.match_info["question"])
    if question is None:
        raise PageError(404, "not_found")
    given = given_in(form, intake).get(question.id, "")
    words = request.app[TO_PERSON]
    async with request.app[DATABASE].writing() as session:
        conversation = await own(session, conversation_id, who)
        try:
            label = await answers.save(session, conversation_id, intake, question, given, who.handle)
        except ValueError as error:
            raise PageError(422, "only_choices") from error
        if label is not None and conversation.channel != GUIDED:
            line = words.edited if label else words.removed
            await say(
                session, conversation_id, MessageText(text=line.format(label=question.text, value=label))
            )
    request.app[BELL].ring(conversation_id)
    return page(request, "parts/saved.html", label=label)


async def decide(request: web.Request) -> web.Response:
    """Take a suggestion, as it is or changed, or reject it with a reason."""
    conversation_id, form = conversation_in(request), await read_form(request)
    who, reasons = actor_of(member_of(request)), request.app[SUGGESTING].rules.reasons
    decision, reason = str(form.get("decision", "")), str(form.get("reason", "")) or None
    if decision not in {ACCEPTED, REJECTED} or (decision == REJECTED and reason not in reasons):
        raise PageError(422, "no_reason")
    try:
        shown = Shown.model_validate(
            {name: form.get(name, "") for name in Shown.model_fields if name in form}
        )
    except ValidationError as error:
        raise PageError(422, "bad_request") from error
    edited = clean(str(form.get("edited", "")))[:300]
    async with request.app[DATABASE].writing() as session:
        await own(session, conversation_id, who)
        try:
            await decisions.decide(
                session, conversation_id, who, shown, decision=decision, edited=edited, reason=reason
            )
        except PlanFullError as error:
            raise PageError(422, "plan_full") from error
    request.app[BELL].ring(conversation_id)
    return page(request, "parts/decided.html", taken=decision == ACCEPTED, title=edited or shown.title)


async def reviews(request: web.Request) -> web.Response:
    """Rejections and corrections that wait for the lead, and how many were approved."""
    organisation = member_of(request).organisation.id
    async with request.app[DATABASE].reading() as session:
        waiting = await decisions.waiting_reviews(session, organisation)
        approved = await candidates.approved_reviews(session, organisation)
    return page(request, "reviews.html", reviews=waiting, approved=len(approved))


async def download_lexicon(request: web.Request) -> web.Response:
    """Approved corrections of one's own organisation as entries of the skills' lexicon."""
    heading = str(texts_of(request).reviews.heading)
    async with request.app[DATABASE].reading() as session:
        approved = await candidates.approved_reviews(session, member_of(request).organisation.id)
    return attached(
        candidates.lexicon(approved, heading).encode(), "application/yaml", "candidates.yml", "utf-8"
    )


async def download_table(request: web.Request) -> web.Response:
    """All approved decisions of one's own organisation, counted."""
    t = texts_of(request).reviews
    async with request.app[DATABASE].reading() as session:
        approved = await candidates.approved_reviews(session, member_of(request).organisation.id)
    columns = [str(t.columns[name]) for name in candidates.COLUMNS]
    return attached(candidates.table(approved, columns).encode(), "text/csv", "reviews.csv", "utf-8")


async def decide_review(request: web.Request) -> web.Response:
    """Approve one as data to learn from, or leave it."""
    member, form = member_of(request), await read_form(request)
    number = request.match_info["review"]
    if not number.isdigit() or len(number) > 9 or form.get("verdict") not in {"approve", "dismiss"}:
        raise PageError(404, "not_found")
    async with request.app[DATABASE].writing() as session:
        done = await decisions.review(
            session,
            member.organisation.id,
            int(number),
            member.handle,
            approved=form.get("verdict") == "approve",
        )
    if not done:
        raise PageError(404, "not_found")
    return see_other("/console/reviews")


def _held(case: Case) -> list[str]:
    """The skills that the person has confirmed, or a counsellor with them."""
    return [one.uri for one in case.plan.skills if one.uri and not one.occupation]


def _kinds(form: MultiMapping[object]) -> list[str]:
    """The kinds of courses that were chosen; what is none is left out."""
    return [kind for kind in map(str, form.getall(KIND, [])) if kind in KINDS]


ROUTES = (
    *take_home.ROUTES,
    *turned.ROUTES,
    Route("GET", "/console/guided", "console_guided", start, Action.GUIDED_HOLD),
    Route("POST", "/console/guided", "console_guided_begin", start_stored, Action.GUIDED_HOLD),
    Route("GET", "/console/guided/unstored", "console_guided_unstored", unstored, Action.GUIDED_HOLD),
    Route(
        "POST", "/console/guided/suggest", "console_guided_suggest", suggest, Action.GUIDED_HOLD, quiet=True
    ),
    Route("GET", ADDRESS, "console_guide", show, Action.GUIDED_HOLD),
    Route(
        "POST", f"{ADDRESS}/suggest", "console_guide_suggest", suggest_stored, Action.GUIDED_HOLD, quiet=True
    ),
    Route("POST", f"{ADDRESS}/answers/{{question}}", "console_guide_answer", answer, Action.GUIDED_HOLD),
    Route("POST", f"{ADDRESS}/decide", "console_guide_decide", decide, Action.GUIDED_HOLD),
    Route("GET", "/console/reviews", "console_reviews", reviews, Action.REVIEW_SEE),
    Route(
        "GET", "/console/reviews/lexicon.yml", "console_reviews_lexicon", download_lexicon, Action.REVIEW_SEE
    ),
    Route("GET", "/console/reviews/reviews.csv", "console_reviews_table", download_table, Action.REVIEW_SEE),
    Route("POST", "/console/reviews/{review}", "console_review", decide_review, Action.REVIEW_DECIDE),
)
