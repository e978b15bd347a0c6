"""Who opens a link without being a person: previews, search engines, checks. They are not counted."""

from collections.abc import Mapping
from pathlib import Path

from bot.outreach.texts import robots

PREFETCH_HEADERS = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")


def is_person(method: str, headers: Mapping[str, str], data: Path) -> bool:
    """Whether a request looks like a person's browser that opens the page now.

    A browser says who it is; what says nothing, only asks for the head, or fetches ahead is no visit.
    """
    agent = headers.get("User-Agent", "").lower()
    if method != "GET" or not agent:
        return False
    if any("pre" in headers.get(name, "").lower() for name in PREFETCH_HEADERS):
        return False
    return not any(part in agent for part in robots(data).agents)
