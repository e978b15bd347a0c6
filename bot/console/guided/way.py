"""The gap and the path to the occupation that a person names, from what they have confirmed.

Only confirmed skills count as held: a path that is made of guesses promises too much.
"""

from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from backends.client.guidance import GuidanceClient, OccupationMissing, PathPlan, PathStep, PathWishes
from backends.client.skills import SkillsClient
from bot.console.guided.suggestion import Suggestion, Way

SURE_SCORE = 0.8  # of a name, as the skills' backend means it
LONGEST_MONTHS = 120
SOURCE = "ESCO"
ANY_MODE = "any"


class PathRules(BaseModel):
    """The intake's answers as the planner of paths takes them (data/console/suggestions.yml)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    finnish: dict[str, str]
    education: dict[str, str]
    money: dict[str, str]

    def wishes(self, answers: Mapping[str, str], modes: frozenset[str]) -> PathWishes:
        """What the person wishes; an answer that says nothing of it is no wish."""
        mode, months = answers.get("study_mode", ""), answers.get("duration", "")
        return PathWishes(
            place=answers.get("place") or None,
            modes=[mode] if mode in modes - {ANY_MODE} else [],
            months=_months(months),
            money=self.money.get(answers.get("barriers", "")),
            finnish=self.finnish.get(answers.get("language", "")),
            education=self.education.get(answers.get("education_level", "")),
        )


class Ways:
    """Asks the backends."""

    def __init__(self, skills: SkillsClient, guidance: GuidanceClient, rules: PathRules) -> None:
        self._skills = skills
        self._guidance = guidance
        self._rules = rules

    async def to(
        self, wanted: str, answers: Mapping[str, str], held: Sequence[str], modes: frozenset[str]
    ) -> Way | None:
        """The way to what somebody wants; None where they name no occupation.

        Raises ConnectionError while the backends are away.
        """
        found = await self._skills.find_occupations(wanted, limit=1)
        if not isinstance(found, tuple):
            raise ConnectionError
        if not found or found[0].score < SURE_SCORE:
            return None
        plan = await self._guidance.paths(found[0].uri, held, wishes=self._rules.wishes(answers, modes))
        if isinstance(plan, OccupationMissing):
            return None
        if not isinstance(plan, PathPlan):
            raise ConnectionError
        return _way(plan, confirmed=bool(held))


def _way(plan: PathPlan, *, confirmed: bool) -> Way:
    path = plan.paths[0] if plan.paths else None
    known = path is not None and path.months_complete and path.months > 0
    return Way(
        occupation=plan.label,
        message=plan.message,
        confirmed=confirmed,
        held=[one.label for one in plan.held],
        missing=[one.label for one in plan.missing],
        law=[one.name for one in plan.requirements if one.by_law],
        usual=[one.name for one in plan.requirements if not one.by_law],
        left=[*(one.label for one in path.left), *(one.name for one in path.left_requirements)]
        if path
        else (),
        months=max(1, round(path.months)) if path is not None and known else None,
        steps=[_step(plan, one) for one in path.steps] if path else (),
    )


def _step(plan: PathPlan, step: PathStep) -> Suggestion:
    """A step with its grounds. What was computed is at most likely; with a wish unmet it is unsure."""
    notes = [one.message for one in (*step.relaxed, *step.unknown)]
    why = " ".join([step.why, *([step.shorter] if step.shorter else []), *notes])
    confidence, offer = "low" if notes else "medium", step.offer
    if offer is None:
        key = f"path:{plan.occupation.rpartition('/')[2]}:{step.kind}:{step.number}"
        return Suggestion(
            kind="step", key=key, title=step.title, why=why, source=SOURCE, confidence=confidence
        )
    return Suggestion(
        kind="course",
        key=f"course:{offer.id}",
        title=step.title,
        why=why,
        source=offer.provider or "",
        confidence=confidence,
        url=offer.url,
        sample=offer.sample,
        details=offer.places[:3],
        provider=offer.provider,
        place=", ".join(offer.places[:3]) or None,
        facets={
            "kind": [offer.kind],
            "mode": offer.modes,
            "cost": [offer.cost_class] if offer.cost_class else [],
        },
    )


def _months(answer: str) -> float | None:
    plain = answer.replace(",", ".")
    if not plain.replace(".", "", 1).isdigit() or not plain.isascii():
        return None
    return months if 0 < (months := float(plain)) <= LONGEST_MONTHS else None
