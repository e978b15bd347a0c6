"""Every kind of call as the providers document it, whole, beside the stand-ins' shorter ones.

`payloads/*.json` name their source. `event`: the kind of event, then its values in order but for the id.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

import pytest

from bot.channels.messaging.events import Failed, Ignored, Told
from bot.channels.messenger.reading import read_call as read_messenger
from bot.channels.sms.reading import read_form
from bot.channels.telegram.reading import read_update
from bot.channels.whatsapp.reading import read_call as read_whatsapp

FOLDER = Path(__file__).parent / "payloads"
READERS: dict[str, Callable[[Any], Sequence[Told]]] = {
    "telegram": lambda call: [read_update(json.dumps(call).encode())],
    "whatsapp": lambda call: read_whatsapp(json.dumps(call).encode()),
    "messenger": lambda call: read_messenger(json.dumps(call).encode()),
    "sms": read_form,
}
HELD = {name: json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")) for name in READERS}
CASES = [(name, case) for name, held in HELD.items() for case in held["cases"]]
LEAST = {"telegram": 35, "whatsapp": 30, "messenger": 28, "sms": 16}


@pytest.mark.parametrize(
    ("name", "case"), CASES, ids=lambda one: one if isinstance(one, str) else one["kind"]
)
def test_a_call_is_read(name: str, case: dict[str, Any]) -> None:
    event = READERS[name](case["payload"])[0].event
    kind, *values = case["event"]
    assert type(event).__name__ == kind
    if isinstance(event, Ignored):
        assert [event.why] == values
    elif isinstance(event, Failed):
        assert [event.message, event.reason] == values
    else:
        assert list(astuple(event))[1 : 1 + len(values)] == values


@pytest.mark.parametrize("name", list(READERS))
def test_each_kind_is_there_once_with_its_source(name: str) -> None:
    kinds = [case["kind"] for case in HELD[name]["cases"]]
    assert len(kinds) == len(set(kinds)) >= LEAST[name]
    assert HELD[name]["source"].startswith("https://")
