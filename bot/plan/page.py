"""The plan as HTML: for the browser, and without its links to downloads for the PDF."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from bot.days import day_of, written
from bot.html import rendered
from bot.plan.models import Plan
from datafiles import read_yaml

LOGO = "/static/icon.svg"


def render_page(plan: Plan, data: Path, base: str) -> str:
    """The page; `base` is its own address, under which the downloads are."""
    return rendered("plan.html", **_values(plan, data), pdf=False, logo=LOGO, base=base)


def render_for_pdf(plan: Plan, data: Path) -> str:
    """The same for the PDF; its logo is `icon.svg`."""
    return rendered("plan.html", **_values(plan, data), pdf=True, logo="icon.svg", base="")


def render_gone(data: Path) -> str:
    """What an address that leads nowhere shows."""
    return rendered("plan_gone.html", t=page_texts(data))


@cache
def page_texts(data: Path) -> dict[str, str]:
    """The words of the page (`data/plan/page.yml`)."""
    texts: dict[str, str] = read_yaml(data / "plan" / "page.yml")
    return texts


def finnish_day(moment: datetime) -> str:
    """The day of a moment in Finland, as it is written there."""
    return written(day_of(moment))


def _values(plan: Plan, data: Path) -> dict[str, Any]:
    texts = page_texts(data)
    groups = (
        (texts["occupations"], [one for one in plan.skills if one.occupation]),
        (texts["held"], [one for one in plan.skills if not one.occupation]),
    )
    return {
        "plan": plan,
        "t": texts,
        "made": finnish_day(plan.made_at),
        "skills": [(label, some) for label, some in groups if some],
        "reminder_days": [finnish_day(one.due_at) for one in plan.reminders],
    }
