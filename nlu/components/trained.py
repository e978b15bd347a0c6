"""What components with a trained model of their own have in common."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

from nlu.fingerprint import content_hash

M = TypeVar("M")
C = TypeVar("C", bound="TrainedComponent[Any]")


class TrainedComponent(GraphComponent, Generic[M]):
    """Holds a model, and the place where it is stored."""

    def __init__(self, storage: ModelStorage, resource: Resource, model: M | None) -> None:
        """Take the place to store a model in, and the model when there is one."""
        self._storage = storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls: type[C],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> C:
        """Create the component for training."""
        return cls(model_storage, resource, None)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Train again when the language code or its data changed."""
        return content_hash()
