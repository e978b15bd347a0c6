"""HTML to tagged PDF (PDF/UA-1) with WeasyPrint.

`python -m bot.plan.rendering STYLE` reads a page from standard input and writes the PDF. It loads large
libraries, so the gateway does not import it but runs it (bot/plan/pdf.py).
"""

import sys
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

PAGES = Path(__file__).resolve().parent.parent / "pages"
LOGO = "icon.svg"
VARIANT = "pdf/ua-1"
IN_THE_PAGE = ("data:image/png;base64,", "data:image/svg+xml;base64,")


class OnlyOurOwn(URLFetcher):
    """Fetches nothing from elsewhere, whatever address the words of a page hold."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        """The logo, and pictures that stand in the page itself; ValueError for all else: it is left out."""
        if url.startswith(IN_THE_PAGE):
            return super().fetch(url, headers)
        if url != f"{PAGES.as_uri()}/{LOGO}":
            raise ValueError("a page fetches nothing from elsewhere")
        return URLFetcherResponse(url, (PAGES / LOGO).read_bytes(), {"Content-Type": "image/svg+xml"})


def render(html: str, style: str = "plan.css") -> bytes:
    """The PDF of a page with a style of `bot/pages`."""
    fetcher = OnlyOurOwn()
    page = HTML(string=html, base_url=f"{PAGES.as_uri()}/", url_fetcher=fetcher)
    css = CSS(string=(PAGES / Path(style).name).read_text(encoding="utf-8"), url_fetcher=fetcher)
    made: bytes = page.write_pdf(stylesheets=[css], pdf_variant=VARIANT)
    return made


def main() -> None:
    """Standard input to standard output."""
    sys.stdout.buffer.write(render(sys.stdin.buffer.read().decode("utf-8"), *sys.argv[1:2]))


if __name__ == "__main__":
    main()
