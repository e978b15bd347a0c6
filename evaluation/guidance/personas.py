"""Walks the personas of a folder through a running assistant, and says which of them reached what they need.

The files have the form of `tests/dialogues/personas`; each folder was written without a look at the code or
the others. For each bar of the issue: how many kept it. A wish for a place is fulfilled where the assistant
says plainly that it searched there and knows of no offer; by the stricter figure it needs a card in that
place. Then how many turns the help took, how long reading and typing until then, and how long one learner
waited for each answer.
Run: `python -m evaluation.guidance.personas http://127.0.0.1:8080 evaluation/guidance/fresh SAID [FIGURES]`,
for the conversations as text and the figures as JSON.
"""

import asyncio
import json
import sys
from pathlib import Path
from statistics import median, quantiles

from datafiles import read_yaml
from evaluation.guidance.effort import HALF, minutes
from tests.support.chat import Json, learner_at
from tests.support.persona import Bar, Walk


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


def figures(walks: list[Walk]) -> Json:
    """How many kept each bar, how long the help took, and how long a learner waited for an answer."""
    faultless = [one for one in walks if not one.faults]
    turns = [one.turns_to_help for one in walks]
    taken = {
        who: [minutes(one.learner.messages, one.turns_to_help, speed=speed) for one in walks]
        for who, speed in (("mean_speed", 1.0), ("half_speed", HALF))
    }
    seconds = [second for one in walks for second in one.seconds]
    return {
        "personas": len(walks),
        "without_a_fault": len(faultless),
        "where_a_place_needs_a_card_in_it": sum(not one.told_none for one in faultless),
        "kept": {str(bar): sum(not one.broken[bar] for one in walks) for bar in Bar},
        "turns_to_help": {"median": median(turns), "most": max(turns)},
        "minutes_to_help": {
            who: {"median": round(median(ones), 1), "most": round(max(ones), 1)}
            for who, ones in taken.items()
        },
        "seconds_to_an_answer": {
            "answers": len(seconds),
            "median": round(median(seconds), 2),
            "p95": round(quantiles(seconds, n=20)[-1], 2),
        },
    }


async def main(url: str, paths: list[Path]) -> tuple[str, Json]:
    """Print one line a persona, and the figures. Returns the conversations and the figures."""
    said, walks = [], []
    for path in paths:
        one, conversation = await walk(url, read_yaml(path))
        walks.append(one)
        said.append("\n".join([f"## {path.stem}", conversation, *(f"FAULT {fault}" for fault in one.faults)]))
        print(path.stem, " | ".join([*one.faults, *(f"({place})" for place in one.told_none)]) or "ok")
    found = figures(walks)
    print(json.dumps(found, ensure_ascii=False, indent=1))
    return "\n\n".join(said) + "\n", found


if __name__ == "__main__":
    url, folder, transcripts, *figures_to = sys.argv[1:]
    conversations, written = asyncio.run(main(url, sorted(Path(folder).glob("*.yml"))))
    Path(transcripts).write_text(conversations, encoding="utf-8")
    for path in figures_to:
        Path(path).write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
