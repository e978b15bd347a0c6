"""Checks that the dialogue holds together: every intent is answered, every answer exists."""

from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from actions.base import SuuntaAction
from datafiles import read_yaml

ANSWERED_BY_RASA = {"action_listen", "action_default_fallback"}


def check_dialogue(root: Path) -> Iterator[str]:
    """Yield intents without a rule, rules without an answer, actions and responses that nobody uses."""
    domain = read_yaml(root / "domain.yml")
    rules = list(_rules(root))
    yield from _check_intents(set(domain["intents"]), rules)
    yield from _check_answers(domain, rules)
    yield from _check_actions(set(domain["actions"]))
    titles = read_yaml(root / "data" / "texts" / "intent_titles.yml")
    for name in sorted(set(titles) - set(domain["intents"]) - {"none_of_these"}):
        yield f"data/texts/intent_titles.yml: {name} is no intent of domain.yml"


def _rules(root: Path) -> Iterator[dict[str, Any]]:
    for path in sorted((root / "data" / "rules").glob("*.yml")):
        yield from read_yaml(path).get("rules") or ()


def _check_intents(intents: set[str], rules: list[dict[str, Any]]) -> Iterator[str]:
    ruled = Counter(rule["steps"][0]["intent"] for rule in rules)
    for name in sorted(intents - ruled.keys()):
        yield f"data/rules: the intent {name} has no rule, so it would get no answer"
    for name in sorted(name for name, count in ruled.items() if count > 1):
        yield f"data/rules: the intent {name} has more than one rule"
    for name in sorted(ruled.keys() - intents):
        yield f"data/rules: a rule names {name}, which is no intent of domain.yml"


def _check_answers(domain: dict[str, Any], rules: list[dict[str, Any]]) -> Iterator[str]:
    known = set(domain["actions"]) | set(domain["responses"]) | ANSWERED_BY_RASA
    for rule in rules:
        steps = [step["action"] for step in rule["steps"] if "action" in step]
        for name in steps:
            if name not in known:
                yield f"data/rules: rule '{rule['rule']}' calls {name}, which domain.yml does not have"
        if not steps or not steps[-1].startswith("action_"):
            yield f"data/rules: rule '{rule['rule']}' must end with an action: only actions close a turn"


def _check_actions(named: set[str]) -> Iterator[str]:
    import actions.skills

    for module in iter_modules(actions.skills.__path__):
        import_module(f"actions.skills.{module.name}")
    written = set(_action_names(SuuntaAction))
    for name in sorted(named - written):
        yield f"domain.yml: {name} has no class under actions/skills"
    for name in sorted(written - named):
        yield f"actions/skills: {name} is not in domain.yml"


def _action_names(base: type[SuuntaAction]) -> Iterator[str]:
    for subclass in base.__subclasses__():
        if subclass.action_name and subclass.__module__.startswith("actions.skills."):
            yield subclass.action_name
        yield from _action_names(subclass)
