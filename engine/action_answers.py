"""The check of the actions' answers, made once and not anew in every turn.

Rasa checks each answer of the actions with `jsonschema.validate`, which first checks the schema itself
against the schema of schemas: 58 % of the engine's time in a turn, for a schema that never changes (measured
with a sampling profiler, docs/operations.md). Here the schema is checked at the start, each answer as before.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jsonschema import ValidationError
from jsonschema.validators import validator_for


@lru_cache(maxsize=1)
def answer_validator() -> Any:
    """The validator of Rasa's own schema. Raises jsonschema.SchemaError if that is none."""
    from rasa.core.actions.action import RemoteAction

    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def validate_answer(action: Any, result: dict[str, Any]) -> bool:
    """Say that an answer has the form that Rasa expects; takes the place of the method of RemoteAction.

    Raises:
        jsonschema.ValidationError: naming the action, without the answer's content.
    """
    error = next(answer_validator().iter_errors(result), None)
    if error is None:
        return True
    place = "/".join(str(part) for part in error.absolute_path) or "the whole"
    raise ValidationError(f"the actions' answer to {action.name()} is malformed at {place}")


def check_answers_once() -> None:
    """Put the check into Rasa's action. Raises AttributeError when Rasa has no such method."""
    from rasa.core.actions.action import RemoteAction

    if not callable(RemoteAction._validate_action_result):
        raise TypeError("Rasa's RemoteAction has no _validate_action_result to replace")
    answer_validator()
    RemoteAction._validate_action_result = validate_answer
