"""The intent classifier as a Rasa component."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier as RasaIntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.payload import is_payload
from nlu.components.trained import TrainedComponent
from nlu.intents.classifier import IntentClassifier
from nlu.intents.documents import document_of

MODEL_FILE = "intents.joblib"
RANKING_LENGTH = 10
WARM_UP = "xyzzy haluun 45v oulusa"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class BlockIntentClassifier(TrainedComponent[IntentClassifier], RasaIntentClassifier):
    """Trains and runs `nlu.intents.classifier` and puts intent and ranking on the messages.

    `clauses` are the likeliest intents of a message's clauses: `{start, end, name, confidence}` each.
    """

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> BlockIntentClassifier:
        """Load the component with its trained model."""
        with model_storage.read_from(resource) as folder:
            classifier = IntentClassifier.load(folder / MODEL_FILE)
        # What is read at first use (vectors, gazetteers) is read now, not in a first turn.
        classifier.rank(document_of(WARM_UP))
        return cls(model_storage, resource, classifier)

    def train(self, training_data: TrainingData) -> Resource:
        """Train on every example that has an intent."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        documents = [document_of(str(example.get(TEXT))) for example in examples]
        self._model = IntentClassifier()
        self._model.fit(documents, [str(example.get(INTENT)) for example in examples])
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder / MODEL_FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Put the likeliest intent and the ranking on each message."""
        for message in messages:
            text = str(message.get(TEXT) or "")
            if self._model is None or is_payload(text):
                continue
            document = document_of(text)
            ranking = [vars(scored) for scored in self._model.rank(document)[:RANKING_LENGTH]]
            heard = self._model.hear_clauses(document)
            message.set("clauses", [{"start": h.start, "end": h.end, **vars(h.best)} for h in heard])
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages
