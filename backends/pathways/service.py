"""From a request to an answer: gap, requirements, plan, and its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from backends.courses.domain import Kind
from backends.courses.search.wishes import shown_modes
from backends.occupations.library import Binding, OccupationLibrary, Requirement
from backends.pathways.domain import REQUIREMENT, Path, Request, Step, StepKind
from backends.pathways.models import (
    Note,
    PathItem,
    PathsAnswer,
    PathStep,
    RequirementName,
    StepOffer,
)
from backends.pathways.planner import Goal, PathPlanner
from backends.pathways.texts import messages, path_texts, why
from backends.skills.domain import Skill
from backends.skills.guide import Gap, OccupationGuide
from backends.skills.models import OccupationItem, SkillItem

_SHORTENED = frozenset({Kind.DEGREE, Kind.DEGREE_PART, Kind.HE})


@dataclass(frozen=True, slots=True)
class PathService:
    """Plans for one taxonomy, library and catalogue; shared between threads."""

    guide: OccupationGuide
    library: OccupationLibrary
    planner: PathPlanner

    def answer(self, request: Request) -> PathsAnswer | None:
        """Paths as they are answered; None for an unknown occupation."""
        gap = self.guide.gap(request.occupation, request.skills)
        if gap is None:
            return None
        one = gap.occupation
        asked = [
            requirement
            for requirement in self.library.required(one.uri, one.isco)
            if requirement.id not in request.requirements
        ]
        strange = [name for name in request.requirements if name not in self.library.requirements]
        plan = self.planner.plan(_goal(gap, asked), request)
        teller = _Teller(gap, asked)
        return PathsAnswer(
            occupation=OccupationItem.of(one),
            status=plan.status,
            message=path_texts().status[plan.status],
            held=[SkillItem.of(skill) for skill in gap.held],
            missing=[SkillItem.of(skill) for skill in gap.missing],
            nowhere=teller.skills(plan.nowhere),
            requirements=[_name(requirement) for requirement in asked],
            paths=[teller.path(path) for path in plan.paths],
            unknown=[*plan.unknown, *strange],
        )


def _goal(gap: Gap, asked: Sequence[Requirement]) -> Goal:
    """Only requirements that one can study for are planned; a licence or an extract is told, not planned."""
    studied = [one for one in asked if one.courses]
    return Goal(
        tuple(skill.uri for skill in gap.held),
        tuple(skill.uri for skill in gap.missing),
        tuple(one.id for one in studied if one.binding is Binding.LAW),
        tuple(one.id for one in studied if one.binding is Binding.USUAL),
        gap.unknown,
    )


class _Teller:
    """Turns tokens into names."""

    def __init__(self, gap: Gap, asked: Iterable[Requirement]) -> None:
        self._skills: Mapping[str, Skill] = {skill.uri: skill for skill in (*gap.held, *gap.missing)}
        self._requirements = {REQUIREMENT + one.id: one for one in asked}
        self._knows = bool(gap.held)

    def skills(self, tokens: Iterable[str]) -> list[SkillItem]:
        """The skills among the tokens."""
        return [SkillItem.of(self._skills[token]) for token in tokens if token in self._skills]

    def requirements(self, tokens: Iterable[str]) -> list[RequirementName]:
        """The requirements among the tokens."""
        return [_name(self._requirements[token]) for token in tokens if token in self._requirements]

    def path(self, path: Path) -> PathItem:
        """The path as it is answered."""
        texts = path_texts()
        numbers = {step.course.id: at for at, step in enumerate(path.steps, 1) if step.course}
        known = [course.months for course in path.courses if course.months is not None]
        return PathItem(
            objectives=list(path.objectives),
            title=texts.objectives[path.objectives[0]],
            steps=[self._step(at, step, numbers) for at, step in enumerate(path.steps, 1)],
            months=round(sum(known), 1),
            months_complete=len(known) == len(path.courses),
            left=self.skills(path.left),
            left_requirements=self.requirements(path.left),
            relaxed=_notes(texts.relaxed, path.relaxed),
            proven=path.proven,
        )

    def _step(self, number: int, step: Step, numbers: Mapping[str, int]) -> PathStep:
        texts = path_texts()
        adds, meets = self.skills(step.adds), self.requirements(step.adds)
        labels = [skill.label for skill in adds]
        law = [one.name for one in meets if one.binding is Binding.LAW]
        usual = [one.name for one in meets if one.binding is Binding.USUAL]
        shortened = self._knows and step.course is not None and step.course.kind in _SHORTENED
        return PathStep(
            number=number,
            kind=step.kind,
            title=step.offer.name if step.offer else texts.recognition.title,
            why=why(step, labels, law, usual),
            offer=_offer(step),
            adds=[] if step.kind is StepKind.RECOGNITION else adds,
            meets=meets,
            after=sorted(numbers[course] for course in step.before),
            relaxed=_notes(texts.relaxed, step.relaxed),
            unknown=_notes(texts.unknown, step.unknown),
            shorter=texts.shorter if shortened else None,
        )


def _offer(step: Step) -> StepOffer | None:
    course, offer = step.course, step.offer
    if course is None or offer is None:
        return None
    return StepOffer(
        id=offer.id,
        course=course.id,
        name=offer.name,
        kind=offer.kind,
        provider=offer.provider,
        places=[*offer.municipalities, *offer.regions],
        modes=list(shown_modes(offer)),
        cost_class=offer.cost_class,
        months=None if course.months is None else round(course.months, 2),
        url=offer.url,
        source=offer.source,
        sample=offer.sample,
        others=len(course.offers) - 1,
    )


def _name(requirement: Requirement) -> RequirementName:
    return RequirementName(id=requirement.id, name=requirement.name, binding=requirement.binding)


def _notes(texts: Mapping[str, str], names: Sequence[str]) -> list[Note]:
    return [
        Note(name=name, message=message) for name, message in zip(names, messages(texts, names), strict=True)
    ]
