"""Answers each question that the assistant asks in many people's words, and says which were taken rightly.

The files of `evaluation/guidance/answers/` were written blind, from the questions and the contract alone: for
each answer, what must hold of the profile afterwards. `becomes` names a question with the values that are
right: a value of the contract, part of a name, `noted` for any, `skipped` where the question may be left
without a value, `open` where it may be asked again, as when the message asks something. `never` names what
the answer must not change. Unless `open` is right, the question must not be asked again.
Run: `python -m evaluation.guidance.answers http://127.0.0.1:8080 [QUESTION...]`.
"""

import asyncio
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from actions.dialogue.facts import Fact, facts_of
from datafiles import read_yaml
from tests.support.chat import Json, Learner, learner_at

FOLDER = Path(__file__).parent / "answers"
MOST_QUESTIONS = 20  # on the way to the one that is measured; a conversation has twelve
AT_ONCE = 3
START, MORE, SKIP = "Etsin koulutusta", "Kerron lisää itsestäni", "Ohita"
NOTED, SKIPPED, OPEN = "noted", "skipped", "open"


@dataclass(frozen=True, slots=True)
class Taken:
    """How one answer was taken: `fault` is empty where all that must hold does."""

    say: str
    fault: str
    became: str

    @property
    def kind(self) -> str:
        """What went wrong in one word, for counting."""
        return self.fault.split(":", 1)[0]


@cache
def ways() -> dict[str, str]:
    """The quick answer to each question that leads on to the next."""
    found: dict[str, str] = read_yaml(FOLDER / "ways.yml")
    return found


async def reach(learner: Learner, question: str, ways: Mapping[str, str]) -> None:
    """Lead a fresh conversation to a question by quick answers. Raises LookupError where it is not asked."""
    await learner.press(START)
    for _ in range(MOST_QUESTIONS):
        if learner.asking == question:
            return
        await learner.press(ways.get(learner.asking or "", SKIP) if learner.asking else MORE)
    raise LookupError(f"{question} was not asked")


async def facts(learner: Learner) -> dict[str, Fact]:
    """What is known of the learner, as their own export tells it."""
    async with learner.session.get(f"{learner.base}/export", headers=learner.headers) as answer:
        assert answer.status == 200, await answer.text()
        return facts_of((await answer.json())["profile"])


def fault_of(
    expected: Json, question: str, before: Mapping[str, Fact], after: Mapping[str, Fact], *, asked: bool
) -> str:
    """What does not hold after an answer: asked again, no value, a wrong value, or something else changed."""
    becomes: dict[str, str | list[str]] = expected["becomes"]
    for name, given in becomes.items():
        right = [given] if isinstance(given, str) else given
        if name == question and asked and OPEN not in right:
            return f"asked again: {name}"
        if fault := _value_fault(name, right, after.get(name)):
            return fault
    for name, value in (expected.get("never") or {}).items():
        fact = after.get(name)
        if fact and fact != before.get(name) and value in (NOTED, fact.value):
            return f"changed besides: {name} became {fact.value}"
    return ""


def _value_fault(name: str, right: list[str], fact: Fact | None) -> str:
    if fact is None:
        return "" if {SKIPPED, OPEN} & set(right) else f"no value: {name}"
    if NOTED in right or any(is_value(value, fact) for value in right):
        return ""
    return f"wrong value: {name} became {fact.value}"


def is_value(value: str, fact: Fact) -> bool:
    """Whether a value is the one expected: the same, or a name that has it within."""
    said = {fact.value.lower(), (fact.canonical or "").lower()}
    return value.lower() in said or (not value.isdigit() and any(value.lower() in one for one in said))


async def answer(url: str, file: Json, expected: Json, ways: Mapping[str, str]) -> Taken:
    """Give one answer in a conversation of its own."""
    question, say = str(file["question"]), str(expected["say"])
    async with learner_at(url) as learner:
        await reach(learner, question, ways)
        before = await facts(learner)
        heard = await learner.say(say)
        after = await facts(learner)
    asked = any(message.get("asking") == question for message in heard)
    fault = fault_of(expected, question, before, after, asked=asked)
    became = ", ".join(f"{name}={fact.value}" for name, fact in after.items() if fact != before.get(name))
    return Taken(say, fault, f"{became or '-'} » {heard[-1]['text'] if heard else '(nothing)'}")


async def measure(url: str, file: Json, ways: Mapping[str, str]) -> list[Taken]:
    """Give all answers of one question, a few at once."""
    slots = asyncio.Semaphore(AT_ONCE)

    async def within(expected: Json) -> Taken:
        async with slots:
            return await answer(url, file, expected, ways)

    return list(await asyncio.gather(*(within(one) for one in file["answers"])))


async def main(url: str, only: list[str]) -> None:
    """Print each failure, and for each question and all how the answers were taken."""
    every: Counter[str] = Counter()
    for path in sorted(FOLDER.glob("*.yml")):
        if path.stem == "ways" or (only and path.stem not in only):
            continue
        taken = await measure(url, read_yaml(path), ways())
        for one in taken:
            if one.fault:
                print(f"  {one.say} | {one.fault} | {one.became}")
        kinds = Counter(one.kind for one in taken)
        print(_line(path.stem, kinds), flush=True)
        every += kinds
    print(_line("all", every))


def _line(name: str, kinds: Counter[str]) -> str:
    right, count = kinds[""], kinds.total()
    wrong = ", ".join(f"{kind} {number}" for kind, number in sorted(kinds.items()) if kind)
    return f"{name}: {right} of {count} ({right / count:.0%}){f'; {wrong}' if wrong else ''}"


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2:]))
