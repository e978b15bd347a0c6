"""Reads the day that a message names: "viikon päästä", "maanantaina", "tammikuun puolivälissä", "15.1."."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from actions.reminders.data import ReminderWords, Unit, load_reminder_words
from nlu.naming import Said, said

WRITTEN = re.compile(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}))?(?!\d)")
DIGITS = re.compile(r"^\d{1,3}$")


def day_named(text: str, today: date) -> date | None:
    """The day that a text names, always after `today`; None where it names none.

    A date or month without a year is the next one to come.
    """
    heard, words = said(text), load_reminder_words()
    readers: tuple[Callable[[], date | None], ...] = (
        lambda: _written(text, today),
        lambda: _after_a_while(heard, words, today),
        lambda: _in_month(heard, words, today),
        lambda: _near_day(heard, words, today),
        lambda: _weekday(heard, words, today),
        lambda: _next_unit(heard, words, today),
        lambda: _season(heard, words, today),
    )
    found = next((day for read in readers if (day := read()) is not None), None)
    return found if found is not None and found > today else None


def later(today: date, unit: Unit, count: int) -> date:
    """The day that is so many units away; a month's last days are kept within the month."""
    if unit == "day":
        return today + timedelta(days=count)
    if unit == "week":
        return today + timedelta(weeks=count)
    months = today.month - 1 + count * (12 if unit == "year" else 1)
    year, month = today.year + months // 12, months % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _written(text: str, today: date) -> date | None:
    match = WRITTEN.search(text)
    if match is None:
        return None
    try:
        if match[3]:
            return date(int(match[3]), int(match[2]), int(match[1]))
        return _to_come(today, int(match[2]), int(match[1]))
    except ValueError:
        return None


def _after_a_while(heard: Said, words: ReminderWords, today: date) -> date | None:
    """ "kahden viikon päästä", "kuukauden kuluttua": a number, if any, before the unit, and an after-word."""
    for at, forms in enumerate(heard.words[:-1]):
        unit = _unit(Said((forms,)), words)
        if unit is not None and Said((heard.words[at + 1],)).names_any(words.after):
            before = heard.words[at - 1] if at else frozenset()
            return later(today, unit, _number(before, words) or 1)
    return None


def _near_day(heard: Said, words: ReminderWords, today: date) -> date | None:
    for days, patterns in sorted(words.days.items(), reverse=True):
        if heard.names_any(patterns):
            return today + timedelta(days=days)
    return None


def _in_month(heard: Said, words: ReminderWords, today: date) -> date | None:
    month = _key(heard, words.months)
    return None if month is None else _to_come(today, month, _key(heard, words.within_month) or 1)


def _weekday(heard: Said, words: ReminderWords, today: date) -> date | None:
    weekday = _key(heard, words.weekdays)
    if weekday is None:
        return None
    return today + timedelta(days=(weekday - today.isoweekday() - 1) % 7 + 1)


def _next_unit(heard: Said, words: ReminderWords, today: date) -> date | None:
    """ "ensi viikolla" is its Monday, "ensi kuussa" its first day."""
    for at, forms in enumerate(heard.words[:-1]):
        if not Said((forms,)).names_any(words.next):
            continue
        unit = _unit(Said((heard.words[at + 1],)), words)
        if unit == "week":
            return today + timedelta(days=8 - today.isoweekday())
        if unit == "month":
            return later(today.replace(day=1), "month", 1)
    return None


def _season(heard: Said, words: ReminderWords, today: date) -> date | None:
    season = next((one for one in words.seasons if heard.names_any(one.say)), None)
    return None if season is None else _to_come(today, season.month, season.day)


def _to_come(today: date, month: int, day: int) -> date:
    this_year = date(today.year, month, day)
    return this_year if this_year > today else date(today.year + 1, month, day)


def _unit(heard: Said, words: ReminderWords) -> Unit | None:
    return next((unit for unit, patterns in words.units.items() if heard.names_any(patterns)), None)


def _number(forms: frozenset[str], words: ReminderWords) -> int | None:
    digits = next((form for form in forms if DIGITS.match(form)), None)
    return int(digits) if digits else _key(Said((forms,)), words.numbers)


def _key(heard: Said, table: Mapping[int, tuple[str, ...]]) -> int | None:
    return next((key for key, patterns in table.items() if heard.names_any(patterns)), None)
