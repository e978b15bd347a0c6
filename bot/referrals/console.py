"""Referrals in the console, beside a conversation: drafted by its counsellor, sent when the person agrees."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.web.incoming import clean
from bot.console.attached import PDF, attached, page_as_pdf
from bot.console.case import case_of, conversation_in
from bot.console.guard import PageError, Route
from bot.console.keys import member_of
from bot.console.permissions import Action
from bot.console.rendering import HEADERS, page, see_other
from bot.console.waiting import actor_of
from bot.conversations.notices import say
from bot.forms import read_form
from bot.guided.service import Actor, found, locked, own
from bot.html import rendered
from bot.keys import BELL, DATABASE, PRIVACY, SETTINGS
from bot.mail.keys import POST
from bot.outreach.qr import svg
from bot.privacy.purposes import Purpose
from bot.referrals import mail, store
from bot.referrals.http import partner_values
from bot.referrals.schema import Referral
from bot.referrals.states import SHARED, State, Step, StepRefusedError, steps_from
from bot.referrals.store import LONGEST_PARTNER, LONGEST_SUMMARY, NoConsentError, Words
from bot.referrals.texts import referral_texts
from bot.texts import MessageText

ADDRESS = "/console/conversations/{id}/referrals"
ONE = f"{ADDRESS}/{{key}}"
Do = Callable[[AsyncSession, Referral, str], Awaitable[None]]


async def show(request: web.Request) -> web.Response:
    """The conversation's referrals with what can be done now."""
    case, settings = await case_of(request, conversation_in(request)), request.app[SETTINGS]
    async with request.app[DATABASE].reading() as session:
        some = await store.of_conversation(session, case.id)
        moves = await store.moves_of(session, case.id)
        partners = await _reached(request, session, case.conversation.organisation)
        mailed = await mail.states(session, case.id)
    return page(
        request,
        "referrals.html",
        case=case,
        referrals=some,
        moves=moves,
        kinds=referral_texts(settings.data),
        steps={one.id: steps_from(State(one.state)) for one in some},
        public=settings.public_base_url,
        purpose=_purpose(request),
        partners=partners,
        mailed=mailed,
    )


async def draft(request: web.Request) -> web.Response:
    """Begin one, in a conversation of one's own."""
    conversation_id, who = conversation_in(request), actor_of(member_of(request))
    words = await _words(request)
    async with request.app[DATABASE].writing() as session:
        await own(session, conversation_id, who)
        await store.draft(session, conversation_id, who.organisation, words, who.handle)
    return see_other(_back(conversation_id))


async def edit(request: web.Request) -> web.Response:
    """Change the words."""
    words = await _words(request)

    async def edited(session: AsyncSession, referral: Referral, who: str) -> None:
        await store.edit(session, referral, words, who)

    return await _done(request, edited, holding=True)


async def ask(request: web.Request) -> web.Response:
    """Send the address of the person's page into the conversation."""
    texts = referral_texts(request.app[SETTINGS].data)

    async def asked(session: AsyncSession, referral: Referral, who: str) -> None:
        if referral.state != State.DRAFTED:
            raise StepRefusedError("ask")
        kind = texts.kind(referral.partner_kind)
        partner = referral.partner or (kind.title if kind else referral.partner_kind)
        text = texts.ask.format(partner=partner, link=_person_address(request, referral))
        await say(session, referral.conversation_id, MessageText(text=text))

    response = await _done(request, asked, holding=True)
    request.app[BELL].ring(conversation_in(request))
    return response


async def send(request: web.Request) -> web.Response:
    """Note that it was given on paper, or open the partner's link, or send it by e-mail."""
    form, purpose = await read_form(request), _purpose(request)
    way = str(form.get("way", ""))
    if way not in store.WAYS:
        raise PageError(422, "bad_request")

    async def sent(session: AsyncSession, referral: Referral, who: str) -> None:
        if way == store.EMAIL and referral.partner not in await _reached(
            request, session, referral.organisation
        ):
            raise PageError(422, "no_address")
        await store.send(session, referral, purpose, way, who)
        if way == store.EMAIL:
            await mail.want(session, referral)

    return await _done(request, sent)


async def go_on(request: web.Request) -> web.Response:
    """The partner has answered, it is done, or it is called off."""
    step = str((await read_form(request)).get("step", ""))
    if step not in {Step.ANSWER, Step.CLOSE, Step.WITHDRAW}:
        raise PageError(422, "bad_request")

    async def gone_on(session: AsyncSession, referral: Referral, who: str) -> None:
        store.go_on(session, referral, Step(step), who)

    return await _done(request, gone_on)


