"""What goes into the plan: a course, the steps that follow from it, a question. Each has a key of its own, so
that keeping it twice keeps it once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from actions.courses.shown import ShownCourse
from actions.dialogue.guide import Guide
from actions.guidance.saved import saved_skills
from actions.plan.data import StepRule, load_steps

Kind = Literal["course", "step", "question"]
Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Planned:
    """An entry of the plan as the gateway tells it."""

    key: str
    kind: str
    title: str
    done: bool
    item: Mapping[str, Any]


def planned(guide: Guide) -> list[Planned]:
    """The plan as it was before this turn, in its order."""
    return [
        Planned(
            str(one.get("key", "")),
            str(one.get("kind", "")),
            str(one.get("title", "")),
            bool(one.get("done")),
            one,
        )
        for one in guide.turn.plan
    ]


def course_key(course_id: str) -> str:
    """The key of a course's entry."""
    return f"course:{course_id}"[:120]


def course_item(course: ShownCourse) -> Item:
    """A course as the plan keeps it."""
    item = {
        "kind": "course",
        "key": course_key(course.id),
        "title": course.name,
        "provider": course.provider,
        "place": ", ".join(course.places),
        "why": course.why,
        "url": course.url,
        "sample": course.sample,
    }
    return {name: value for name, value in item.items() if value not in (None, "")}


def question_item(name: str, title: str, who: str) -> Item:
    """A question to take to a counsellor, and who can answer it."""
    return {"kind": "question", "key": f"question:{name}"[:120], "title": title, "who": who}


def steps_for(guide: Guide, courses: Iterable[ShownCourse]) -> list[Item]:
    """The next steps that follow from keeping courses, for this learner."""
    rules = load_steps()
    steps: list[Item] = []
    for rule in rules.steps:
        if not _is_for(guide, rule):
            continue
        if rule.each:
            steps += [_step(rule, course) for course in courses]
        else:
            steps.append(_step(rule, None))
    return steps


def keys_with(entry: Planned, plan: Iterable[Planned]) -> list[str]:
    """The keys that go when an entry goes: with a course the steps that are about it alone."""
    if entry.kind != "course":
        return [entry.key]
    course_id = entry.key.removeprefix("course:")
    own = [one.key for one in plan if one.kind == "step" and one.key.endswith(f":{course_id}")]
    return [entry.key, *own]


def _step(rule: StepRule, course: ShownCourse | None) -> Item:
    unknown = load_steps().provider_unknown
    filled = {"name": course.name, "provider": course.provider or unknown} if course else {}
    return {
        "kind": "step",
        "key": f"step:{rule.id}{f':{course.id}' if course else ''}"[:120],
        "title": rule.title.format(**filled),
        "who": rule.who.format(**filled),
        "where": rule.where,
        "when": rule.when,
    }


def _is_for(guide: Guide, rule: StepRule) -> bool:
    values = guide.values
    if any(values.get(name) not in wanted for name, wanted in rule.for_.items()):
        return False
    if rule.wish is not None and rule.wish not in guide.wishes:
        return False
    if rule.skills and not saved_skills(guide).confirmed:
        return False
    return rule.ages is None or _is_of_age(values.get("age", ""), rule.ages.from_, rule.ages.under)


def _is_of_age(age: str, first: int, under: int) -> bool:
    return age.isdigit() and first <= int(age) < under
