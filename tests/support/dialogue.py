"""A whole turn of the dialogue without the engine: the rule of an intent, with the profile carried on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from actions.dialogue.facts import Fact
from actions.dialogue.guide import Guide
from actions.dialogue.reply import Message
from actions.dialogue.rules import rules
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Clause, Entity, Turn
from actions.services import Services
from actions.skills.acting_as import skills
from actions.skills.fallback import Fallback
from backends.client.courses import Course, CourseMissing, CoursesClient, CoursesFound
from backends.client.facts import FactsClient, FactsFound
from tests.support.services import INTAKE, FakeGuidance, FakeSkills, services_with

PAYLOAD = {"skip": "/skip", "unsure": "/dont_know", "human": "/request_human"}
COURSES = tuple(
    Course(
        id=f"c{number}",
        name=f"Kurssi {number}",
        provider="Opisto",
        places=("Oulu",),
        modes=("contact",),
        times=(),
        kind="short",
        description="",
        url=None,
        cost_class="free",
        extent="10 hours",
        sample=True,
        score=1.0,
        why="Vastaa hakuasi.",
        relaxed=(),
    )
    for number in range(3)
)


class AlwaysFinds(CoursesClient):
    """Finds the same three courses whatever is asked."""

    def __init__(self) -> None:
        """Needs no address."""

    async def search(self, text: str = "", **wishes: object) -> CoursesFound:
        """The three courses."""
        return CoursesFound(COURSES, (), len(COURSES), True)

    async def similar(self, course_id: str, **wishes: object) -> CoursesFound:
        """The three courses."""
        return CoursesFound(COURSES, (), len(COURSES), True)

    async def compare(self, course_ids: Sequence[str]) -> CourseMissing:
        """The first has gone meanwhile."""
        return CourseMissing(course_ids[0])

    async def course(self, course_id: str) -> CourseMissing:
        """It has gone meanwhile."""
        return CourseMissing(course_id)


class KnowsNothing(FactsClient):
    """Has no facts."""

    def __init__(self) -> None:
        """Needs no address."""

    async def about(self, topic: str, question: str = "") -> FactsFound:
        """Nothing."""
        return FactsFound(())


def willing_services() -> Services:
    """Services whose backends answer something."""
    return services_with(
        courses=AlwaysFinds(),
        facts=KnowsNothing(),
        skills=FakeSkills(),
        guidance=FakeGuidance(),
    )


@cache
def domain() -> dict[str, Any]:
    """The domain as the engine reads it."""
    read: dict[str, Any] = yaml.safe_load(Path("domain.yml").read_text(encoding="utf-8"))
    return read


@dataclass(slots=True)
class Heard:
    """What the learner gets in one turn: texts, payloads of buttons, and the questions that it asks."""

    texts: list[str]
    payloads: list[str]
    asking: list[str]


@dataclass(slots=True)
class Dialogue:
    """One learner's conversation."""

    profile: dict[str, Any] = field(default_factory=dict)
    services: Services = field(default_factory=willing_services)
    plan: list[dict[str, Any]] = field(default_factory=list)

    @property
    def state(self) -> DialogueState:
        """Where the conversation stands."""
        return DialogueState.from_profile(self.profile)

    @property
    def known(self) -> dict[str, Any]:
        """The stored facts by question."""
        return {
            key.removeprefix("fact."): value for key, value in self.profile.items() if key.startswith("fact.")
        }

    async def say(
        self,
        intent: str,
        text: str = "",
        entities: Sequence[Entity] = (),
        clauses: Sequence[Clause] = (),
    ) -> Heard:
        """Take a turn as the engine would: the responses of the rule, then its action."""
        said = text or f"/{intent}"
        plan = tuple(self.plan)
        turn = Turn(said, intent, tuple(entities), dict(self.profile), plan=plan, clauses=tuple(clauses))
        guide = Guide(turn, INTAKE)
        messages = [Message(response=step) for step in rules()[intent] if step.startswith("utter_")]
        for step in rules()[intent]:
            if step.startswith("action_"):
                await skills()[step]().reply_to(guide, self.services)
        self._apply(guide)
        return _heard([*messages, *guide.reply.messages])

    def _apply(self, guide: Guide) -> None:
        for effect in guide.reply.effects():
            match effect["type"]:
                case "profile.set":
                    self.profile[effect["key"]] = effect["value"]
                case "profile.delete":
                    self.profile.pop(effect["key"], None)
                case "profile.clear":
                    self.profile.clear()
                case "plan.add":
                    self.plan.append(effect["item"])


def _heard(messages: list[Message]) -> Heard:
    texts, payloads, asking = [], [], []
    for message in messages:
        variants = domain()["responses"][message.response] if message.response else [{}]
        texts.append(message.text or variants[0].get("text", ""))
        payloads += [button["payload"] for button in variants[0].get("buttons") or ()]
        payloads += [button.payload for button in message.buttons]
        asking += [str(message.custom["asking"])] if message.custom.get("asking") else []
    return Heard(texts, payloads, asking)


def asked(question: str, **facts: str) -> Dialogue:
    """A conversation whose intake waits for the answer to `question`, with what is known besides."""
    known = {f"fact.{name}": {"value": value, "said": ""} for name, value in facts.items()}
    state = DialogueState(flow="find_course", open=question, asked=(question,))
    return Dialogue({"dialogue": state.to_json(), **known})


def guide_at(state: DialogueState, turn: Turn, *facts: Fact) -> Guide:
    """One turn at a state, with what is known."""
    profile: dict[str, Any] = {"dialogue": state.to_json()}
    profile |= {fact.key: fact.to_json() for fact in facts}
    return Guide(Turn(turn.text, turn.intent, turn.entities, profile, turn.candidates), INTAKE)


async def reply_to_unclear(text: str, likely: dict[str, float], *entities: Entity, **state: object) -> Guide:
    """What an unclear message gets, with its likely intents."""
    stored = DialogueState(**state)  # type: ignore[arg-type]
    turn = Turn(
        text, "nlu_fallback", entities, {"dialogue": stored.to_json()}, tuple(likely), confidences=likely
    )
    guide = Guide(turn, INTAKE)
    await Fallback().reply_to(guide, services_with())
    return guide


def said_in(guide: Guide) -> list[str]:
    """The names of the responses of a turn, or the texts of those that have none."""
    return [message.response or message.text or "" for message in guide.reply.messages]
