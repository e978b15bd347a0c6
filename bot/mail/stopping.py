"""`/letters/stop/{token}`: where a letter's footer leads.

A button, or one click of the mail program (RFC 8058), takes the consent back and deletes the contact data.
Opening the page changes nothing: programs that look at links open it too.

The token is encrypted and says which consent it ends, and nothing else can be done with it.
"""

from aiohttp import web

from bot.conversations.refusals import GoneError
from bot.html import rendered
from bot.keys import PRIVACY
from bot.mail.keys import MAIL_TEXTS
from bot.privacy.errors import UnknownPurposeError
from bot.privacy.vault import UnreadableError, Vault

PLACE = "letters stop"
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
}


def stop_link(vault: Vault, public_url: str, conversation_id: str, purpose: str) -> str:
    """The address that ends letters of a purpose."""
    return f"{public_url}/letters/stop/{vault.seal(PLACE, f'{conversation_id} {purpose}')}"


def add_routes(app: web.Application) -> None:
    """Add the page; `app` must hold PRIVACY and MAIL_TEXTS."""
    app.router.add_get("/letters/stop/{token}", show, name="letters_stop")
    app.router.add_post("/letters/stop/{token}", stop, name="letters_stopped")


async def show(request: web.Request) -> web.Response:
    """Ask once more."""
    words = request.app[MAIL_TEXTS].stop
    if _meant(request) is None:
        return _page(words.gone_title, words.gone, status=404)
    return _page(words.title, words.text, words.button)


async def stop(request: web.Request) -> web.Response:
    """Take the consent back; a second time changes nothing."""
    words, meant = request.app[MAIL_TEXTS].stop, _meant(request)
    if meant is None:
        return _page(words.gone_title, words.gone, status=404)
    try:
        await request.app[PRIVACY].revoke(*meant)
    except (GoneError, UnknownPurposeError):
        return _page(words.gone_title, words.gone, status=404)
    return _page(words.done_title, words.done)


def _meant(request: web.Request) -> tuple[str, str] | None:
    """The conversation and the purpose of a token."""
    try:
        said = request.app[PRIVACY].vault.unseal(PLACE, request.match_info["token"])
    except UnreadableError:
        return None
    conversation_id, _, purpose = said.partition(" ")
    return conversation_id, purpose


def _page(title: str, text: str, button: str = "", status: int = 200) -> web.Response:
    html = rendered("letters_stop.html", title=title, text=text, button=button)
    return web.Response(text=html, status=status, content_type="text/html", charset="utf-8", headers=HEADERS)
