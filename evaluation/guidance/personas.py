"""Walks the personas of a folder through a running assistant, and says which of them reached what they need.

The files have the form of `tests/dialogues/personas`; those of `fresh/` and `second/` were written without
a look at the others. Two figures: a wish for a place is fulfilled where the assistant says plainly that it
searched there and knows of no offer; by the stricter one it needs a card in that place.
Run: `python -m evaluation.guidance.personas http://127.0.0.1:8080 evaluation/guidance/fresh TRANSCRIPTS`.
"""

import asyncio
import sys
from pathlib import Path

import yaml

from tests.support.chat import Json, learner_at
from tests.support.persona import Walk


async def walk(url: str, persona: Json) -> tuple[list[str], list[str], str]:
    """Return what went wrong with one persona, places without an offer, and the conversation in words."""
    async with learner_at(url, persona.get("source")) as learner:
        one = Walk(learner, persona)
        await one.run()
        said = "\n".join(_line(message) for message in learner.messages)
        return one.check(), one.told_none, said


def _line(message: Json) -> str:
    cards = "".join(f"\n    [{card['title']}, {card['subtitle']}]" for card in message.get("cards") or [])
    return f"{message['from']} ({message.get('asking') or '-'}): {message['text']}{cards}"


async def main(url: str, paths: list[Path]) -> str:
    """Print one line a persona with its faults and the figure of all. Returns the conversations."""
    said, faultless, strictly = [], 0, 0
    for path in paths:
        faults, nowhere, conversation = await walk(url, yaml.safe_load(path.read_text(encoding="utf-8")))
        faultless += not faults
        strictly += not (faults or nowhere)
        said.append("\n".join([f"## {path.stem}", conversation, *(f"FAULT {fault}" for fault in faults)]))
        print(path.stem, " | ".join([*faults, *(f"({place})" for place in nowhere)]) or "ok")
    print(f"{faultless} of {len(paths)} without a fault; {strictly} where a place needs a card in it")
    return "\n\n".join(said) + "\n"


if __name__ == "__main__":
    found = asyncio.run(main(sys.argv[1], sorted(Path(sys.argv[2]).glob("*.yml"))))
    Path(sys.argv[3]).write_text(found, encoding="utf-8")
