"""The plan in the conversation: a short text, a card that leads to the page, buttons to change it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from actions.courses.buttons import payload
from actions.dialogue.guide import Guide
from actions.dialogue.reply import Button
from actions.guidance.cards import Card, card, finnish_day
from actions.guidance.labels import plain_label
from actions.guidance.saved import saved_skills
from actions.plan.data import load_plan_texts
from actions.plan.items import Planned

INTENT = "edit_plan"
HELSINKI = ZoneInfo("Europe/Helsinki")
LONGEST_TITLE = 60
MOST_BUTTONS = 8
SKILLS_NAMED = 5


def plan_text(guide: Guide, plan: Sequence[Planned]) -> str:
    """The plan in a few lines."""
    texts = load_plan_texts()
    said = [texts.shown]
    if courses := [texts.line.format(title=one.title) for one in plan if one.kind == "course"]:
        said += [texts.courses, *courses]
    if steps := [_step_line(one) for one in plan if one.kind == "step"]:
        said += [texts.steps, *steps]
    if skills := skills_said(guide):
        said.append(texts.skills.format(skills=skills))
    if questions := [texts.line.format(title=one.title) for one in plan if one.kind == "question"]:
        said += [texts.questions, *questions]
    said += [texts.reminders.format(day=reminder_day(one)) for one in guide.turn.reminders]
    return "\n".join([*said, texts.hint])


def _step_line(step: Planned) -> str:
    texts = load_plan_texts()
    if step.done:
        return texts.step_done.format(title=step.title)
    who, when = step.item.get("who"), step.item.get("when")
    if not (who and when):
        return texts.line.format(title=step.title)
    return texts.step.format(title=step.title, who=who, when=when)


def skills_said(guide: Guide) -> str:
    """Confirmed occupations and skills, the first few by name."""
    skills = saved_skills(guide)
    labels = [plain_label(one["label"]) for one in (*skills.occupations, *skills.held)]
    more = len(labels) - SKILLS_NAMED
    rest = [load_plan_texts().more_skills.format(count=more)] if more > 0 else []
    return ", ".join([*labels[:SKILLS_NAMED], *rest])


def plan_card(plan: Sequence[Planned]) -> Card:
    """The card; the gateway puts in the address of the plan's page."""
    texts = load_plan_texts().card
    next_step = next((one for one in plan if one.kind == "step" and not one.done), None)
    why = texts.next.format(title=next_step.title) if next_step else texts.no_next
    return {**card("plan", texts.title, subtitle=_counted(plan), why=why), "page": True}


def _counted(plan: Sequence[Planned]) -> str:
    """How much is in the plan: "2 koulutusta, 1 askel"; never that there is none of something."""
    texts = load_plan_texts().card
    counted = {"course": texts.courses, "step": texts.steps, "question": texts.questions}
    said = [words.of(sum(one.kind == kind for one in plan)) for kind, words in counted.items()]
    return ", ".join(one for one in said if one)


def plan_buttons(guide: Guide, *, editing: bool = False) -> list[Button]:
    """What can be done with the plan."""
    texts = load_plan_texts().buttons
    reminded = bool(guide.turn.reminders)
    remind = (
        Button(texts.unremind, payload(INTENT, "unremind"))
        if reminded
        else Button(texts.remind, "/set_reminder")
    )
    edit = [] if editing else [Button(texts.edit, payload(INTENT, "edit"))]
    return [*edit, remind, Button(texts.apply, "/ask_how_to_apply"), Button(texts.human, "/request_human")]


def edit_buttons(plan: Sequence[Planned]) -> list[Button]:
    """Marking steps as done and removing entries."""
    texts = load_plan_texts().buttons
    open_steps = [one for one in plan if one.kind == "step" and not one.done]
    done = [_button(texts.done, "done", one) for one in open_steps]
    removable = [one for one in plan if one.kind in ("course", "question")] or open_steps
    removing = [_button(texts.remove, "remove", one) for one in removable]
    return [*done, *removing][:MOST_BUTTONS]


def _button(text: str, what: str, entry: Planned) -> Button:
    title = text.format(title=entry.title)
    shown = title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"
    return Button(shown, payload(INTENT, f"{what}:{entry.key}"))


def reminder_day(reminder: Mapping[str, Any]) -> str:
    """The day of a reminder as it is written in Finnish."""
    return finnish_day(datetime.fromisoformat(str(reminder["due_at"])).astimezone(HELSINKI).date())
