"""The two pages outside the console: the person's, who says yes or no, and the partner's, who reads.

Each opens with an unguessable key of its own; nobody is signed in, and of who opens it nothing is kept.
"""

import re
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from bot.console.keys import ORGANISATIONS
from bot.conversations import journal
from bot.forms import read_form
from bot.html import rendered
from bot.keys import DATABASE, LIMITS, PRIVACY, SETTINGS
from bot.limits import address_of
from bot.mail.stopping import HEADERS
from bot.plan.page import finnish_day
from bot.referrals import store
from bot.referrals.schema import Referral
from bot.referrals.states import State, StepRefusedError
from bot.referrals.texts import ReferralTexts, referral_texts

KEY = re.compile(r"[A-Za-z0-9_-]{43}")


def add_routes(app: web.Application) -> None:
    """Add the pages; `app` must hold DATABASE, PRIVACY, LIMITS and SETTINGS."""
    app[PRIVACY].on_revoked[store.PURPOSE] = store.withdraw_all
    app.router.add_get("/referral/{key}", show, name="referral")
    app.router.add_post("/referral/{key}", answer, name="referral_answer")
    app.router.add_get("/referral/for/{key}", for_partner, name="referral_for_partner")


async def show(request: web.Request) -> web.Response:
    """What would be given to whom, and the buttons."""
    async with request.app[DATABASE].reading() as session:
        referral = await store.by_person_key(session, _key(request))
    return _person_page(request, referral)


async def answer(request: web.Request) -> web.Response:
    """Say yes, no, or take it back; the same again changes nothing."""
    request.app[LIMITS].count_message(
        address_of(request, request.app[SETTINGS].trusted_proxies), _key(request)
    )
    form = await read_form(request)
    says, seen = str(form.get("says", "")), str(form.get("seen", ""))
    purpose, changed = request.app[PRIVACY].purposes[store.PURPOSE], False
    async with request.app[DATABASE].writing() as session:
        referral = await store.by_person_key(session, _key(request))
        conversation = await journal.lock(session, referral.conversation_id) if referral else None
        if referral is not None and conversation is not None:
            await session.refresh(referral)
            try:
                if says == "yes":
                    await store.consent(session, conversation, referral, purpose, seen)
                elif says == "no":
                    await store.refuse(session, conversation, referral, purpose)
            except store.SeenChangedError:
                changed = True
            except StepRefusedError:
                pass  # it stands so already, or is over: the page says how it stands
    return _person_page(request, referral, changed=changed)


async def for_partner(request: web.Request) -> web.Response:
    """What the person agreed to, while the link works."""
    purpose = request.app[PRIVACY].purposes[store.PURPOSE]
    texts = referral_texts(request.app[SETTINGS].data)
    async with request.app[DATABASE].reading() as session:
        referral = await store.for_partner(session, _key(request), purpose, datetime.now(UTC))
    if referral is None:
        return _page("small_told.html", 404, t=texts, title=texts.partner.gone_title, text=texts.partner.gone)
    return _page("referral.html", **partner_values(texts, referral, _sender(request, referral)), pdf=False)


def partner_values(texts: ReferralTexts, referral: Referral, sender: str) -> dict[str, Any]:
    """What the partner's page and paper show."""
    kind = texts.kind(referral.partner_kind)
    return {
        "t": texts,
        "referral": referral,
        "kind": kind.title if kind else referral.partner_kind,
        "sender": sender,
        "consented": finnish_day(referral.consented_at) if referral.consented_at else "",
        "until": finnish_day(referral.link_until) if referral.link_until else "",
    }


def _person_page(request: web.Request, referral: Referral | None, *, changed: bool = False) -> web.Response:
    texts = referral_texts(request.app[SETTINGS].data)
    if referral is None:
        return _page("small_told.html", 404, t=texts, title=texts.person.gone_title, text=texts.person.gone)
    if referral.state == State.WITHDRAWN:
        words = texts.person
        return _page("small_told.html", t=texts, title=words.withdrawn_title, text=words.withdrawn)
    purpose = request.app[PRIVACY].purposes[store.PURPOSE]
    kind = texts.kind(referral.partner_kind)
    return _page(
        "referral_person.html",
        409 if changed else 200,
        t=texts,
        referral=referral,
        kind=kind.title if kind else referral.partner_kind,
        purpose=purpose,
        seen=store.seen_of(referral, purpose),
        changed=changed,
    )


def _sender(request: web.Request, referral: Referral) -> str:
    organisation = request.app[ORGANISATIONS].named(referral.organisation)
    return organisation.name if organisation else referral.organisation


def _key(request: web.Request) -> str:
    """The key in the address; what can be none finds nothing."""
    key = request.match_info["key"]
    return key if KEY.fullmatch(key) else "-"


def _page(template: str, status: int = 200, **values: Any) -> web.Response:
    html = rendered(template, **values)
    return web.Response(text=html, status=status, content_type="text/html", charset="utf-8", headers=HEADERS)
