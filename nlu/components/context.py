"""Reads a message as the answer to the open question, where it can be one. Runs after the decision."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier as RasaIntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.components.payload import is_payload
from nlu.expectation import Expectation, Reading, base_forms, expectation_of, read_as_answer
from nlu.fingerprint import content_hash
from nlu.intents.crisis import shared_lexicon
from nlu.intents.scored import Scored
from nlu.reading import read_message

NEVER_AN_ANSWER = frozenset({"crisis", "request_human", "insult"})


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ContextComponent(RasaIntentClassifier, GraphComponent):
    """Uses what the gateway's metadata tells of the open question. Without metadata it changes nothing."""

    def __init__(self, least: float) -> None:
        """Take the confidence from which on an expected intent is believed."""
        self._least = least

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The least confidence of an expected intent."""
        return {"least": 0.15}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ContextComponent:
        """Create the component with the limit of config.yml."""
        return cls(float(config["least"]))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Train again when the language code or its data changed."""
        return content_hash()

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message in its context."""
        for message in messages:
            text = str(message.get(TEXT) or "")
            profile = (message.get("metadata") or {}).get("profile") or {}
            expected = None if is_payload(text) else expectation_of(profile)
            if expected is not None and message.get("decision"):
                self._read(message, text, expected)
        return messages

    def _read(self, message: Message, text: str, expected: Expectation) -> None:
        decision = message.get("decision")
        ranking = [Scored(row["name"], row["confidence"]) for row in decision["ranking"]]
        if (
            ranking[0].name in NEVER_AN_ANSWER
            and decision["kind"] == "act"
            and not _is_plain_answer(text, expected)
        ):
            return
        reading = read_as_answer(
            read_message(text).tokens,
            {entity["entity"] for entity in message.get(ENTITIES, [])},
            ranking,
            expected,
            sure=decision["kind"] == "act",
            least=self._least,
        )
        if reading is not None:
            _put(message, reading, decision, text)


def _is_plain_answer(text: str, expected: Expectation) -> bool:
    """Whether the message is a quick answer and not a word more ("rauhassa"), and names no crisis.

    Of one or two words alone the model may be sure and wrong; what a button says is known to be no crisis.
    """
    said = base_forms(text)
    phrases = (phrase for option in expected.options for phrase in option.phrases)
    return any(base_forms(phrase) == said for phrase in phrases) and not shared_lexicon().find(
        read_message(text).tokens
    )


def _put(message: Message, reading: Reading, decision: dict[str, Any], text: str) -> None:
    rows = decision["ranking"]
    confidence = next((row["confidence"] for row in rows if row["name"] == reading.intent), 1.0)
    chosen = {"name": reading.intent, "confidence": confidence}
    message.set(INTENT, chosen, add_to_output=True)
    others = [row for row in rows if row["name"] != reading.intent]
    message.set("intent_ranking", [chosen, *others], add_to_output=True)
    message.set("decision", {**decision, "kind": "act"}, add_to_output=True)
    brought = [
        {"entity": name, "value": value, "start": 0, "end": len(text), "extractor": "ContextComponent"}
        for name, value in reading.entities.items()
    ]
    if brought:
        kept = [row for row in message.get(ENTITIES, []) if row["entity"] not in reading.entities]
        message.set(ENTITIES, [*kept, *brought], add_to_output=True)
