"""The counsellor's pages of reaching out: who asked, and the page of one person with its message.

Contact data is shown masked. In clear it is shown to whoever has the conversation, after a press that the
trail and the person's own export hold (contact_reads).
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from bot.channels.setup import ADAPTERS
from bot.channels.web.incoming import CLIENT_ID, clean
from bot.console.case import case_of, conversation_in
from bot.console.guard import PageError, Route
from bot.console.keys import member_of, texts_of
from bot.console.permissions import Action
from bot.console.rendering import page, see_other
from bot.console.waiting import actor_of
from bot.forms import read_form
from bot.keys import DATABASE, PRIVACY
from bot.mail.keys import POST
from bot.privacy import consents
from bot.privacy.vault import UnreadableError
from bot.reaching import asked
from bot.reaching.keys import REACHING
from bot.reaching.writing import LONGEST, EnoughError, NotAskedError, OldConsentError

LIST = "/console/contacts"
ADDRESS = "/console/conversations/{id}/contact"


async def everybody(request: web.Request) -> web.Response:
    """Who asked to be contacted."""
    purpose = asked.purpose_of(request.app[PRIVACY].purposes)
    organisation = member_of(request).organisation.id
    async with request.app[DATABASE].reading() as session:
        found = await asked.who_asked(session, organisation, purpose, datetime.now(UTC)) if purpose else []
    return page(request, "contacts.html", people=found)


async def show(request: web.Request) -> web.Response:
    """One person: how they may be reached, the form, what was sent."""
    return await _page(request)


async def reveal(request: web.Request) -> web.Response:
    """The contact data in clear, for a call."""
    conversation_id = conversation_in(request)
    await case_of(request, conversation_id)
    try:
        found = await request.app[PRIVACY].reach_as_counsellor(conversation_id, member_of(request).handle)
    except UnreadableError as error:
        raise PageError(503, "unavailable") from error
    return await _page(request, clear={way.kind: way.value for _, way in found})


async def write(request: web.Request) -> web.Response:
    """Send the message by the ways that were ticked."""
    conversation_id, form = conversation_in(request), await read_form(request)
    given, text = (
        str(form.get("client_message_id", "")),
        clean(str(form.get("text", "")).replace("\r\n", "\n")),
    )
    kinds = {str(kind) for kind in form.getall("by", [])}
    if not CLIENT_ID.fullmatch(given) or not kinds <= request.app[POST].kinds:
        raise PageError(422, "bad_request")
    if not text:
        raise PageError(422, "empty")
    if len(text) > LONGEST:
        raise PageError(413, "too_long")
    try:
        await request.app[REACHING].write(
            conversation_id, actor_of(member_of(request)), given, text, kinds, texts_of(request).contact.why
        )
    except NotAskedError as error:
        raise PageError(409, "not_asked") from error
    except OldConsentError as error:
        raise PageError(409, "old_consent") from error
    except EnoughError as error:
        raise PageError(409, "enough_messages") from error
    return see_other(f"/console/conversations/{conversation_id}/contact")


async def _page(request: web.Request, clear: Mapping[str, str] | None = None) -> web.Response:
    case, now = await case_of(request, conversation_in(request)), datetime.now(UTC)
    privacy, adapters = request.app[PRIVACY], request.app[ADAPTERS]
    purpose = asked.purpose_of(privacy.purposes)
    shuts = {name for name, adapter in adapters.items() if adapter.answer_hours is not None}
    async with request.app[DATABASE].reading() as session:
        sent = await asked.sent_to(session, case.id)
        channels = await asked.linked(session, case.id, now, shuts)
        writable = purpose is not None and await consents.messages_allowed(session, case.id, purpose)
    ways: list[dict[str, Any]] = [
        one for one in await privacy.contacts(case.id) if purpose and one["purpose"] == purpose.id
    ]
    return page(
        request,
        "contact.html",
        case=case,
        ways=ways,
        writable=writable,
        clear=clear or {},
        reached=request.app[POST].kinds,
        channels=channels,
        sent=sent,
        longest=LONGEST,
    )


ROUTES = (
    Route("GET", LIST, "console_contacts", everybody, Action.CONTACT_SEE),
    Route("GET", ADDRESS, "console_contact", show, Action.CONTACT_SEE),
    Route("POST", f"{ADDRESS}/show", "console_contact_shown", reveal, Action.CONTACT_USE),
    Route("POST", f"{ADDRESS}/messages", "console_contact_message", write, Action.CONTACT_USE),
)
