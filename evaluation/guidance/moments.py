"""Answers the assistant where it waits for something other than an intake question: what is taken rightly.

The files of `evaluation/guidance/moments/` were written blind, from the flows, the bot's own sentences and
the contract. `way` leads a fresh conversation to the moment, `at` must hold there, `always` after an answer.
`then`: steps after it, before it is judged (of one answer or of all). `expect` is a set of demands, or a list
of sets of which one must be met: `says` (any of the stems, in messages or cards), `says_all`, `says_not`,
`offers` (any, in the last buttons), `asking`, `asking_not`, `cards` (kinds, or `none`), `others` (courses not
in sight), `owner`, `like` (what is done after these presses). `{card[1]}`, `{button[1]}`: titles in sight.
Run: `python -m evaluation.guidance.moments http://127.0.0.1:8080 [MOMENT...]`.
"""

import asyncio
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datafiles import read_yaml
from tests.support.chat import Json, Learner, learner_at

FOLDER = Path(__file__).parent / "moments"
AT_ONCE = 3


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot did after a message, and the titles of cards and buttons in sight before it."""

    heard: list[Json]
    owner: str
    sight: Mapping[str, list[str]]

    @property
    def cards(self) -> list[Json]:
        """The cards of all messages."""
        return [card for message in self.heard for card in message.get("cards") or []]

    @property
    def deed(self) -> tuple[set[str], list[str], list[str]]:
        """What was done, whatever the words: intake questions, cards and ways on."""
        asked = {message["asking"] for message in self.heard if message.get("asking")}
        buttons = [button["title"] for message in self.heard[-1:] for button in message.get("buttons") or []]
        return asked, [card["title"] for card in self.cards], buttons

    @property
    def text(self) -> str:
        """All that was said, in messages and on cards, in lower case."""
        parts = [card.get(part) for card in self.cards for part in ("title", "subtitle", "why", "details")]
        return " ".join(
            [*(message["text"] for message in self.heard), *(str(part) for part in parts if part)]
        ).lower()


def in_sight(learner: Learner) -> dict[str, list[str]]:
    """Titles of the cards last shown and of the last message's buttons."""
    shown: list[list[Json]] = [message["cards"] for message in learner.messages if message.get("cards")]
    seen = {"card": shown[-1] if shown else [], "button": learner.last.get("buttons") or []}
    return {kind: ["", *(one["title"] for one in ones)] for kind, ones in seen.items()}


async def go(learner: Learner, steps: Iterable[Mapping[str, str]]) -> Reply:
    """Say or press step after step; return the reply to the last, with what was in sight before all."""
    sight, heard = in_sight(learner), []
    for step in steps:
        deed = learner.press if "press" in step else learner.say
        heard = await deed((step.get("press") or step["say"]).format(**in_sight(learner)))
    return Reply(heard, learner.owner, sight)


def many(value: Any) -> list[Any]:
    """What may stand alone or in a list."""
    return value if isinstance(value, list) else [value]


def unmet(expect: Json, reply: Reply, twins: Mapping[str, Reply]) -> str:
    """The first demand that is not met, or nothing."""
    asked, _, buttons = reply.deed
    kinds = {card["kind"] for card in reply.cards} or {"none"}
    new = {card["title"] for card in reply.cards if card["kind"] == "course"} - set(reply.sight["card"])

    def among(stems: list[str], text: str) -> list[bool]:
        return [stem.format(**reply.sight).lower() in text for stem in stems]

    met: dict[str, Callable[[list[Any]], bool]] = {
        "says": lambda stems: any(among(stems, reply.text)),
        "says_all": lambda stems: all(among(stems, reply.text)),
        "says_not": lambda stems: not any(among(stems, reply.text)),
        "offers": lambda stems: any(among(stems, " | ".join(buttons).lower())),
        "asking": lambda names: bool(asked & set(names)),
        "asking_not": lambda names: not asked & set(names),
        "cards": lambda wanted: bool(kinds & set(wanted)),
        "others": lambda _: bool(new),
        "owner": lambda owners: reply.owner in owners,
        "like": lambda steps: reply.deed == twins[str(steps)].deed,
    }
    return next((name for name, value in expect.items() if not met[name](many(value))), "")


async def measure(url: str, file: Json) -> list[tuple[str, str, Reply]]:
    """Give all answers of a moment, in conversations of their own: what was said, what fails, the reply."""
    slots = asyncio.Semaphore(AT_ONCE)

    async def after(steps: list[Mapping[str, str]]) -> Reply:
        async with slots, learner_at(url) as learner:
            there = await go(learner, file["way"])
            if fault := unmet(file["at"], there, {}):
                raise LookupError(f"the way leads elsewhere ({fault}): {there.text} {there.deed[2]}")
            return await go(learner, steps)

    async def take(answer: Json) -> tuple[str, str, Reply]:
        reply = await after([{"say": answer["say"]}, *many(answer.get("then", file.get("then", [])))])
        faults = [unmet(one, reply, twins) for one in many(answer["expect"])]
        fault = unmet(file["always"], reply, {}) or ("" if "" in faults else faults[0])
        return answer["say"].format(**reply.sight), fault, reply

    every = [one for answer in file["answers"] for one in many(answer["expect"])]
    deeds = {str(one["like"]): one["like"] for one in every if "like" in one}
    twins = dict(zip(deeds, await asyncio.gather(*map(after, deeds.values())), strict=True))
    return list(await asyncio.gather(*map(take, file["answers"])))


async def main(url: str, only: list[str]) -> None:
    """Print the failures, and how many answers were taken rightly at each moment and in all."""
    total: Counter[str] = Counter()
    for path in sorted(path for path in FOLDER.glob("*.yml") if not only or path.stem in only):
        try:
            taken = await measure(url, read_yaml(path))
        except LookupError as elsewhere:
            print(f"{path.stem}: {elsewhere}")
            continue
        for say, fault, reply in taken:
            if fault:
                print(f"  {say} | {fault} | {reply.text[:200]!r} » {reply.deed[2][:3]}")
        faults = Counter(fault for _, fault, _ in taken)
        print(_line(path.stem, faults), flush=True)
        total += faults
    print(_line("all", total))


def _line(name: str, faults: Counter[str]) -> str:
    wrong = ", ".join(f"{fault} {number}" for fault, number in sorted(faults.items()) if fault)
    share = f"{faults['']} of {faults.total()} ({faults[''] / max(faults.total(), 1):.0%})"
    return f"{name}: {share}; {wrong}" if wrong else f"{name}: {share}"


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2:]))
