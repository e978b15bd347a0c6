"""The bot's suggestions while the two talk: the next question, skills, occupations, courses, a path, facts.

Each says where it comes from and how sure it is; a backend that is away is said to be, nothing is made up.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from backends.client.courses import CoursesClient, CoursesFound
from backends.client.facts import FactsClient, FactsFound
from backends.client.guidance import GuidanceClient
from backends.client.skills import MappedSkills, SkillsClient
from backends.client.skills import Suggestion as Mapped
from bot.console.guided.suggestion import Suggestion, Way
from bot.console.guided.way import ANY_MODE, PathRules, Ways
from bot.console.intake import Intake, Question
from bot.days import written
from bot.texts import read_model

STORY = ("background", "motivation")
LEAST_WORDS = 2
KINDS = (  # of courses, as the search knows them
    "degree",
    "degree_part",
    "short",
    "badge",
    "basic",
    "language",
    "liberal",
    "labour_market",
    "open_he",
    "he",
)
MOST = {"skill": 4, "occupation": 3, "course": 4, "path": 8, "fact": 3}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FactRule(_Strict):
    """Whose situation a topic of the facts fits."""

    when: dict[str, tuple[str, ...]]
    topic: str

    def fits(self, answers: Mapping[str, str]) -> bool:
        """Whether the answers are such ones."""
        return all(answers.get(name) in values for name, values in self.when.items())


class Rules(_Strict):
    """The file of suggestions."""

    facts: tuple[FactRule, ...]
    path: PathRules
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """All of them at a moment. `way` leads to the occupation that was named; `away` could not be asked."""

    next: Question | None
    groups: Sequence[tuple[str, Sequence[Suggestion]]]
    way: Way | None
    away: Sequence[str]


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked for: the answers so far by question id, the kinds of courses that were chosen.

    `decided` are keys that do not come again, `held` the URIs of skills that the person has confirmed.
    """

    answers: Mapping[str, str]
    decided: Sequence[str] = ()
    held: Sequence[str] = ()
    kinds: Sequence[str] = ()


class Suggesting:
    """Asks the backends at `base_url`."""

    def __init__(self, base_url: str, rules: Rules) -> None:
        self.rules = rules
        self._skills = SkillsClient(base_url)
        self._courses = CoursesClient(base_url)
        self._facts = FactsClient(base_url)
        self._guidance = GuidanceClient(base_url)
        self._ways = Ways(self._skills, self._guidance, rules.path)

    async def close(self) -> None:
        """Close the connections."""
        await asyncio.gather(
            self._skills.close(), self._courses.close(), self._facts.close(), self._guidance.close()
        )

    async def for_answers(self, intake: Intake, asking: Asking) -> Suggestions:
        """Suggestions for the answers so far; what was decided on does not come again."""
        answers = asking.answers
        story = " ".join(answers[name] for name in STORY if answers.get(name))
        mapped, courses, facts, (way, lost) = await asyncio.gather(
            self._mapped(story, asking.decided),
            self._found(intake, asking),
            self._stated(answers),
            self._way(intake, asking),
        )
        away = [
            name
            for name, found in (("skills", mapped), ("courses", courses), ("facts", facts))
            if found is None
        ]
        away += ["path"] if lost else []
        groups = [
            ("skill", [_mapped(one, "skill") for one in (mapped.skills if mapped else ())]),
            ("occupation", [_mapped(one, "occupation") for one in (mapped.occupations if mapped else ())]),
            ("course", courses or []),
            ("path", way.steps if way else []),
            ("fact", facts or []),
        ]
        gone = set(asking.decided)
        return Suggestions(
            next=next_question(intake, answers),
            way=way,
            groups=[
                (kind, [one for one in found if one.key not in gone][: MOST[kind]]) for kind, found in groups
            ],
            away=away,
        )

    async def _mapped(self, story: str, rejected: Sequence[str]) -> MappedSkills | None:
        if len(story.split()) < LEAST_WORDS:
            return MappedSkills()
        found = await self._skills.map(story, rejected=rejected)
        return found if isinstance(found, MappedSkills) else None

    async def _way(self, intake: Intake, asking: Asking) -> tuple[Way | None, bool]:
        """The way to the occupation that was named, and whether it could not be asked for."""
        wanted = asking.answers.get("field", "").strip()
        if not wanted:
            return None, False
        try:
            return await self._ways.to(wanted, asking.answers, asking.held, _modes(intake)), False
        except ConnectionError:
            return None, True

    async def _found(self, intake: Intake, asking: Asking) -> list[Suggestion] | None:
        answers = asking.answers
        wanted = answers.get("field", "").strip()
        if not wanted:
            return []
        mode = answers.get("study_mode", "")
        found = await self._courses.search(
            wanted,
            place=answers.get("place") or None,
            modes=[mode] if mode in _modes(intake) - {ANY_MODE} else [],
            kinds=asking.kinds,
            limit=MOST["course"],
        )
        if not isinstance(found, CoursesFound):
            return None
        return [
            Suggestion(
                kind="course",
                key=f"course:{one.id}",
                title=one.name,
                why=one.why,
                source=one.provider or "",
                confidence="high"
                if found.matched and not one.relaxed
                else "medium"
                if found.matched
                else "low",
                url=one.url,
                sample=one.sample,
                details=[*one.places[:3], *([one.extent] if one.extent else [])],
                provider=one.provider,
                place=", ".join(one.places[:3]) or None,
                facets={
                    "kind": [one.kind],
                    "mode": one.modes,
                    "cost": [one.cost_class] if one.cost_class else [],
                },
                relaxed=one.relaxed,
                elements=one.elements,
            )
            for one in found.items
        ]

    async def _stated(self, answers: Mapping[str, str]) -> list[Suggestion] | None:
        topics = [rule.topic for rule in self.rules.facts if rule.fits(answers)]
        answered = await asyncio.gather(*(self._facts.about(topic) for topic in topics))
        if any(not isinstance(one, FactsFound) for one in answered):
            return None
        facts = {fact.id: fact for one in answered if isinstance(one, FactsFound) for fact in one.items}
        return [
            Suggestion(
                kind="fact",
                key=f"fact:{fact.id}",
                title=fact.short,
                why=fact.text,
                source=f"{fact.source}, {written(fact.checked_on)}",
                confidence="high" if fact.certain else "low",
                url=fact.url,
                details=[fact.question],
            )
            for fact in facts.values()
        ]


def next_question(intake: Intake, answers: Mapping[str, str]) -> Question | None:
    """The first question of the whole intake that has no answer yet."""
    order = intake.flows.get("profile") or tuple(one.id for one in intake.questions)
    return next((found for name in order if not answers.get(name) and (found := intake.question(name))), None)


def _modes(intake: Intake) -> frozenset[str]:
    """The ways of studying that are answers of the intake."""
    question = intake.question("study_mode")
    return frozenset(one.stored for one in question.options) if question else frozenset()


def read_rules(data: Path) -> Rules:
    """Read the file. Raises TextsError."""
    return read_model(data / "console" / "suggestions.yml", Rules)


def _mapped(one: Mapped, kind: str) -> Suggestion:
    words: Any = "”, ”".join(one.evidence)
    return Suggestion(
        kind=kind,
        key=one.uri,
        title=one.label,
        why=f"”{words}”" if words else "",
        source="ESCO",
        confidence=one.confidence,
        details=one.through,
    )
