"""How a message changes the search: nearer, cheaper, shorter, elsewhere, another field, alike, or more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Self, get_args

from actions.courses.data import load_words
from actions.courses.shown import ShownCourse
from actions.dialogue.facts import CHOICE_ENTITY
from actions.dialogue.turn import Turn
from nlu.naming import said

Measure = Literal["nearer", "cheaper", "shorter"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
FREE_BELOW = 1.0  # the rank of a small fee (shown.COSTS)
# What is near, cheap or short enough when nothing that was shown has a measure: ranks of shown.NEARNESS and
# shown.COSTS; hours come from the intake's short studies.
ENOUGH: dict[str, float] = {"nearer": 3.0, "cheaper": 2.0}
REFINE, DROP = "refine", "drop"


@dataclass(frozen=True, slots=True)
class Refining:
    """What a message asks of the courses that come next; nothing at all means just more of them."""

    measures: frozenset[str] = frozenset()
    free: bool = False
    nearby: bool = False
    anywhere: bool = False
    other_field: bool = False
    starts: bool = False
    similar: bool = False
    narrow: bool = False
    drop: str | None = None

    @property
    def narrows(self) -> bool:
        """Whether the search itself changes."""
        return bool(self.measures or self.anywhere)

    def without_nearness(self) -> Self:
        """What is left where a place was named: the search in that place is near enough."""
        return replace(self, measures=self.measures - {"nearer"}, nearby=False)

    @classmethod
    def named(cls, name: str) -> Self:
        """The one wish of a button."""
        if name == "free":
            return cls(measures=frozenset({"cheaper"}), free=True)
        if name in MEASURES:
            return cls(measures=frozenset({name}))
        return cls(
            anywhere=name == "anywhere",
            other_field=name == "other_field",
            similar=name == "similar",
            narrow=name == "narrow",
        )


def read_refining(turn: Turn) -> Refining:
    """Read a message or a button."""
    for entity in turn.entities:
        kind, _, name = entity.value.partition(":")
        if entity.name == CHOICE_ENTITY and kind == REFINE:
            return Refining.named(name)
        if entity.name == CHOICE_ENTITY and kind == DROP:
            return Refining(drop=name)
    return Refining() if turn.is_button else _of_words(turn.text)


def _of_words(text: str) -> Refining:
    heard, words = said(text), load_words()
    free = heard.names_any((*words.free, *words.not_paid))
    measures: set[str] = {name for name in MEASURES if heard.names_any(getattr(words, name))}
    nearby = heard.names_any(words.nearby)
    measures |= ({"cheaper"} if free else set()) | ({"nearer"} if nearby else set())
    anywhere = heard.names_any(words.anywhere)
    return Refining(
        measures=frozenset(measures),
        free=free,
        nearby=nearby,
        anywhere=anywhere and "nearer" not in measures,
        other_field=heard.names_any(words.other_field),
        starts=heard.names_any(words.starts),
        similar=heard.names_any(words.similar),
        narrow=heard.names_any(words.narrow),
    )


def trials(refining: Refining, courses: Sequence[ShownCourse], short_hours: float) -> list[dict[str, float]]:
    """The limits to try, the tightest first: below all that was shown, then below some of it.

    A limit is what a course's measure must be under. Where a measure of none of the courses is known, what is
    near, cheap or short enough.
    """
    tight: dict[str, float] = {}
    loose: dict[str, float] = {}
    for measure in refining.measures:
        known = [value for one in courses if (value := measure_of(one, measure)) is not None]
        enough = short_hours if measure == "shorter" else ENOUGH[measure]
        tight[measure] = min(known, default=enough)
        loose[measure] = max(known, default=enough)
    if refining.free:
        tight["cheaper"] = loose["cheaper"] = FREE_BELOW
    if refining.nearby:
        tight["nearer"] = loose["nearer"] = ENOUGH["nearer"]
    return [tight] if tight == loose else [tight, loose]


def measure_of(course: ShownCourse, measure: str) -> float | None:
    """How far, costly or long (at most) a course is, or whether it is taught in the language that the measure
    is the code of; None where it is not known."""
    if measure not in MEASURES:
        return 0.0 if measure in course.languages else None
    hours = course.at_most if course.hours is None else course.hours
    return {"nearer": course.nearness, "cheaper": course.cost, "shorter": hours}[measure]


def within(courses: Sequence[ShownCourse], limits: Mapping[str, float]) -> list[int]:
    """Which of the courses are known to be under all limits: their positions, the nearest first if that is
    wished, else in their order.
    """
    fitting = [
        at
        for at, course in enumerate(courses)
        if all(
            (value := measure_of(course, name)) is not None and value < limit
            for name, limit in limits.items()
        )
    ]
    if "nearer" not in limits:
        return fitting
    return sorted(fitting, key=lambda at: courses[at].nearness or 0.0)
