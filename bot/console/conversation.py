"""The page of one conversation: read, take over, answer, note down, hand back, close."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.channels.web.incoming import CLIENT_ID, LONGEST_TEXT, clean
from bot.console.case import case_of, conversation_in
from bot.console.guard import PageError, Route
from bot.console.keys import MEMBERS, QUICK_REPLIES, TEXTS, member_of
from bot.console.permissions import Action
from bot.console.rendering import HEADERS, is_htmx, page, see_other
from bot.console.texts import FALLBACK
from bot.console.waiting import actor_of, board_for
from bot.conversations.typing import ring_typing
from bot.forms import read_form
from bot.guided.service import Actor, Counselling, Standing
from bot.keys import BELL, COUNSELLING

ADDRESS = "/console/conversations/{id}"
HANDLE = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
LONGEST_WHY = 200

Act = Callable[[Counselling, str, Actor, str], Awaitable[Standing]]

ACTS: dict[str, Act] = {
    "claim": lambda desk, conversation, who, why: desk.claim(conversation, who, why),
    "release": lambda desk, conversation, who, why: desk.release(conversation, who, why),
    "hand-back": lambda desk, conversation, who, why: desk.hand_back(conversation, who, why),
    "close": lambda desk, conversation, who, why: desk.close(conversation, who, why),
}


async def show(request: web.Request) -> web.Response:
    """The conversation with what is known of the person beside it."""
    conversation_id = conversation_in(request)
    case = await case_of(request, conversation_id)
    board = await board_for(request)
    return page(
        request,
        "conversation.html",
        case=case,
        open=conversation_id,
        types=False,
        quick_replies=request.app[QUICK_REPLIES],
        longest=LONGEST_TEXT,
        **board.values(),
    )


async def write(request: web.Request) -> web.Response:
    """Answer the person; the same id again sends nothing twice."""
    conversation_id, form = conversation_in(request), await read_form(request)
    await request.app[COUNSELLING].reply(
        conversation_id, actor_of(member_of(request)), _id(form), _text(form)
    )
    return _done(request, conversation_id, "suunta:sent")


async def note(request: web.Request) -> web.Response:
    """Write something down; the person sees it in their data."""
    conversation_id, form = conversation_in(request), await read_form(request)
    await request.app[COUNSELLING].note(conversation_id, actor_of(member_of(request)), _id(form), _text(form))
    request.app[BELL].ring(conversation_id)
    return _done(request, conversation_id, "suunta:noted")


async def typing(request: web.Request) -> web.Response:
    """Let the person know that an answer is being written, if the conversation is one's own."""
    conversation_id = conversation_in(request)
    await request.app[COUNSELLING].permit(conversation_id, actor_of(member_of(request)), holding=True)
    ring_typing(request.app[BELL], conversation_id, "counsellor")
    return web.Response(status=204, headers=HEADERS)


def _acting(name: str, act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def acted(request: web.Request) -> web.Response:
        conversation_id, form = conversation_in(request), await read_form(request)
        why = _why(request, form, name)
        await act(request.app[COUNSELLING], conversation_id, actor_of(member_of(request)), why)
        stays = name == "claim"
        return see_other(f"/console/conversations/{conversation_id}" if stays else "/console/queue")

    return acted


async def transfer(request: web.Request) -> web.Response:
    """Give the conversation to a colleague of the same organisation who is there."""
    conversation_id, form = conversation_in(request), await read_form(request)
    member, to = member_of(request), str(form.get("to", ""))
    here = await request.app[MEMBERS].here(member.organisation.id)
    if to not in {one.handle for one in here if one.may(Action.CONVERSATION_TAKE)} - {member.handle}:
        raise PageError(422, "nobody_there")
    await request.app[COUNSELLING].transfer(
        conversation_id, actor_of(member), to, _why(request, form, "transfer")
    )
    return see_other("/console/queue")


def _why(request: web.Request, form: Any, act: str) -> str:
    """Why it changes hands: the counsellor's words, or what the act means."""
    given = clean(str(form.get("why", "")))
    if len(given) > LONGEST_WHY:
        raise PageError(422, "too_long")
    return given or str(request.app[TEXTS][FALLBACK].acts[act].why)


def _id(form: Any) -> str:
    given = str(form.get("client_message_id", ""))
    if not CLIENT_ID.fullmatch(given):
        raise PageError(422, "bad_request")
    return given


def _text(form: Any) -> str:
    given = str(form.get("text", ""))
    if len(given) > LONGEST_TEXT:
        raise PageError(413, "too_long")
    if not (text := clean(given.replace("\r\n", "\n"))):
        raise PageError(422, "empty")
    return text


def _done(request: web.Request, conversation_id: str, trigger: str) -> web.Response:
    if is_htmx(request):
        return web.Response(status=204, headers={**HEADERS, "HX-Trigger": trigger})
    return see_other(f"/console/conversations/{conversation_id}")


ROUTES = (
    Route("GET", ADDRESS, "console_conversation", show, Action.CONVERSATION_SEE),
    Route("POST", f"{ADDRESS}/messages", "console_reply", write, Action.CONVERSATION_WRITE),
    Route("POST", f"{ADDRESS}/notes", "console_note", note, Action.CONVERSATION_WRITE),
    Route("POST", f"{ADDRESS}/typing", "console_typing", typing, Action.CONVERSATION_WRITE, quiet=True),
    Route("POST", f"{ADDRESS}/transfer", "console_transfer", transfer, Action.CONVERSATION_TAKE),
    *(
        Route("POST", f"{ADDRESS}/{name}", f"console_{name}", _acting(name, act), Action.CONVERSATION_TAKE)
        for name, act in ACTS.items()
    ),
)
