"""Which courses a learner has been shown, as the gateway's profile keeps them under `courses`.

The last list is kept whole, for comparing, saving and explaining; of earlier ones the names, so that they can
still be meant. `limits` narrow the search (see refining), `focus` is the course that was spoken of last.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

from actions.courses.data import load_texts
from actions.dialogue.guide import Guide
from backends.client.courses import Course

PROFILE_KEY = "courses"
MOST_EARLIER = 6
LONGEST_WHY = 300
COSTS = ("free", "small_fee", "paid")
TAUGHT = 1.0  # a limit by a teaching language: its measure is below it where a course is taught in it
NEARNESS = ("met", "region", "near", "online", "other")


@dataclass(frozen=True, slots=True)
class ShownCourse:
    """A course as it was shown. Measures are None where they are not known: hours of work, rank of the
    cost, rank of how near it is. `at_most` are the hours that one of its kind takes at most.
    """

    id: str
    name: str
    provider: str | None = None
    places: tuple[str, ...] = ()
    url: str | None = None
    why: str = ""
    sample: bool = False
    hours: float | None = None
    at_most: float | None = None
    cost: float | None = None
    nearness: float | None = None
    languages: tuple[str, ...] = ()

    @classmethod
    def of(cls, course: Course) -> Self:
        """What is kept of a hit."""
        return cls(
            id=course.id,
            name=course.name,
            provider=course.provider,
            places=course.places[:3],
            url=course.url,
            why=course.why[:LONGEST_WHY],
            sample=course.sample,
            hours=hours_of(course.extent),
            at_most=load_texts().at_most.get(course.kind),
            cost=_rank(course.cost_class, COSTS),
            nearness=_rank(course.place_match, NEARNESS),
            languages=course.languages,
        )

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read the profile's value."""
        known = {name: stored[name] for name in cls.__dataclass_fields__ if name in stored}
        lists = {name: tuple(stored.get(name, ())) for name in ("places", "languages")}
        return cls(**{**known, **lists})

    def named(self) -> Self:
        """What is kept of a course of an earlier list."""
        return replace(self, why="", hours=None, at_most=None, cost=None, nearness=None)

    def to_json(self) -> dict[str, Any]:
        """The profile's value, without what is not known."""
        held = asdict(self)
        return {name: value for name, value in held.items() if value is not None and value not in ("", ())}


@dataclass(frozen=True, slots=True)
class ShownCourses:
    """All that is kept of the lists."""

    current: tuple[ShownCourse, ...] = ()
    earlier: tuple[ShownCourse, ...] = ()
    limits: dict[str, float] = field(default_factory=dict)
    anywhere: bool = False
    about: str = ""  # the field of the search that the limits belong to
    focus: str | None = None

    @property
    def all(self) -> tuple[ShownCourse, ...]:
        """The last list, then earlier ones."""
        return (*self.current, *self.earlier)

    def course(self, course_id: str | None) -> ShownCourse | None:
        """The course of this id, if it was shown."""
        return next((one for one in self.all if one.id == course_id), None)

    def showing(self, courses: Sequence[ShownCourse]) -> Self:
        """Take note of a new list."""
        ids = {one.id for one in courses}
        passed = [one.named() for one in self.all if one.id not in ids]
        focus = courses[0].id if len(courses) == 1 else None
        return replace(self, current=tuple(courses), earlier=tuple(passed[:MOST_EARLIER]), focus=focus)

    def spoken_of(self, course: ShownCourse) -> Self:
        """Take note of which course is spoken of, so that "tallenna se" means it."""
        return replace(self, focus=course.id)

    def for_field(self, name: str) -> Self:
        """Limits hold for one field: with another the search begins without them."""
        if name == self.about:
            return self
        return replace(self, limits={}, anywhere=False, about=name)

    def limited(self, limits: Mapping[str, float], *, anywhere: bool = False) -> Self:
        """Narrow the search by more limits; a wish for anywhere and one for nearer undo each other."""
        kept = {name: value for name, value in self.limits.items() if not (anywhere and name == "nearer")}
        everywhere = anywhere or (self.anywhere and "nearer" not in limits)
        return replace(self, limits={**kept, **limits}, anywhere=everywhere)

    def without(self, name: str) -> Self:
        """Drop a limit."""
        if name == "anywhere":
            return replace(self, anywhere=False)
        return replace(self, limits={one: value for one, value in self.limits.items() if one != name})

    def to_json(self) -> dict[str, Any]:
        """The profile's value."""
        return {
            "current": [one.to_json() for one in self.current],
            "earlier": [one.to_json() for one in self.earlier],
            "limits": self.limits,
            "anywhere": self.anywhere,
            "about": self.about,
            "focus": self.focus,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read the profile's value; what an older release kept gives what it has."""
        return cls(
            current=tuple(ShownCourse.from_json(one) for one in stored.get("current", ())),
            earlier=tuple(ShownCourse.from_json(one) for one in stored.get("earlier", ())),
            limits={str(name): float(value) for name, value in (stored.get("limits") or {}).items()},
            anywhere=bool(stored.get("anywhere")),
            about=str(stored.get("about") or ""),
            focus=stored.get("focus"),
        )


def shown_courses(guide: Guide) -> ShownCourses:
    """What was shown, as this turn leaves it."""
    stored = guide.recall(PROFILE_KEY)
    return ShownCourses.from_json(stored) if isinstance(stored, Mapping) else ShownCourses()


def keep_shown(guide: Guide, shown: ShownCourses) -> None:
    """Keep it as an effect of the turn."""
    guide.reply.store(PROFILE_KEY, shown.to_json())


def hours_of(extent: str | None) -> float | None:
    """The hours of work in an extent such as "180 osp"; None where it or its unit is not known."""
    amount, _, unit = (extent or "").partition(" ")
    hours = load_texts().hours.get(unit)
    try:
        return float(amount) * hours if hours else None
    except ValueError:
        return None


def _rank(value: str | None, order: Sequence[str]) -> float | None:
    return float(order.index(value)) if value in order else None
