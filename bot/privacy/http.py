"""HTTP of consents and contact data: for the conversation's token, and contact data for its counsellor."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bot.channels.web.access import CONVERSATION_ID, opened_conversation
from bot.channels.web.incoming import clean, read_json
from bot.errors import ApiError
from bot.guided.access import counsellor_of
from bot.keys import COUNSELLING, LIMITS, PRIVACY, SETTINGS
from bot.limits import address_of

LONGEST_VALUE = 300
NOT_KEPT: Mapping[str, str] = {"Cache-Control": "no-store"}


def add_routes(app: web.Application) -> None:
    """Add the routes; `app` must hold PRIVACY, LIMITS and SETTINGS."""
    one = "/api/v1/conversations/{id}"
    app.router.add_get(f"{one}/consents", list_consents, name="consents")
    app.router.add_put(f"{one}/consents/{{purpose}}", give_consent, name="give_consent")
    app.router.add_delete(f"{one}/consents/{{purpose}}", revoke_consent, name="revoke_consent")
    app.router.add_get(f"{one}/contact", list_contacts, name="contacts")
    app.router.add_post(f"{one}/contact", keep_contact, name="keep_contact")
    app.router.add_delete(f"{one}/contact", remove_contacts, name="remove_contacts")
    app.router.add_delete(f"{one}/contact/{{purpose}}/{{kind}}", remove_contact, name="remove_contact")
    app.router.add_get(
        "/api/v1/counsellor/conversations/{id}/contact", contact_for_counsellor, name="counsellor_contact"
    )


async def list_consents(request: web.Request) -> web.Response:
    """Every purpose with its text, and whether the person consents."""
    conversation_id = await opened_conversation(request)
    return _answer({"purposes": await request.app[PRIVACY].standing(conversation_id)})


async def give_consent(request: web.Request) -> web.Response:
    """Consent to the version of the text that the person has seen."""
    conversation_id = await _changing(request)
    version = _text(await read_json(request), "version")
    return _answer(await request.app[PRIVACY].give(conversation_id, request.match_info["purpose"], version))


async def revoke_consent(request: web.Request) -> web.Response:
    """Take a consent back; contact data given for it is deleted."""
    conversation_id = await _changing(request)
    return _answer(await request.app[PRIVACY].revoke(conversation_id, request.match_info["purpose"]))


async def list_contacts(request: web.Request) -> web.Response:
    """What the person has given, masked."""
    conversation_id = await opened_conversation(request)
    return _answer({"contacts": await request.app[PRIVACY].contacts(conversation_id)})


async def keep_contact(request: web.Request) -> web.Response:
    """Keep contact data with its consent: 201 when it is new, 200 when it replaces an earlier value."""
    conversation_id = await _changing(request)
    body = await read_json(request)
    kept, new = await request.app[PRIVACY].keep_contact(
        conversation_id,
        _text(body, "kind"),
        _text(body, "value"),
        _text(body, "purpose"),
        _text(body, "consent_version"),
    )
    return _answer(kept, status=201 if new else 200)


async def remove_contacts(request: web.Request) -> web.Response:
    """Delete all contact data."""
    await request.app[PRIVACY].remove_contact(await _changing(request))
    return web.Response(status=204)


async def remove_contact(request: web.Request) -> web.Response:
    """Delete one kind of contact data of one purpose."""
    conversation_id = await _changing(request)
    where = request.match_info
    await request.app[PRIVACY].remove_contact(conversation_id, where["purpose"], where["kind"])
    return web.Response(status=204)


async def contact_for_counsellor(request: web.Request) -> web.Response:
    """Contact data in clear for the counsellor who has the conversation; the reading is written down."""
    who, conversation_id = counsellor_of(request), request.match_info["id"]
    if not CONVERSATION_ID.fullmatch(conversation_id):
        raise ApiError(404, "unknown_conversation")
    await request.app[COUNSELLING].permit(conversation_id, who)
    found = await request.app[PRIVACY].reach_as_counsellor(conversation_id, who.handle)
    return _answer(
        {
            "contacts": [
                {"purpose": purpose.id, "title": purpose.title, "kind": way.kind, "value": way.value}
                for purpose, way in found
            ]
        }
    )


async def _changing(request: web.Request) -> str:
    """The conversation of a request that changes something; it counts as a message. Raises ApiError."""
    conversation_id = await opened_conversation(request)
    address = address_of(request, request.app[SETTINGS].trusted_proxies)
    request.app[LIMITS].count_message(address, conversation_id)
    return conversation_id


def _text(body: dict[str, Any], name: str) -> str:
    """A short text field. Raises ApiError, which does not hold it."""
    value = body.get(name)
    if not isinstance(value, str) or not 1 <= len(value) <= LONGEST_VALUE:
        raise ApiError(422, "bad_request")
    return clean(value)


def _answer(body: Any, status: int = 200) -> web.Response:
    return web.json_response(body, status=status, headers=NOT_KEPT)