async def paper(request: web.Request) -> web.Response:
    """The paper for the partner as tagged PDF, once the person has agreed."""
    member, texts = member_of(request), referral_texts(request.app[SETTINGS].data)
    async with request.app[DATABASE].reading() as session:
        referral = await _referral(session, request, actor_of(member))
        agreed = await store.may_be_read(session, referral, _purpose(request))
    if not agreed or referral.state not in SHARED | {State.CONSENTED}:
        raise PageError(409, "no_consent")
    values = partner_values(texts, referral, member.organisation.name)
    html = await asyncio.to_thread(rendered, "referral.html", **values, pdf=True)
    made = await page_as_pdf(html, "referral.pdf_failed")
    return attached(made, PDF, f"{texts.partner.file_name}.pdf")


async def code(request: web.Request) -> web.Response:
    """The code that opens the person's page on their own phone."""
    async with request.app[DATABASE].reading() as session:
        referral = await _referral(session, request, actor_of(member_of(request)))
    drawn = svg(_person_address(request, referral))
    return web.Response(body=drawn, headers={**HEADERS, "Content-Type": "image/svg+xml"})


async def _done(request: web.Request, act: Do, *, holding: bool = False) -> web.Response:
    """Do something with a referral. Who edits must hold the conversation. Raises PageError."""
    conversation_id, who = conversation_in(request), actor_of(member_of(request))
    async with request.app[DATABASE].writing() as session:
        if holding:
            await own(session, conversation_id, who)
        else:
            await locked(session, conversation_id, who.organisation)
        referral = await _referral(session, request, who)
        try:
            await act(session, referral, who.handle)
        except StepRefusedError as error:
            raise PageError(409, "referral_step") from error
        except NoConsentError as error:
            raise PageError(409, "no_consent") from error
    return see_other(_back(conversation_id))


async def _referral(session: AsyncSession, request: web.Request, who: Actor) -> Referral:
    """The referral in the address, of a conversation of the organisation. Raises PageError, DeskError."""
    conversation_id = conversation_in(request)
    await found(session, conversation_id, who.organisation)
    referral = await session.get(Referral, request.match_info["key"])
    if referral is None or referral.conversation_id != conversation_id:
        raise PageError(404, "not_found")
    return referral


async def _words(request: web.Request) -> Words:
    """The words in a form. Raises PageError."""
    form: Any = await read_form(request)
    kind, partner = str(form.get("partner_kind", "")), clean(str(form.get("partner", ""))).strip()
    summary = clean(str(form.get("summary", ""))).strip()
    known = referral_texts(request.app[SETTINGS].data).kind(kind)
    if known is None or not 1 <= len(summary) <= LONGEST_SUMMARY or len(partner) > LONGEST_PARTNER:
        raise PageError(422, "referral_incomplete")
    return Words(kind, partner, summary)


async def _reached(request: web.Request, session: AsyncSession, organisation: str) -> dict[str, str]:
    """The partners whom a letter reaches, with their addresses; nobody where no e-mail is sent from here."""
    return await mail.addresses(session, organisation) if mail.KIND in request.app[POST].kinds else {}


def _purpose(request: web.Request) -> Purpose:
    return request.app[PRIVACY].purposes[store.PURPOSE]


def _person_address(request: web.Request, referral: Referral) -> str:
    return f"{request.app[SETTINGS].public_base_url}/referral/{referral.person_key}"


def _back(conversation_id: str) -> str:
    return f"/console/conversations/{conversation_id}/referrals"


SEE, EDIT = Action.REFERRAL_SEE, Action.REFERRAL_EDIT
ROUTES = (
    Route("GET", ADDRESS, "console_referrals", show, SEE),
    Route("POST", ADDRESS, "console_referral_draft", draft, EDIT),
    Route("POST", f"{ONE}/words", "console_referral_edit", edit, EDIT),
    Route("POST", f"{ONE}/ask", "console_referral_ask", ask, EDIT),
    Route("POST", f"{ONE}/send", "console_referral_send", send, EDIT),
    Route("POST", f"{ONE}/step", "console_referral_step", go_on, EDIT),
    Route("GET", f"{ONE}/paper.pdf", "console_referral_paper", paper, SEE),
    Route("GET", f"{ONE}/code.svg", "console_referral_code", code, SEE, quiet=True),
)
