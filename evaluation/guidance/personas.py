"""Walks the personas of a folder through a running assistant, and says which of them reached what they need.

The files have the form of `tests/dialogues/personas`; those of `fresh/` and `second/` were written without
a look at the others. Two figures: a wish for a place is fulfilled where the assistant says plainly that it
searched there and knows of no offer; by the stricter one it needs a card in that place. The last lines say
how many turns the help took, how long reading and typing until then, and how long one learner waited for
each answer.
Run: `python -m evaluation.guidance.personas http://127.0.0.1:8080 evaluation/guidance/fresh TRANSCRIPTS`.
"""

import asyncio
import sys
from pathlib import Path
from statistics import median, quantiles

from datafiles import read_yaml
from evaluation.guidance.effort import HALF, minutes
from tests.support.chat import Json, learner_at
from tests.support.persona import Walk


async def walk(url: str, persona: Json) -> tuple[Walk, str]:
    """Walk one persona, and check what happened. Returns the conversation in words besides."""
    async with learner_at(url, persona.get("source")) as learner:
        one = Walk(learner, persona)
        await one.run()
        one.check()
        return one, "\n".join(_line(message) for message in learner.messages)


def _line(message: Json) -> str:
    cards = "".join(f"\n    [{card['title']}, {card['subtitle']}]" for card in message.get("cards") or [])
    return f"{message['from']} ({message.get('asking') or '-'}): {message['text']}{cards}"


async def main(url: str, paths: list[Path]) -> str:
    """Print one line a persona with its faults and the figure of all. Returns the conversations."""
    said, walks = [], []
    for path in paths:
        one, conversation = await walk(url, read_yaml(path))
        walks.append(one)
        said.append("\n".join([f"## {path.stem}", conversation, *(f"FAULT {fault}" for fault in one.faults)]))
        print(path.stem, " | ".join([*one.faults, *(f"({place})" for place in one.told_none)]) or "ok")
    faultless = [one for one in walks if not one.faults]
    strictly = sum(not one.told_none for one in faultless)
    print(f"{len(faultless)} of {len(paths)} without a fault; {strictly} where a place needs a card in it")
    seconds = [second for one in walks for second in one.seconds]
    turns = [one.turns_to_help for one in walks]
    print(f"turns to the first help: median {median(turns):.0f}, at most {max(turns)}")
    for speed, who in ((1.0, "in the mean"), (HALF, "at half the speed")):
        taken = [minutes(one.learner.messages, one.turns_to_help, speed=speed) for one in walks]
        middle, most = median(taken), max(taken)
        print(f"minutes to it of reading and typing, {who}: median {middle:.1f}, at most {most:.1f}")
    p95 = quantiles(seconds, n=20)[-1]
    print(f"seconds to an answer, of {len(seconds)}: median {median(seconds):.2f}, p95 {p95:.2f}")
    return "\n\n".join(said) + "\n"


if __name__ == "__main__":
    found = asyncio.run(main(sys.argv[1], sorted(Path(sys.argv[2]).glob("*.yml"))))
    Path(sys.argv[3]).write_text(found, encoding="utf-8")
