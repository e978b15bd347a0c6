"""`suunta facts`: what of the facts on benefits and services somebody should look at."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from backends.facts.checking import CHECK_AGAIN_AFTER, Reason, ToCheck, to_check
from backends.facts.domain import FactsError
from backends.facts.opening import open_book
from backends.settings import load_settings

app = typer.Typer(no_args_is_help=True, add_completion=False)

WHY = {
    Reason.ENDED: "ended {days} days ago; learners are told that it cannot be confirmed",
    Reason.UNCONFIRMED: "{status}; learners are told that it cannot be confirmed",
    Reason.OLD: "was checked {days} days ago",
    Reason.ENDS_SOON: "ends in {days} days",
    Reason.BEGINS: "begins in {days} days; nothing is said of it before",
}


@app.callback()
def facts() -> None:
    """Facts with their dates and sources (data/facts)."""


@app.command("stale")
def stale(
    days: Annotated[
        int, typer.Option(min=1, help="A fact that nobody has looked at for so long needs checking.")
    ] = CHECK_AGAIN_AFTER.days,
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="As of this day.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON list on standard output.")] = False,
    strict: Annotated[bool, typer.Option(help="Exit status 1 when something needs checking.")] = False,
) -> None:
    """List what needs checking: ended, unconfirmed, old. Crisis contacts come first; they are always said."""
    try:
        known = open_book(load_settings())
    except FactsError as error:
        print(f"suunta facts: {error}", file=sys.stderr)
        raise typer.Exit(2) from error
    today = on.date() if on else datetime.now(ZoneInfo("Europe/Helsinki")).date()
    found = to_check(known.values(), today, timedelta(days=days))
    if as_json:
        print(json.dumps([_json(one) for one in found], ensure_ascii=False, indent=1))
    else:
        for one in found:
            print(_line(one))
    print(f"{len(found)} of {len(known)} facts need checking on {today}", file=sys.stderr)
    raise typer.Exit(1 if strict and found else 0)


def _line(one: ToCheck) -> str:
    why = WHY[one.reason].format(days=one.days, status=one.fact.status)
    crisis = "CRISIS CONTACT, still given: " if one.fact.never_withheld else ""
    return f"{one.fact.id}: {crisis}{why}. Ask: {one.fact.source.name}. Claim: {one.fact.text}"


def _json(one: ToCheck) -> dict[str, str | int | bool | None]:
    fact = one.fact
    return {
        "id": fact.id,
        "reason": str(one.reason),
        "days": one.days,
        "crisis_contact": fact.never_withheld,
        "claim": fact.text,
        "source": fact.source.name,
        "url": fact.source.url,
        "status": str(fact.status),
        "valid_from": _day(fact.valid_from),
        "valid_to": _day(fact.valid_to),
        "checked_on": _day(fact.checked_on),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
