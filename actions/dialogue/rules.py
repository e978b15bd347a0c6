"""What the engine says and does by rule: the steps of each intent's rule, and its responses' buttons."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import yaml

from actions.dialogue.reply import Button
from actions.settings import ActionsSettings

RESPONSE = "utter_"


@cache
def rules() -> Mapping[str, tuple[str, ...]]:
    """The steps of each intent's rule, as `data/rules/` has them."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted((ActionsSettings().data / "rules").glob("*.yml")):
        for rule in yaml.safe_load(path.read_text(encoding="utf-8")).get("rules") or ():
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
    responses: dict[str, Any] = yaml.safe_load(ActionsSettings().domain.read_text(encoding="utf-8"))[
        "responses"
    ]
    return responses
