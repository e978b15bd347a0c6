"""`/v/{key}`: where a letter is answered that carries a message of the conversation.

The page shows that message and what is said to the answer, never what was written before: a number may have
been given wrongly. The answer goes the way of every message (Desk). Where no counsellor has the conversation
any more, an answer to a counsellor puts it into the queue.
"""

import hashlib
import re
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from bot.channels.web.incoming import LONGEST_TEXT, clean
from bot.conversations import journal
from bot.conversations.ownership import Move, MoveRefusedError, Owner
from bot.conversations.refusals import GoneError, UnknownButtonError
from bot.conversations.schema import Message
from bot.forms import read_form
from bot.html import rendered
from bot.keys import DATABASE, DESK, LIMITS, SETTINGS
from bot.limits import address_of
from bot.mail import outbox
from bot.mail.keys import MAIL_TEXTS
from bot.mail.schema import Letter
from bot.mail.stopping import HEADERS
from bot.mail.writing import MESSAGE

KEY = re.compile(r"[A-Za-z0-9_-]{16}")
NONCE = re.compile(r"[A-Za-z0-9_-]{1,40}")


@dataclass(frozen=True, slots=True)
class Opened:
    """A letter whose page is open, and the messages of ours that its page shows."""

    letter: Letter
    messages: Sequence[Message]

    @property
    def buttons(self) -> Sequence[dict[str, Any]]:
        """Those of the last message that has some."""
        return next((one.buttons for one in reversed(self.messages) if one.buttons), [])

    @property
    def is_counsellors(self) -> bool:
        """Whether a counsellor wrote, so that words are the answer."""
        return self.letter.what == MESSAGE


def add_routes(app: web.Application) -> None:
    """Add the page; `app` must hold DATABASE, DESK and MAIL_TEXTS."""
    app.router.add_get("/v/{key}", show, name="letter_answer")
    app.router.add_post("/v/{key}", answer, name="letter_answered")


async def show(request: web.Request) -> web.Response:
    """The message and the form."""
    opened = await _opened(request)
    return _page(request, opened) if opened else _old(request)


async def answer(request: web.Request) -> web.Response:
    """Take the answer; the same form again changes nothing."""
    opened = await _opened(request)
    if opened is None:
        return _old(request)
    form, words = await read_form(request), request.app[MAIL_TEXTS].answer
    button, text = str(form.get("button", "")), clean(str(form.get("text", "")).replace("\r\n", "\n"))
    if opened.is_counsellors and not text:
        return _page(request, opened, problem=words.empty, status=422)
    if len(text) > LONGEST_TEXT:
        return _page(request, opened, problem=words.too_long, typed=text, status=422)
    address = address_of(request, request.app[SETTINGS].trusted_proxies)
    request.app[LIMITS].count_message(address, opened.letter.conversation_id)
    name = _name_of(opened.letter, str(form.get("id", "")))
    try:
        if opened.is_counsellors:
            await request.app[DESK].accept_text(opened.letter.conversation_id, name, text)
            await _seen_by_a_counsellor(request, opened.letter.conversation_id)
            return _page(request, opened, said=words.said)
        return await _pressed(request, opened, name, button)
    except GoneError:
        return _old(request)
    except UnknownButtonError:
        return _page(request, opened, problem=words.empty, status=422)


async def _pressed(request: web.Request, opened: Opened, name: str, button: str) -> web.Response:
    """Press a button of this letter's question, or of what was said to it; then show what is said now."""
    letter = opened.letter
    async with request.app[DATABASE].reading() as session:
        since = await journal.messages_after(session, letter.conversation_id, (letter.seq or 1) - 1)
    if button not in {str(one["id"]) for message in since for one in message.buttons}:
        return _page(request, opened, problem=request.app[MAIL_TEXTS].answer.empty, status=422)
    receipt = await request.app[DESK].accept_button(letter.conversation_id, name, button)
    async with request.app[DATABASE].reading() as session:
        after = await journal.messages_after(session, letter.conversation_id, receipt.seq)
    ours = [one for one in after if one.sender == journal.SYSTEM]
    return _page(request, Opened(letter, ours))


async def _seen_by_a_counsellor(request: web.Request, conversation_id: str) -> None:
    """Where nobody has the conversation any more, the answer waits in the queue."""
    state = await request.app[DESK].state(conversation_id, 0)
    if state.owner == Owner.BOT:
        with suppress(MoveRefusedError):
            await request.app[DESK].move_owner(
                conversation_id, Move.REQUEST, who="learner", why="answered a letter"
            )


async def _opened(request: web.Request) -> Opened | None:
    key = request.match_info["key"]
    if not KEY.fullmatch(key):
        return None
    async with request.app[DATABASE].reading() as session:
        letter = await outbox.answerable(session, key, datetime.now(UTC))
        message = await session.get(Message, (letter.conversation_id, letter.seq)) if letter else None
    return Opened(letter, [message]) if letter and message else None


def _name_of(letter: Letter, nonce: str) -> str:
    """A name that no client's id can be: those hold no space."""
    own = nonce if NONCE.fullmatch(nonce) else secrets.token_urlsafe(12)
    return f"v {hashlib.sha256(f'{letter.answer_key} {own}'.encode()).hexdigest()}"


def _page(
    request: web.Request,
    opened: Opened,
    *,
    said: str = "",
    problem: str = "",
    typed: str = "",
    status: int = 200,
) -> web.Response:
    html = rendered(
        "letter_answer.html",
        t=request.app[MAIL_TEXTS].answer,
        opened=opened,
        said=said,
        problem=problem,
        typed=typed,
        nonce=secrets.token_urlsafe(12),
        longest=LONGEST_TEXT,
    )
    return web.Response(text=html, status=status, content_type="text/html", charset="utf-8", headers=HEADERS)


def _old(request: web.Request) -> web.Response:
    words = request.app[MAIL_TEXTS].answer
    html = rendered("letters_stop.html", title=words.old_title, text=words.old, button="")
    return web.Response(text=html, status=404, content_type="text/html", charset="utf-8", headers=HEADERS)
