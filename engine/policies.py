"""The dialogue policy: Rasa's rules, without the default actions that it ties to the intents restart and
back."""

from __future__ import annotations

from typing import Any

from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class GuidanceRulePolicy(RulePolicy):
    """Leaves `restart` to the assistant's own rule, which asks first: Rasa's own wipes the tracker at
    once."""

    @staticmethod
    def _find_action_from_default_actions(tracker: Any) -> tuple[str | None, str | None]:
        """Return no default action for any intent."""
        return None, None
