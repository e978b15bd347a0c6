"""Files of the console: to keep, never cached, and PDFs that a page is made into."""

import structlog
from aiohttp import web

from bot.console.guard import PageError
from bot.console.rendering import HEADERS
from bot.plan.pdf import PdfError, make_pdf

PDF = "application/pdf"

log = structlog.get_logger()


def attached(body: bytes, kind: str, name: str, charset: str | None = None) -> web.Response:
    """A file of a media type, by the name under which it is kept."""
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return web.Response(body=body, content_type=kind, charset=charset, headers=headers)


async def page_as_pdf(html: str, failed: str, style: str = "plan.css") -> bytes:
    """A page as tagged PDF, with a style of bot/pages. `failed` is the event that the log gets otherwise.

    Raises:
        PageError: it could not be made; the person is told to try again.
    """
    try:
        return await make_pdf(html, style)
    except PdfError as error:
        log.error(failed, reason=str(error))
        raise PageError(503, "unavailable") from error
