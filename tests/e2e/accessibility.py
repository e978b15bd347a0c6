"""axe in the page, with the rules of WCAG 2.2 A and AA."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(page: Page) -> list[str]:
    """Return a line for each violation: the rule and where it is broken. Shadow roots are looked into."""
    found: list[dict[str, Any]] = (
        Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    )
    return [f"{one['id']}: {[node['target'] for node in one['nodes']]}" for one in found]
