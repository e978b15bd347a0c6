"""Shows the plan, and changes it by its buttons."""

from actions.base import SuuntaAction
from actions.dialogue.facts import CHOICE_ENTITY
from actions.dialogue.guide import Guide
from actions.dialogue.reply import Button
from actions.plan.data import load_plan_texts
from actions.plan.items import Planned, keys_with, planned, question_item
from actions.plan.showing import edit_buttons, plan_buttons, plan_card, plan_text, skills_said
from actions.services import Services
from actions.skills.reminder import cancel_reminders
from backends.client.facts import StatedFact


class ShowPlan(SuuntaAction):
    """Answers "näytä mun suunnitelma" at any time."""

    action_name = "action_show_plan"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Show what is kept as text and card; then lead back to an open question."""
        show_plan(guide, planned(guide))
        guide.ask_if_due("resumed")


class EditPlan(SuuntaAction):
    """Does what a button of the plan says; an old one of an entry that is gone changes nothing."""

    action_name = "action_edit_plan"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Mark as done, remove, keep a question, cancel a reminder, or show what can be changed."""
        value = next((one.value for one in guide.turn.entities if one.name == CHOICE_ENTITY), "")
        what, _, name = value.partition(":")
        if what == "question":
            await _keep_question(guide, services, name)
        elif what == "unremind":
            cancel_reminders(guide)
        else:
            _change(guide, what, name)
        guide.ask_if_due("resumed")


def show_plan(guide: Guide, plan: list[Planned]) -> None:
    """The plan, or that it is empty with a way to fill it."""
    texts = load_plan_texts()
    if plan or skills_said(guide) or guide.turn.reminders:
        guide.reply.say_text(plan_text(guide, plan), plan_buttons(guide), {"cards": [plan_card(plan)]})
        return
    buttons = [Button(texts.buttons.find, "/find_course"), Button(texts.buttons.human, "/request_human")]
    guide.reply.say_text(texts.empty, buttons, {})


def _change(guide: Guide, what: str, key: str) -> None:
    texts, plan = load_plan_texts(), planned(guide)
    entry = next((one for one in plan if one.key == key), None)
    if what == "edit" and plan:
        buttons = [*edit_buttons(plan), *plan_buttons(guide, editing=True)[-1:]]
        guide.reply.say_text(texts.what_to_change, buttons, {})
    elif entry is None:
        guide.reply.say_text(texts.gone, plan_buttons(guide), {})
    elif what == "remove":
        keys = keys_with(entry, plan)
        for one in keys:
            guide.reply.do({"type": "plan.remove", "key": one})
        left = [one for one in plan if one.key not in keys]
        _said_with_card(guide, texts.removed.format(title=entry.title), left)
    else:
        guide.reply.do({"type": "plan.done", "key": entry.key, "done": True})
        after = [
            Planned(one.key, one.kind, one.title, done=one.done or one is entry, item=one.item)
            for one in plan
        ]
        _said_with_card(guide, texts.done.format(title=entry.title), after)


async def _keep_question(guide: Guide, services: Services, name: str) -> None:
    """Keep the question of a fact that could not be confirmed, with whom to ask."""
    texts = load_plan_texts()
    fact = await services.facts.fact(name)
    if not isinstance(fact, StatedFact):
        guide.reply.say_text(texts.gone, plan_buttons(guide), {})
        return
    item = question_item(fact.id, fact.question, fact.source)
    guide.reply.do({"type": "plan.add", "item": item})
    plan = planned(guide)
    if item["key"] not in {one.key for one in plan}:
        plan.append(Planned(item["key"], "question", item["title"], done=False, item=item))
    _said_with_card(guide, texts.question_kept.format(title=fact.question), plan)


def _said_with_card(guide: Guide, text: str, plan: list[Planned]) -> None:
    cards = {"cards": [plan_card(plan)]} if plan else {}
    guide.reply.say_text(text, plan_buttons(guide), cards)
