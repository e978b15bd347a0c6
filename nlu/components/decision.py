"""The last component: crisis layer, thresholds, and the decision that dialogue and actions see."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier as RasaIntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.components.payload import is_payload
from nlu.fingerprint import content_hash
from nlu.intents.clauses import Heard
from nlu.intents.crisis import shared_lexicon
from nlu.intents.decision import Thresholds, candidates, decide, plain
from nlu.intents.scored import Scored
from nlu.reading import read_message

FALLBACK = "nlu_fallback"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class DecisionComponent(RasaIntentClassifier, GraphComponent):
    """Sets `decision: {kind, candidates, ranking}`; unless the bot may act, the intent becomes nlu_fallback.

    `candidates` are the intents to offer, `ranking` is the model's own with the crisis layer in effect. Of
    the `clauses` those stay that one would act on.
    """

    def __init__(self, limits: Thresholds) -> None:
        """Take the thresholds."""
        self._limits = limits

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The thresholds of `nlu.intents.decision`."""
        return dict(vars(Thresholds()))

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DecisionComponent:
        """Create the component with the thresholds of config.yml."""
        return cls(Thresholds(**{name: float(config[name]) for name in vars(Thresholds())}))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Train again when the language code or its data changed."""
        return content_hash()

    def process(self, messages: list[Message]) -> list[Message]:
        """Decide on each message."""
        for message in messages:
            text = str(message.get(TEXT) or "")
            if not is_payload(text) and message.get("intent_ranking"):
                self._decide(message, text)
        return messages

    def _decide(self, message: Message, text: str) -> None:
        ranking = [Scored(row["name"], row["confidence"]) for row in message.get("intent_ranking")]
        heard = [
            Heard(row["start"], row["end"], Scored(row["name"], row["confidence"]))
            for row in message.get("clauses") or ()
        ]
        decision = decide(read_message(text), ranking, shared_lexicon(), self._limits, heard)
        rows = [vars(scored) for scored in decision.ranking]
        shown = rows
        if decision.kind != "act":
            shown = [{"name": FALLBACK, "confidence": 1.0 - rows[0]["confidence"]}, *rows]
        offered = [vars(scored) for scored in candidates(decision, self._limits)]
        sure = plain(heard, self._limits).values()
        kept = [{"start": one.start, "end": one.end, **vars(one.best)} for one in sure]
        message.set("clauses", sorted(kept, key=lambda row: int(row["start"])), add_to_output=True)
        message.set(INTENT, shown[0], add_to_output=True)
        message.set("intent_ranking", shown, add_to_output=True)
        message.set(
            "decision", {"kind": decision.kind, "candidates": offered, "ranking": rows}, add_to_output=True
        )
