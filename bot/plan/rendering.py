"""HTML to tagged PDF (PDF/UA-1) with WeasyPrint: `python -m bot.plan.rendering` reads one, writes the other.

It loads large libraries, so the gateway does not import it but runs it (bot/plan/pdf.py).
"""

import sys
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

PAGES = Path(__file__).resolve().parent.parent / "pages"
LOGO = "icon.svg"
VARIANT = "pdf/ua-1"


class OnlyTheLogo(URLFetcher):
    """Fetches nothing from elsewhere, whatever address the words of a plan hold."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        """The logo; ValueError for all else, which WeasyPrint leaves out."""
        if url != f"{PAGES.as_uri()}/{LOGO}":
            raise ValueError("a plan fetches nothing from elsewhere")
        return URLFetcherResponse(url, (PAGES / LOGO).read_bytes(), {"Content-Type": "image/svg+xml"})


def render(html: str) -> bytes:
    """The PDF of a page."""
    fetcher = OnlyTheLogo()
    page = HTML(string=html, base_url=f"{PAGES.as_uri()}/", url_fetcher=fetcher)
    style = CSS(string=(PAGES / "plan.css").read_text(encoding="utf-8"), url_fetcher=fetcher)
    made: bytes = page.write_pdf(stylesheets=[style], pdf_variant=VARIANT)
    return made


def main() -> None:
    """Standard input to standard output."""
    sys.stdout.buffer.write(render(sys.stdin.buffer.read().decode("utf-8")))


if __name__ == "__main__":
    main()
