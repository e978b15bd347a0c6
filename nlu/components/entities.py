"""The entity extractor: gazetteers, phrases and matchers of `nlu.entities`."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.components.payload import is_payload
from nlu.fingerprint import content_hash
from nlu.reading import read_message


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FinnishEntityExtractor(GraphComponent, EntityExtractorMixin):
    """Adds `{entity, value, canonical, intended, start, end, extractor}`; a button's payload brings its own
    entities. `intended` is the role of `nlu.entities.roles`: Rasa keeps "role" for itself."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FinnishEntityExtractor:
        """Create the component; it has nothing to configure."""
        return cls()

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Train again when the language code or its data changed."""
        return content_hash()

    def process(self, messages: list[Message]) -> list[Message]:
        """Put the entities on each message."""
        for message in messages:
            text = str(message.get(TEXT) or "")
            if not is_payload(text):
                message.set(ENTITIES, [*message.get(ENTITIES, []), *self._entities(text)], add_to_output=True)
        return messages

    def _entities(self, text: str) -> list[dict[str, Any]]:
        return [
            {
                "entity": entity.entity,
                "value": entity.value,
                "canonical": entity.canonical,
                "intended": entity.role,
                "start": entity.start,
                "end": entity.end,
                "extractor": type(self).__name__,
            }
            for entity in read_message(text).entities
        ]
