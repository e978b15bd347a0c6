"""The plan as tagged PDF (PDF/UA-1), made by WeasyPrint in a process of its own.

Rendering takes the processor for a while and loads large libraries; the gateway's turns must not wait for
it, and a rendering that hangs is ended. `python -m bot.plan.pdf` reads HTML and writes the PDF.
"""

import asyncio
import sys
from pathlib import Path
from typing import Any

PAGES = Path(__file__).resolve().parent.parent / "pages"
ROOT = PAGES.parent.parent
LOGO = "icon.svg"
SECONDS = 20.0
AT_ONCE = 2  # processes beside the gateway; more who ask wait for a turn
VARIANT = "pdf/ua-1"

_places = asyncio.Semaphore(AT_ONCE)


class PdfError(Exception):
    """The PDF could not be made; the reason is for the log and has nothing of the plan."""


async def make_pdf(html: str, seconds: float = SECONDS) -> bytes:
    """Render a page. Raises PdfError, also when it takes more than `seconds`."""
    try:
        async with asyncio.timeout(seconds), _places:
            return await _rendered(html)
    except TimeoutError as error:
        raise PdfError("took too long") from error


async def _rendered(html: str) -> bytes:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.plan.pdf",
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


def render(html: str) -> bytes:
    """HTML to PDF, here and now. Nothing is fetched but the logo."""
    from weasyprint import CSS, HTML

    page = HTML(string=html, base_url=f"{PAGES.as_uri()}/", url_fetcher=_fetch)
    style = CSS(string=(PAGES / "plan.css").read_text(encoding="utf-8"), url_fetcher=_fetch)
    made: bytes = page.write_pdf(stylesheets=[style], pdf_variant=VARIANT)
    return made


def _fetch(url: str, *_: Any, **__: Any) -> dict[str, Any]:
    if url != f"{PAGES.as_uri()}/{LOGO}":
        raise ValueError("a plan fetches nothing from elsewhere")
    return {"string": (PAGES / LOGO).read_bytes(), "mime_type": "image/svg+xml"}


def main() -> None:
    """Standard input to standard output."""
    sys.stdout.buffer.write(render(sys.stdin.buffer.read().decode("utf-8")))


if __name__ == "__main__":
    main()
