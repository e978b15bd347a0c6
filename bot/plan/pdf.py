"""A page as PDF, made in a process of its own (bot/plan/rendering.py).

Rendering takes the processor for a while and loads large libraries; the gateway's turns must not wait for
it, and a rendering that hangs is ended.
"""

import asyncio
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 20.0
AT_ONCE = 2  # processes beside the gateway; more who ask wait for a turn

_places = asyncio.Semaphore(AT_ONCE)


class PdfError(Exception):
    """The PDF could not be made; the reason is for the log and has nothing of the page."""


async def make_pdf(html: str, style: str = "plan.css", seconds: float = SECONDS) -> bytes:
    """Render a page with a style of `bot/pages`. Raises PdfError, also when it takes more than `seconds`."""
    try:
        async with asyncio.timeout(seconds), _places:
            return await _rendered(html, style)
    except TimeoutError as error:
        raise PdfError("took too long") from error


async def _rendered(html: str, style: str) -> bytes:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.plan.rendering",
        style,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=ROOT,
    )
    try:
        made, _ = await process.communicate(html.encode("utf-8"))
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0 or not made.startswith(b"%PDF"):
        raise PdfError(f"ended with {process.returncode}")
    return made
