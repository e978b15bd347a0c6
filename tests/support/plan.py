"""A learner's turns over one profile and plan, as the gateway would keep them, for tests of the skills."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from actions.base import SuuntaAction
from actions.dialogue.guide import Guide
from actions.dialogue.turn import Entity, Turn
from actions.services import Services
from tests.support.services import INTAKE, services_with

Json = dict[str, Any]
NOON = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)  # a Thursday


class Keeper:
    """Applies the effects of each turn, as far as the skills can see them again."""

    def __init__(
        self,
        profile: Json | None = None,
        services: Services | None = None,
        rounds: Sequence[Json] = (),
    ) -> None:
        self.profile: Json = dict(profile or {})
        self.plan: list[Json] = []
        self.reminders: list[Json] = []
        self.rounds = rounds
        self.services = services or services_with()
        self.at = NOON

    async def turn(self, skill: SuuntaAction, intent: str, text: str, *entities: Entity) -> Guide:
        """One turn; its effects are kept for the next one."""
        turn = Turn(
            text,
            intent,
            entities,
            dict(self.profile),
            plan=tuple(self.plan),
            reminders=tuple(self.reminders),
            rounds=tuple(self.rounds),
            at=self.at,
        )
        guide = Guide(turn, INTAKE)
        await skill.reply_to(guide, self.services)
        for number, effect in enumerate(guide.reply.effects()):
            self.apply(effect, number)
        return guide

    async def press(self, skill: SuuntaAction, intent: str, value: str) -> Guide:
        """Press a button that chooses something."""
        text = f'/{intent}{{"answer": "{value}"}}'
        return await self.turn(skill, intent, text, Entity("answer", value, value))

    def apply(self, effect: Json, number: int) -> None:
        """What the gateway does with an effect."""
        match effect["type"]:
            case "profile.set":
                self.profile[effect["key"]] = effect["value"]
            case "profile.delete":
                self.profile.pop(effect["key"], None)
            case "plan.add" if effect["item"]["key"] not in self.keys:
                self.plan.append({**effect["item"], "id": str(len(self.plan))})
            case "plan.remove":
                self.plan = [one for one in self.plan if one["key"] != effect["key"]]
            case "plan.done":
                self.plan = [
                    {**one, "done": effect["done"]} if one["key"] == effect["key"] else one
                    for one in self.plan
                ]
            case "reminder.add":
                due = f"{effect['day']}T08:00:00+00:00"
                self.reminders.append({"id": f"r{len(self.reminders)}-{number}", "due_at": due})
            case "reminder.cancel":
                self.reminders = []

    @property
    def keys(self) -> list[str]:
        """The keys of the plan's entries."""
        return [one["key"] for one in self.plan]
