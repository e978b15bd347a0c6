"""Times of applying, as the learner is told them: the days are the gateway's, with their source."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from actions.courses.buttons import payload
from actions.dialogue.facts import CHOICE_ENTITY
from actions.dialogue.guide import Guide
from actions.dialogue.reply import Button
from actions.guidance.cards import finnish_day
from actions.reminders.data import load_reminder_texts

Round = Mapping[str, Any]
CHOSEN = "when:round:"


def chosen_round(guide: Guide) -> str | None:
    """The id of the round whose button was pressed."""
    for entity in guide.turn.entities:
        if entity.name == CHOICE_ENTITY and entity.value.startswith(CHOSEN):
            return entity.value.removeprefix(CHOSEN)
    return None


def when_asked(guide: Guide) -> str:
    """The question for the day; with the rounds that are known, and where they were looked up."""
    texts = load_reminder_texts()
    if not guide.turn.rounds:
        return texts.when
    said = "\n".join(f"{round_said(one)} {source_of(one)}" for one in guide.turn.rounds)
    return texts.when_rounds.format(rounds=said)


def round_said(one: Round) -> str:
    """A round in a sentence: when it opens, or while it is open when it ends."""
    texts = load_reminder_texts()
    if _is_to_open(one):
        return texts.round_opens.format(title=one["title"], opens=written(one["opens_on"]))
    return texts.round_closes.format(title=one["title"], closes=written(one["closes_on"]))


def source_of(one: Round) -> str:
    """Where a round's days are from, and when somebody looked."""
    return load_reminder_texts().round_source.format(source=one["source"], checked=written(one["checked_on"]))


def round_buttons(guide: Guide) -> list[Button]:
    """A button for each round that one may still be reminded of."""
    texts = load_reminder_texts().buttons
    return [
        Button(
            texts.round_opens.format(day=written(one["opens_on"]))
            if _is_to_open(one)
            else texts.round_closes.format(day=written(one["closes_on"])),
            payload("set_reminder", f"{CHOSEN}{one['id']}"),
        )
        for one in guide.turn.rounds
        if one["remind_on"]
    ]


def written(day: str) -> str:
    """A day as it is written in Finnish."""
    return finnish_day(date.fromisoformat(day))


def _is_to_open(one: Round) -> bool:
    return bool(one["remind_on"] == one["opens_on"])
