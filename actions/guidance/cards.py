"""Cards of guidance, in the form of the chat API's messages."""

from collections.abc import Mapping
from datetime import date
from typing import Any

Card = dict[str, Any]


def card(
    kind: str,
    title: str,
    *,
    subtitle: str = "",
    why: str,
    url: str | None = None,
    sample: bool = False,
    details: Mapping[str, str] | None = None,
) -> Card:
    """One card. `why` is never empty: a card says why it is there."""
    return {
        "kind": kind,
        "title": title,
        "subtitle": subtitle,
        "why": why,
        "url": url,
        "sample": sample,
        "details": dict(details or {}),
    }


def finnish_day(day: date) -> str:
    """A date as it is written in Finnish."""
    return f"{day.day}.{day.month}.{day.year}"
