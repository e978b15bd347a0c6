"""Figures in Finnish: thousands with a space, shares in per cent, hidden ones as "alle 5"."""

from datetime import datetime

from bot.days import HELSINKI, day_of, written
from bot.impact.report import Value

THIN = "\u00a0"
MONTHS = 12


def number(count: int | None, few: str) -> str:
    """A count in words of figures; `few` for a hidden one."""
    return few if count is None else f"{count:,}".replace(",", THIN)


def percent(share: float | None, few: str) -> str:
    """A share in whole per cent."""
    return few if share is None else f"{round(share * 100)}{THIN}%"


def value(one: Value, few: str) -> str:
    """A figure as it stands on a page."""
    return percent(one.share, few) if one.is_share else number(one.count, few)


def month(name: str) -> str:
    """ "2026-11" as "11/2026"."""
    year, _, of_year = name.partition("-")
    return f"{int(of_year)}/{year}"


def day(moment: datetime) -> str:
    """The day of a moment in Finland."""
    return written(day_of(moment))


def clock(moment: datetime) -> str:
    """The time of day of a moment in Finland."""
    local = moment.astimezone(HELSINKI)
    return f"{local.hour}.{local.minute:02}"
