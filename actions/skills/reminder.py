"""Reminders: keeps the day that the learner wants, says how it will reach them, and cancels it."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from actions.base import SuuntaAction
from actions.courses.buttons import payload
from actions.dialogue.facts import CHOICE_ENTITY
from actions.dialogue.guide import Guide
from actions.dialogue.reply import Button
from actions.guidance.cards import finnish_day
from actions.reminders.data import Unit, load_reminder_texts, load_reminder_words
from actions.reminders.rounds import (
    chosen_round,
    round_buttons,
    round_said,
    source_of,
    when_asked,
    written,
)
from actions.reminders.when import day_named, later
from actions.services import Services
from nlu.naming import said

HELSINKI = ZoneInfo("Europe/Helsinki")
FARTHEST = timedelta(days=366)
MOST = 5
WEB = "web"
CHOICES: dict[str, tuple[Unit, int]] = {
    "tomorrow": ("day", 1),
    "week": ("week", 1),
    "two_weeks": ("week", 2),
    "month": ("month", 1),
}


class SetReminder(SuuntaAction):
    """Answers "muistuta mua viikon päästä"."""

    action_name = "action_set_reminder"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Keep the day that is named, or ask for one; then lead back to an open question."""
        heard = said("" if guide.turn.is_button else guide.turn.text)
        if heard.names_any(load_reminder_words().cancel):
            cancel_reminders(guide)
        else:
            _remind(guide, calls=heard.names_any(load_reminder_words().call))
        guide.ask_if_due("resumed")


def _remind(guide: Guide, *, calls: bool) -> None:
    texts = load_reminder_texts()
    if (chosen := chosen_round(guide)) is not None:
        _remind_of(guide, chosen)
        return
    day = _day_of(guide)
    if day is None:
        said_first = [texts.cannot_call] if calls else []
        guide.reply.say_text(" ".join([*said_first, when_asked(guide)]), _choices(guide), {})
    elif day - today_of(guide) > FARTHEST:
        guide.reply.say_text(texts.too_far, _choices(guide), {})
    else:
        told = texts.set.format(day=finnish_day(day))
        also = [texts.cannot_call] if calls else []
        _promise(guide, {"kind": "learner", "day": day.isoformat()}, told, *also)


def _remind_of(guide: Guide, chosen: str) -> None:
    """Keep the day of a round that was chosen, if it still may be told."""
    texts = load_reminder_texts()
    found = next((one for one in guide.turn.rounds if str(one["id"]) == chosen), None)
    if found is None or not found["remind_on"]:
        guide.reply.say_text(texts.round_gone, _choices(guide), {})
    else:
        told = texts.set_round.format(day=written(found["remind_on"]), round=round_said(found))
        kept = {"kind": "round", "round": found["id"], "day": found["remind_on"]}
        _promise(guide, kept, f"{told} {source_of(found)}")


def _promise(guide: Guide, reminder: dict[str, Any], told: str, *also: str) -> None:
    """Keep a reminder, unless there are many, and say where it will come."""
    texts = load_reminder_texts()
    if len(guide.turn.reminders) >= MOST:
        guide.reply.say_text(texts.too_many, _ways_on(), {})
        return
    guide.reply.do({"type": "reminder.add", **reminder})
    reaches = texts.reaches[WEB if guide.turn.channel == WEB else "other"]
    guide.reply.say_text(" ".join((told, reaches, *also)), _ways_on(), {})


def cancel_reminders(guide: Guide) -> None:
    """Cancel all that wait."""
    texts = load_reminder_texts()
    if not guide.turn.reminders:
        guide.reply.say_text(texts.none, _ways_on()[1:], {})
        return
    guide.reply.do({"type": "reminder.cancel"})
    guide.reply.say_text(texts.cancelled, _ways_on()[1:], {})


def today_of(guide: Guide) -> date:
    """The day in Finland on which the message came."""
    return (guide.turn.at or datetime.now(HELSINKI)).astimezone(HELSINKI).date()


def _day_of(guide: Guide) -> date | None:
    today = today_of(guide)
    for entity in guide.turn.entities:
        name = entity.value.removeprefix("when:")
        if entity.name == CHOICE_ENTITY and name in CHOICES:
            return later(today, *CHOICES[name])
    return None if guide.turn.is_button else day_named(guide.turn.text, today)


def _choices(guide: Guide) -> list[Button]:
    texts = load_reminder_texts().buttons
    days = [Button(getattr(texts, name), payload("set_reminder", f"when:{name}")) for name in CHOICES]
    return [*round_buttons(guide), *days, Button(texts.human, "/request_human")]


def _ways_on() -> list[Button]:
    texts = load_reminder_texts().buttons
    return [
        Button(texts.cancel, payload("edit_plan", "unremind")),
        Button(texts.plan, "/show_plan"),
        Button(texts.human, "/request_human"),
    ]
