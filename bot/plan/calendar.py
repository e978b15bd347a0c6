"""Reminders as a calendar file (RFC 5545), for the learner's own calendar: it works without us."""

from datetime import datetime

from bot.days import HELSINKI
from bot.plan.models import Plan

STAMP = "%Y%m%dT%H%M%S"


def calendar_file(plan: Plan, title: str, address: str) -> str:
    """One event a reminder, on its day, with the plan's address."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Suunta//plan//FI"]
    for one in plan.reminders:
        lines += _event(one.id, one.due_at, plan.made_at, title, address)
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _event(name: str, due_at: datetime, made_at: datetime, title: str, address: str) -> list[str]:
    day = due_at.astimezone(HELSINKI)
    return [
        "BEGIN:VEVENT",
        f"UID:{name}-{day:%Y%m%d}@suunta",
        f"DTSTAMP:{made_at:{STAMP}}Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"SUMMARY:{_escaped(title)}",
        *_folded(f"URL:{address}"),
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escaped(title)}",
        "TRIGGER:PT9H",
        "END:VALARM",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> list[str]:
    """A line of at most 75 octets, goes on in the next one after a space (ASCII alone here)."""
    return [line[:75], *(f" {line[at : at + 74]}" for at in range(75, len(line), 74))]
