"""Reads one message a line, writes one JSON object a line: `python -m engine.parse`.

Loads only the language part of the newest model, so that it starts without the dialogue policies.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from engine.inputs import model_path
from engine.logs import configure_logging
from engine.settings import read_settings

FEWEST_RANKED = 3
LONGEST_LINE = 20_000


class Parser:
    """The trained pipeline, from text to the JSON of `suunta parse`."""

    def __init__(self, model: Path) -> None:
        """Load a model's language part."""
        from rasa.core.agent import Agent

        self._agent = Agent.load(str(model))

    def parse(self, text: str) -> dict[str, Any]:
        """Return intent, ranking, decision and entities of a text; never raises for any text."""
        from rasa.engine.exceptions import GraphComponentException

        try:
            parsed = asyncio.run(self._agent.parse_message(without_payload(text)))
        except GraphComponentException as error:
            print(f"suunta parse: a line could not be read ({error})", file=sys.stderr)
            parsed = {}
        return answer(text, parsed)


def without_payload(text: str) -> str:
    """Take the meaning out of a leading slash: to Rasa it begins a button's payload; here all lines are
    words."""
    words = text.lstrip()
    return text[: len(text) - len(words)] + "-" + words[1:] if words.startswith("/") else text


def answer(text: str, parsed: dict[str, Any]) -> dict[str, Any]:
    """Make the contract's object of Rasa's."""
    decision = parsed.get("decision") or {"kind": "fallback", "ranking": []}
    ranking = decision["ranking"] or [{"name": "out_of_scope", "confidence": 0.0}]
    entities = [
        {
            "entity": entity["entity"],
            "value": entity["value"],
            "canonical": entity.get("canonical"),
            "start": entity["start"],
            "end": entity["end"],
        }
        for entity in parsed.get("entities") or ()
    ]
    return {
        "text": text,
        "intent": ranking[0],
        "intent_ranking": ranking,
        "decision": decision["kind"],
        "entities": entities,
    }


def newest_model(models: Path) -> Path:
    """Return the model of the present inputs, else the newest one.

    Raises:
        SystemExit: when there is none.
    """
    wanted = model_path(models)
    if wanted.exists():
        return wanted
    trained = sorted(models.glob("suunta-*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not trained:
        raise SystemExit("suunta parse: no trained model. Run `make setup` first.")
    print("suunta parse: the model is older than its inputs", file=sys.stderr)
    return trained[-1]


def lines(source: TextIO) -> Iterator[str]:
    """Yield the lines of `source` without their ends; only a line feed ends a line."""
    for line in source:
        yield line.rstrip("\n").rstrip("\r")[:LONGEST_LINE]


def main() -> None:
    """Parse standard input line by line."""
    configure_logging(logging.ERROR)
    # Libraries warn of each other while Rasa is imported, whatever PYTHONWARNINGS says.
    logging.captureWarnings(True)
    parser = Parser(newest_model(read_settings().models))
    source = open(0, encoding="utf-8", errors="replace", newline="\n", closefd=False)  # noqa: SIM115
    for text in lines(source):
        print(json.dumps(parser.parse(text), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
