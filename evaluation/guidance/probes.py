"""Says one thing at one moment, hundreds of times, and counts what is taken rightly.

Three sets of `evaluation/guidance/probes/`, written blind: `openings` (first messages: the facts that must be
noted after them), `interruptions` (said in place of an answer: spoken to, and the question comes back) and
`corrections` (said after courses: what holds afterwards, and which courses are shown). They find in numbers
what the personas of `personas.py` meet once or twice each.

Of a fact: a value of the contract, a name or a part of one, a list of those that are right, `told` for any.
`not`: values that would be wrong. `gone`: questions whose old value must not hold any more, `keeps`: those
whose value must. `then` of an interruption: `back` (the default), `moves`, `human`, `stops`, `crisis`.
Baseline of the openings, in the same run: the word lists without any grammar (`keywords.py`).
Run: `python -m evaluation.guidance.probes http://127.0.0.1:8080 [SET...] [--json FILE]`.
"""

import argparse
import asyncio
import json
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from actions.dialogue.facts import Fact
from datafiles import read_yaml
from evaluation.guidance import keywords
from evaluation.guidance.answers import facts, is_value, reach, ways
from evaluation.guidance.moments import Reply, in_sight, many
from tests.support.chat import Json, Learner, learner_at
from tests.support.persona import NOT_THERE

FOLDER = Path(__file__).parent / "probes"
AT_ONCE = 3
TOLD, BACK, MOVES, HUMAN, STOPS = "told", "back", "moves", "human", "stops"
OF_A_HUMAN = "ihmi", "ohjaaj", "neuvoj", "soit"
# The courses that the corrections begin from, and what is known then.
BEFORE_COURSES = ["Olen 38-vuotias. Minulla on aikaa opiskella noin vuosi."]
ANSWERS = {
    "goal": "Uusi ammatti",
    "field": "puuseppä",
    "place": "Tampere",
    "study_mode": "Paikan päällä",
    "barriers": "Ei mitään",
    "employment_status": "Olen työtön",
    "education_level": "Peruskoulu",
}
Known = Mapping[str, Fact]


def wrong_facts(expected: Json, known: Known) -> list[str]:
    """What is missing, wrong or should not be there among the facts."""
    faults = []
    for name, given in (expected.get("facts") or {}).items():
        fact = known.get(name)
        if fact is None:
            faults.append(f"no {name}")
        elif TOLD not in many(given) and not any(is_value(str(one), fact) for one in many(given)):
            faults.append(f"{name} became {fact.value}")
    for name, given in (expected.get("not") or {}).items():
        fact = known.get(name)
        if fact and any(str(one).lower() == fact.value.lower() for one in many(given)):
            faults.append(f"noted {name} {fact.value}")
    return faults


def _lacks(stems: Any, reply: Reply) -> bool:
    return bool(stems) and not any(str(stem).lower() in reply.text for stem in many(stems))


async def opening(learner: Learner, probe: Json) -> tuple[list[str], Reply]:
    """Say the first messages; the facts afterwards, and whether what was asked is spoken to."""
    heard: list[Json] = []
    for say in probe["say"]:
        heard += await learner.say(say)
    reply = Reply(heard, learner.owner, in_sight(learner))
    faults = wrong_facts(probe, await facts(learner))
    return [*faults, *(["not spoken to"] if _lacks(probe.get("wants"), reply) else [])], reply


async def interruption(learner: Learner, probe: Json) -> tuple[list[str], Reply]:
    """Say it in place of an answer; whether it was spoken to, and what came after it."""
    at = probe["at"]
    await reach(learner, at, ways())
    reply = Reply(await learner.say(probe["say"]), learner.owner, in_sight(learner))
    asking = learner.asking
    right = {
        BACK: asking == at,
        HUMAN: learner.owner == "waiting" or any(stem in reply.text for stem in OF_A_HUMAN),
        STOPS: asking is None,
        "crisis": asking is None,
    }
    faults = ["not spoken to"] if _lacks(probe.get("says"), reply) else []
    then = probe.get("then", BACK)
    return [*faults, *([] if right.get(then, True) else [f"not {then}: {asking}"])], reply


