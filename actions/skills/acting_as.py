"""Answers a message as another intent than the one that the engine chose, by that intent's own rule."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from actions.dialogue.guide import Guide
from actions.dialogue.rules import RESPONSE, rules
from actions.services import Services

if TYPE_CHECKING:
    from actions.base import SuuntaAction


async def answer_as(guide: Guide, services: Services, intent: str) -> None:
    """Say and do what the rule of `intent` says. Raises KeyError for an intent without a rule."""
    guide.turn = replace(guide.turn, intent=intent)
    for step in rules()[intent]:
        if step.startswith(RESPONSE):
            guide.reply.say(step)
            continue
        skill = skills()[step]()
        if skill.hears_answers and not guide.state.halted and guide.confirming is None:
            guide.hear_answer()
        await skill.respond(guide, services)


@cache
def skills() -> "Mapping[str, type[SuuntaAction]]":
    """The skills by the name of their action."""
    import actions.skills
    from actions.base import SuuntaAction

    for module in iter_modules(actions.skills.__path__):
        import_module(f"actions.skills.{module.name}")
    return {skill.action_name: skill for skill in _below(SuuntaAction) if skill.action_name}


def _below(base: "type[SuuntaAction]") -> "list[type[SuuntaAction]]":
    return [one for child in base.__subclasses__() for one in (child, *_below(child))]
