"""The definitions of figures and target groups (`data/impact/`): what is counted, and how it is said."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from pydantic import Field

from bot.texts import Strict, read_model

Rule = Mapping[str, tuple[str, ...]]


class Figure(Strict):
    """One figure: a count, or with `of` the share of `count` in it. `limits` says what it does not tell."""

    id: str = Field(pattern=r"^[a-z0-9_]{2,40}$")
    count: str
    of: str | None = None
    title: str = Field(min_length=1)
    definition: str = Field(min_length=1)
    limits: str = ""


class Section(Strict):
    """Figures that stand together."""

    id: str
    title: str
    figures: tuple[Figure, ...] = Field(min_length=1)


class Figures(Strict):
    """All figures of the dashboard."""

    sections: tuple[Section, ...]

    def __iter__(self) -> Iterator[Figure]:  # type: ignore[override]
        """Each figure, in order."""
        return (figure for section in self.sections for figure in section.figures)

    def of_count(self, count: str) -> Figure:
        """The figure that is this count itself, no share of it. Raises StopIteration for none."""
        return next(one for one in self if one.count == count and one.of is None)

    def section(self, name: str) -> Section:
        """The section of an id."""
        return next(one for one in self.sections if one.id == name)


class Group(Strict):
    """A target group: who belongs to it, by what they told in a conversation and in the start survey."""

    id: str = Field(pattern=r"^[a-z0-9_]{2,40}$")
    title: str
    definition: str
    conversation: tuple[Rule, ...]
    survey: tuple[Rule, ...] = Field(min_length=1)
    goal: int | None = None


class Groups(Strict):
    """All target groups, and the goal of students in all."""

    goal_students: int = Field(ge=1)
    groups: tuple[Group, ...]

    @property
    def of_conversations(self) -> tuple[Group, ...]:
        """Those that a conversation can tell of."""
        return tuple(group for group in self.groups if group.conversation)


def matches(rules: tuple[Rule, ...], told: Mapping[str, str | None]) -> bool:
    """Whether one of the rules holds: every question of it has one of its answers."""
    return any(all(told.get(name) in allowed for name, allowed in rule.items()) for rule in rules)


@cache
def figures(data: Path) -> Figures:
    """Read `impact/figures.yml`. Raises TextsError."""
    return read_model(data / "impact" / "figures.yml", Figures)


@cache
def groups(data: Path) -> Groups:
    """Read `impact/groups.yml`. Raises TextsError."""
    return read_model(data / "impact" / "groups.yml", Groups)