async def correction(learner: Learner, probe: Json) -> tuple[list[str], Reply]:
    """Say it after courses; what is known then, and which courses are shown."""
    await _see_courses(learner)
    before = await facts(learner)
    heard = await learner.say(probe["say"])
    reply = Reply(heard, learner.owner, in_sight(learner))
    known = await facts(learner)
    faults = wrong_facts(probe, known)
    for name in probe.get("gone") or ():
        if name in known and known[name].value == before[name].value:
            faults.append(f"{name} still {known[name].value}")
    for name in probe.get("keeps") or ():
        if name not in known or known[name].value != before[name].value:
            faults.append(f"{name} lost")
    return [*faults, *_wrong_courses(probe, reply)], reply


async def _see_courses(learner: Learner) -> None:
    for say in BEFORE_COURSES:
        await learner.say(say)
    await learner.press("Etsin koulutusta")
    for _ in range(len(ANSWERS)):
        if learner.asking:
            answer = ANSWERS[learner.asking]
            titles = {button["title"] for button in learner.last["buttons"]}
            await (learner.press if answer in titles else learner.say)(answer)
    if not learner.last.get("cards"):
        raise LookupError(f"no courses: {learner.last['text']}")


def _wrong_courses(probe: Json, reply: Reply) -> list[str]:
    courses = [card for card in reply.cards if card["kind"] == "course"]
    text = " ".join(f"{card['title']} {card['why']}" for card in courses).lower()
    faults = []
    if stems := probe.get("cards"):
        fits = any(stem.lower() in text for stem in many(stems))
        faults += [] if fits else [f"no fitting course: {[card['title'] for card in courses]}"]
    if place := probe.get("place"):
        there = any(place in card["subtitle"] for card in courses)
        plainly = place.lower() in reply.text and any(words in reply.text for words in NOT_THERE)
        faults += [] if there or (courses and plainly) else [f"no course in {place}"]
    return faults


Probe = Callable[[Learner, Json], Awaitable[tuple[list[str], Reply]]]
KINDS: dict[str, Probe] = {
    "openings": opening,
    "interruptions": interruption,
    "corrections": correction,
}


Taken = tuple[Json, list[str], Reply | None]


async def measure(url: str, kind: str, probes: list[Json]) -> list[Taken]:
    """Every probe in a conversation of its own: itself, its faults, what the bot replied."""
    slots = asyncio.Semaphore(AT_ONCE)

    async def one(probe: Json) -> Taken:
        async with slots, learner_at(url) as learner:
            try:
                faults, reply = await KINDS[kind](learner, probe)
            except LookupError as elsewhere:
                return probe, [f"the way leads elsewhere: {elsewhere}"], None
            return probe, faults, reply

    return list(await asyncio.gather(*map(one, probes)))


def figures(kind: str, taken: list[Taken]) -> Json:
    """How many were taken rightly, and the kinds of faults of the others."""
    kinds = Counter(" ".join(fault.split()[:2]) for _, faults, _ in taken for fault in faults)
    right = sum(not faults for _, faults, _ in taken)
    found: Json = {"probes": len(taken), "right": right, "faults": dict(kinds.most_common())}
    if kind == "openings":
        plain = [wrong_facts(probe, keywords.facts(" ".join(probe["say"]))) for probe, _, _ in taken]
        found["right_by_keywords"] = sum(not faults for faults in plain)
    return found


async def main(url: str, only: list[str], folder: Path) -> Json:
    """Print each failure with the reply, and the figures of each set. Returns the figures."""
    found: Json = {}
    for kind in only or KINDS:
        taken = await measure(url, kind, read_yaml(folder / f"{kind}.yml")[kind])
        for probe, faults, reply in taken:
            if faults:
                where = f" at {probe['at']}" if "at" in probe else ""
                said = reply.text[:300] if reply else ""
                print(f"  {probe['say']}{where} | {'; '.join(faults)} | {said!r}")
        found[kind] = figures(kind, taken)
        print(kind, found[kind])
    return found


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("url")
    parser.add_argument("sets", nargs="*", choices=KINDS)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="another folder of the three sets")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    return parser.parse_args()


if __name__ == "__main__":
    given = _arguments()
    written = asyncio.run(main(given.url, given.sets, given.folder))
    if given.json:
        given.json.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
