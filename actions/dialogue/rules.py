"""What the engine says and does by rule: the steps of each intent's rule, and its responses' buttons."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from actions.dialogue.reply import Button
from actions.settings import ActionsSettings
from datafiles import read_yaml

RESPONSE = "utter_"


@cache
def rules() -> Mapping[str, tuple[str, ...]]:
    """The steps of each intent's rule, as `data/rules/` has them."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted((ActionsSettings().data / "rules").glob("*.yml")):
        for rule in read_yaml(path).get("rules") or ():
            first, *others = rule["steps"]
            found[first["intent"]] = tuple(step["action"] for step in others)
    return found


def response_of(intent: str) -> str | None:
    """The response that the rule of an intent says before its action, if it says one."""
    return next((step for step in rules().get(intent, ()) if step.startswith(RESPONSE)), None)


@cache
def response_buttons(name: str) -> tuple[Button, ...]:
    """The buttons of a response of domain.yml; its variants have the same."""
    variants: list[dict[str, Any]] = _responses().get(name) or [{}]
    return tuple(Button(one["title"], one["payload"]) for one in variants[0].get("buttons") or ())


@cache
def _responses() -> dict[str, Any]:
    responses: dict[str, Any] = read_yaml(ActionsSettings().domain)["responses"]
    return responses
