"""A scripted learner: says an opening, answers what is asked, interrupts, corrects, until help is reached."""

from collections import Counter
from collections.abc import Awaitable
from dataclasses import dataclass, field
from enum import StrEnum
from time import perf_counter
from typing import Any

from tests.support.chat import Json, Learner

MOST_TURNS = 20
SKIP = "Ohita"
WAY_ON = "Etsin koulutusta"
NOT_THERE = ("emme tiedä, voiko näitä opiskella paikassa", "ei löytynyt sopivaa")


class Bar(StrEnum):
    """What a conversation must keep, as the issue of the guidance dialogue lists it."""

    HELP = "reach fitting courses or the fitting human"
    STATED = "were asked nothing that they had said"
    TWICE = "were asked nothing twice"
    INTERRUPTIONS = "had every interruption answered and the intake resumed"
    CORRECTIONS = "had every correction in effect"
    TURNS = "needed no more turns than they have patience for"
    ONE_QUESTION = "were asked one thing at a time"


@dataclass(slots=True)
class Walk:
    """What happened: every question asked, in order, with the cards of the first suggestion."""

    learner: Learner
    persona: Json
    turns: int = 0
    turns_to_help: int = 0  # until the first suggestion, or the human
    helped: bool = False  # whether either was reached, before any correction
    asked: list[str] = field(default_factory=list)
    cards: list[Json] = field(default_factory=list)
    interrupted: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    broken: Counter[Bar] = field(default_factory=Counter)
    told_none: list[str] = field(default_factory=list)  # places where it said that it knows of no offer
    told: set[str] = field(default_factory=set)  # questions that an answer to another one answered too
    seconds: list[float] = field(default_factory=list)  # from each message sent to its whole answer

    async def run(self) -> None:
        """Talk until courses are shown, then correct; a persona who wants a human stops there."""
        for text in self.persona["opening"]:
            await self._say(text)
        while not (self.cards or self._reached_human()) and self.turns < MOST_TURNS:
            await self._answer()
        self.turns_to_help, self.helped = self.turns, bool(self.cards) or self._reached_human()
        for correction in self.persona.get("corrections", ()):
            self.cards = []
            answer = await self._say(correction["say"])
            while not self.cards and self.learner.asking and self.turns < MOST_TURNS:
                answer = await self._answer()
            self._expect_words(Bar.CORRECTIONS, correction.get("says", ()), answer, correction["say"])
            self._expect_place(Bar.CORRECTIONS, correction.get("place"), answer)
            self._expect_fit(Bar.CORRECTIONS, correction.get("fits"))

    def _fault(self, bar: Bar, what: str) -> None:
        self.broken[bar] += 1
        self.faults.append(what)

    def _reached_human(self) -> bool:
        words = self.persona["reaches"].get("human")
        messages = self.learner.messages
        last = max((at for at, one in enumerate(messages) if one["from"] == "learner"), default=-1)
        return bool(words) and any(word.lower() in _said(messages[last + 1 :]) for word in words)

    async def _answer(self) -> list[Json]:
        asking = self.learner.asking
        if asking is None:
            return await self._say(WAY_ON)
        if asking not in self.interrupted and (digression := self.persona.get("interrupts", {}).get(asking)):
            self.interrupted.add(asking)
            answer = await self._say(digression["say"])
            self._expect_words(Bar.INTERRUPTIONS, digression["says"], answer, digression["say"])
            if not self.cards and self.learner.asking != asking:
                led = f"'{digression['say']}' led from {asking} to {self.learner.asking}"
                self._fault(Bar.INTERRUPTIONS, led)
            return answer
        reply = self.persona.get("answers", {}).get(asking)
        self.told.update(self.persona.get("tells", {}).get(asking, ()))
        if reply is not None and reply.endswith("?"):
            self.interrupted.add(asking)  # who answers by a question may be asked again
        return await (self._press(SKIP) if reply is None else self._say(reply))

    async def _say(self, text: str) -> list[Json]:
        return self._heard(await self._timed(self.learner.say(text)), text)

    async def _press(self, title: str) -> list[Json]:
        return self._heard(await self._timed(self.learner.press(title)), title)

    async def _timed(self, exchange: Awaitable[list[Json]]) -> list[Json]:
        begun = perf_counter()
        answer = await exchange
        self.seconds.append(perf_counter() - begun)
        return answer

    def _heard(self, answer: list[Json], said: str) -> list[Json]:
        self.turns += 1
        asking = [message["asking"] for message in answer if message.get("asking")]
        if len(asking) > 1:
            self._fault(Bar.ONE_QUESTION, f"two questions after '{said}': {asking}")
        if repeated := self.told.intersection(asking):
            self._fault(Bar.STATED, f"asked what was told: {sorted(repeated)} after '{said}'")
        self.asked += asking
        courses = [
            card for message in answer for card in message.get("cards") or [] if card["kind"] == "course"
        ]
        self.cards = courses or self.cards
        return answer

    def _expect_words(self, bar: Bar, words: list[str], answer: list[Json], after: str) -> None:
        if words and not any(word.lower() in _said(answer) for word in words):
            self._fault(bar, f"none of {words} after '{after}': {_said(answer)}")

    def _expect_place(self, bar: Bar, place: str | None, answer: list[Json]) -> None:
        """A card in the place; without one, whether it was searched and said plainly that none is known."""
        if not place or any(place in card["subtitle"] for card in self.cards):
            return
        said = _said(answer)
        fault = f"no card in {place}: {[card['subtitle'] for card in self.cards]}"
        plainly = place.lower() in said and any(words in said for words in NOT_THERE)
        if plainly and self.cards:
            self.told_none.append(fault)
        else:
            self._fault(bar, fault)

    def _expect_fit(self, bar: Bar, words: list[str] | None) -> None:
        shown = " ".join(f"{card['title']} {card['why']}" for card in self.cards).lower()
        if words and not any(word.lower() in shown for word in words):
            self._fault(bar, f"no card fits {words}: {[card['title'] for card in self.cards]}")

    def check(self) -> list[str]:
        """Return everything that went wrong, in words."""
        reaches = self.persona["reaches"]
        if not (self.helped or self.cards or self._reached_human()):
            self._fault(
                Bar.HELP, f"reached nothing in {self.turns} turns: {_said(self.learner.messages[-4:])}"
            )
        if not self.persona.get("corrections"):
            self._expect_fit(Bar.HELP, reaches.get("fits"))
            self._expect_place(Bar.HELP, reaches.get("place"), self.learner.messages)
        if stated := set(self.persona.get("stated", ())) & set(self.asked):
            self._fault(Bar.STATED, f"asked what was said: {sorted(stated)}")
        repeats = {name for name in self.asked if self.asked.count(name) > 1 + (name in self.interrupted)}
        if repeats:
            self._fault(Bar.TWICE, f"asked again and again: {sorted(repeats)}")
        if self.turns > self.persona.get("most_turns", 14):
            self._fault(Bar.TURNS, f"{self.turns} turns")
        return self.faults


def _said(messages: list[Json]) -> str:
    def words(message: Json) -> str:
        cards: list[dict[str, Any]] = message.get("cards") or []
        return " ".join([message["text"], *(f"{card['title']} {card['why']}" for card in cards)])

    return " ".join(words(message) for message in messages if message["from"] != "learner").lower()
