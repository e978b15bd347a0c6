"""A PDF of the console's as a file to keep."""

import structlog
from aiohttp import web

from bot.console.guard import PageError
from bot.console.rendering import HEADERS
from bot.plan.pdf import PdfError, make_pdf

log = structlog.get_logger()


async def attached_pdf(html: str, name: str, failed: str) -> web.Response:
    """A page as tagged PDF, named without its ending. `failed` is the event that the log gets otherwise.

    Raises:
        PageError: it could not be made; the person is told to try again.
    """
    try:
        made = await make_pdf(html)
    except PdfError as error:
        log.error(failed, reason=str(error))
        raise PageError(503, "unavailable") from error
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return web.Response(body=made, content_type="application/pdf", headers=headers)
