"""The tagger of stories as a Rasa component."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.payload import is_payload
from nlu.components.trained import TrainedComponent
from nlu.expectation import expectation_of
from nlu.told.reading import Meant, read_told
from nlu.told.stories import load_stories
from nlu.told.tagger import Tagger
from nlu.told.trust import WORDS_OF_A_STORY

MODEL_FILE = "told.joblib"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class ToldComponent(TrainedComponent[Tagger], EntityExtractorMixin):
    """Trains on `data/stories` and tells what a first message tells of its writer.

    Puts `meant: {label, confidence}` on the entities that it knows a role of, and on the message `told`, a
    list of `{question, value, confidence, answered, start, end}`. Whether they are believed is the dialogue's
    business. A short answer to an open question is no story and is not read.
    """

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ToldComponent:
        """Load the component with its trained model."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, Tagger.load(folder / MODEL_FILE))

    def train(self, training_data: TrainingData) -> Resource:
        """Train on the stories; Rasa's own training data has no such marks."""
        self._model = Tagger()
        self._model.fit(load_stories())
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder / MODEL_FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Put what is told on each message."""
        for message in messages:
            text = str(message.get(TEXT) or "")
            profile = (message.get("metadata") or {}).get("profile") or {}
            answers = expectation_of(profile) is not None and len(text.split()) < WORDS_OF_A_STORY
            if self._model is None or is_payload(text) or answers:
                continue
            told = read_told(text, self._model)
            entities = [_with_role(row, told.meant) for row in message.get(ENTITIES, [])]
            message.set(ENTITIES, entities, add_to_output=True)
            message.set("told", [vars(one) for one in told.tellings], add_to_output=True)
        return messages


def _with_role(row: dict[str, Any], meant: tuple[Meant, ...]) -> dict[str, Any]:
    found = (one for one in meant if (one.start, one.end) == (row.get("start"), row.get("end")))
    one = next(found, None)
    return {**row, "meant": {"label": one.label, "confidence": one.confidence}} if one else row
