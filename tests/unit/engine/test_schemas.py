"""Annotations of entities are held to Rasa's schema as ever, which itself is checked once."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from rasa.shared.exceptions import SchemaValidationError
from rasa.shared.nlu.training_data.entities_parser import get_validated_dict

from engine import schemas

SCHEMA = {"type": "object", "properties": {"entity": {"type": "string"}}, "required": ["entity"]}


def test_a_schema_is_checked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[Any] = []
    monkeypatch.setattr(jsonschema.Draft202012Validator, "check_schema", checked.append)
    schemas._validator.cache_clear()
    with schemas.checked_once():
        for name in ("place", "age"):
            jsonschema.validate({"entity": name}, SCHEMA)
    schemas._validator.cache_clear()
    assert checked == [SCHEMA]


def test_a_wrong_annotation_is_refused_with_the_same_words() -> None:
    wrong = '"entity": 5'
    with pytest.raises(SchemaValidationError) as before:
        get_validated_dict(wrong)
    with schemas.checked_once(), pytest.raises(SchemaValidationError) as within:
        get_validated_dict(wrong)
    assert str(within.value) == str(before.value)


def test_a_schema_that_is_wrong_itself_is_refused() -> None:
    with schemas.checked_once(), pytest.raises(jsonschema.SchemaError):
        jsonschema.validate({}, {"type": "nothing known"})


def test_it_ends_with_the_block() -> None:
    original = jsonschema.validate
    with pytest.raises(ZeroDivisionError), schemas.checked_once():
        raise ZeroDivisionError
    assert jsonschema.validate is original
