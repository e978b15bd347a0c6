"""Meta's webhooks and Graph API (https://developers.facebook.com/docs/graph-api/webhooks/getting-started)."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import aiohttp

from bot.channels.messaging.adapter import (
    Closed,
    Delivered,
    Later,
    Outcome,
    Refused,
    Request,
    Unreachable,
    UnreadableError,
)
from bot.channels.messaging.events import Event, Ignored, Told
from bot.channels.messaging.pacing import seconds_of

SIGNATURE_HEADER = "X-Hub-Signature-256"
SECONDS = 10.0
ANSWER_HOURS = 24.0
# Codes of errors: https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes and
# https://developers.facebook.com/docs/messenger-platform/error-codes
SLOWER = frozenset({4, 80007, 130429, 131048, 131056, 613})
OURS_TO_MEND = frozenset({0, 3, 10, 190, 200, 131005, 131031, 131045})
TIME_IS_OVER = frozenset({131047})
TIME_IS_OVER_SUBCODES = frozenset({2018278})
PERSON_IS_AWAY = frozenset({131050, 551})


def is_signed(secret: str, request: Request) -> bool:
    """Whether the signature is over the raw body with our app's secret."""
    wanted = "sha256=" + hmac.new(secret.encode(), request.body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(
        request.headers.get(SIGNATURE_HEADER, "").encode("utf-8", "replace"), wanted.encode()
    )


def challenge_of(verify_token: str, request: Request) -> str | None:
    """What Meta's check of our address is answered with; None for somebody else's."""
    given = request.query.get("hub.verify_token", "")
    if request.query.get("hub.mode") != "subscribe" or not hmac.compare_digest(
        given.encode("utf-8", "replace"), verify_token.encode()
    ):
        return None
    return request.query.get("hub.challenge", "")[:200]


def read_object(body: bytes, kind: str) -> list[dict[str, Any]]:
    """The entries of a call about a kind of object. Raises UnreadableError."""
    try:
        call = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("no JSON") from error
    if not isinstance(call, dict) or call.get("object") != kind or not isinstance(call.get("entry"), list):
        raise UnreadableError(f"no call about {kind}")
    return [entry for entry in call["entry"] if isinstance(entry, dict)]


def in_order(
    things: Sequence[Any], moment: Callable[[Any], int], event: Callable[[Any], Event]
) -> list[Told]:
    """What some things of a call mean, in the order of their moments; what cannot be read is counted alone.

    Raises:
        UnreadableError: none of them can be read.
    """
    told: list[Told] = []
    torn = 0
    for one in things:
        try:
            told.append(Told(event(one), moment(one)))
        except (KeyError, TypeError, ValueError, AttributeError):
            torn += 1
    if torn and not told:
        raise UnreadableError("nothing in the call can be read")
    return [*sorted(told, key=lambda one: one.place or 0), *(Told(Ignored("torn")) for _ in range(torn))]


class Graph:
    """The Graph API with a token."""

    def __init__(self, session: aiohttp.ClientSession, url: str, token: str) -> None:
        self._session = session
        self._url = url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {token}"}

    async def post(self, path: str, body: Mapping[str, Any]) -> Outcome:
        """Post a message; what comes back says what became of it."""
        async with asyncio.timeout(SECONDS):
            async with self._session.post(
                f"{self._url}/{path}", json=body, headers=self._headers
            ) as response:
                try:
                    answer = await response.json(content_type=None)
                except ValueError:
                    answer = None
                wait = seconds_of(response.headers.get("Retry-After"))
                return _outcome(response.status, answer if isinstance(answer, dict) else {}, wait)


def _id_of(answer: Mapping[str, Any]) -> str | None:
    """A message's id: WhatsApp has `messages` with one, Messenger `message_id`."""
    messages = answer.get("messages")
    first = messages[0] if isinstance(messages, list) and messages else answer
    found = first.get("id", first.get("message_id")) if isinstance(first, dict) else None
    return found if isinstance(found, str) else None


def _outcome(status: int, answer: Mapping[str, Any], wait: float | None) -> Outcome:
    if status < 300:
        return Delivered(_id_of(answer))
    error = answer.get("error")
    told = error if isinstance(error, dict) else {}
    code, subcode = told.get("code"), told.get("error_subcode")
    reason = f"meta {code if code is not None else status}"
    if code in TIME_IS_OVER or subcode in TIME_IS_OVER_SUBCODES:
        return Closed(reason)
    if code in PERSON_IS_AWAY:
        return Unreachable(reason)
    if code in SLOWER or code in OURS_TO_MEND or status == 429 or status >= 500 or not told:
        return Later(reason, wait)
    return Refused(reason)
