"""The check of the actions' answers: as strict as Rasa's own, its schema read once."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import ValidationError, validate
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import EndpointConfig

from engine.action_answers import answer_validator, validate_answer

ANSWERS: list[Any] = [
    {},
    {"events": [], "responses": []},
    {"events": [{"event": "slot", "name": "place", "value": "Oulu"}], "responses": [{"text": "hei"}]},
    {"events": [{"event": "slot"}], "responses": []},
    {"events": {}, "responses": []},
    {"events": [], "responses": ["hei"]},
    [],
    None,
]


@pytest.fixture
def action() -> RemoteAction:
    """An action of ours, as Rasa calls it."""
    return RemoteAction("action_find_course", EndpointConfig("http://127.0.0.1:1"))


@pytest.mark.parametrize("answer", ANSWERS, ids=range(len(ANSWERS)))
def test_it_takes_what_rasa_takes_and_refuses_what_rasa_refuses(action: RemoteAction, answer: Any) -> None:
    try:
        validate(answer, RemoteAction.action_response_format_spec())
    except ValidationError:
        with pytest.raises(ValidationError, match="action_find_course"):
            validate_answer(action, answer)
    else:
        assert validate_answer(action, answer)


def test_the_schema_is_read_once() -> None:
    assert answer_validator() is answer_validator()


def test_the_error_holds_nothing_of_the_answer(action: RemoteAction) -> None:
    with pytest.raises(ValidationError) as caught:
        validate_answer(action, {"events": "Matti asuu Oulussa"})
    assert "Matti" not in str(caught.value)
