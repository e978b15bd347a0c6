"""How the files of `data/courses/` are read: once a process, checked against their schema."""

from functools import cache
from pathlib import Path

from pydantic import Field

from actions.settings import ActionsSettings
from actions.tables import Strict, read_table


class Words(Strict):
    """Patterns (nlu.naming) by which people refer to shown courses and ask for others."""

    ordinals: dict[int | str, tuple[str, ...]]
    all: tuple[str, ...]
    both: tuple[str, ...]
    but: tuple[str, ...]
    first_two: tuple[str, ...]
    these: tuple[str, ...]
    common: tuple[str, ...]
    nearer: tuple[str, ...]
    cheaper: tuple[str, ...]
    free: tuple[str, ...]
    cheaper_than: tuple[str, ...]
    free_wished: tuple[str, ...]
    free_not_wished: tuple[str, ...]
    not_paid: tuple[str, ...]
    meant_by_price: tuple[str, ...]
    little_money: tuple[str, ...]
    shorter: tuple[str, ...]
    nearby: tuple[str, ...]
    anywhere: tuple[str, ...]
    other_field: tuple[str, ...]
    taught_in: dict[str, tuple[str, ...]]
    of_speaking: tuple[str, ...]
    starts: tuple[str, ...]
    similar: tuple[str, ...]
    narrow: tuple[str, ...]


class Buttons(Strict):
    """Titles of buttons."""

    more: str
    narrow: str
    save: str
    save_this: str
    compare: str
    apply: str
    plan: str
    human: str
    find: str
    direction: str
    all: str
    nearer: str
    free: str
    shorter: str
    evening: str
    online: str
    anywhere: str
    other_field: str
    drop: str


class Changed(Strict):
    """What changed in the search."""

    nearer: str
    cheaper: str
    free: str
    shorter: str
    nearby: str
    anywhere: str
    told: str
    dropped: str
    similar: str


class ComparingTexts(Strict):
    """What is said of courses side by side; `facts` are those that are said, in order."""

    intro: str
    differ: str
    same: str
    alike: str
    least: str
    least_same: str
    least_unknown: str
    labels: dict[str, str]
    choose: str
    needs_two: str
    too_many: str
    facts: tuple[str, ...]


class ExplainingTexts(Strict):
    """Why a course was shown."""

    one: str
    wishes: str
    end: str


class CostTexts(Strict):
    """What a shown course costs, by class; `meant` are the base forms by which a question points at it."""

    meant: tuple[str, ...]
    classes: dict[str, str]
    unknown: str
    end: str


class TeachingTexts(Strict):
    """What is said of teaching languages; `names` by their codes."""

    names: dict[str, str]
    found: str
    none: str


class CourseTexts(Strict):
    """All sentences about shown courses; `hours`: the work in a unit of an extent, `at_most` of a kind."""

    buttons: Buttons
    labels: dict[str, str]
    narrow: str
    changed: Changed
    nothing: dict[str, str]
    without_field: str
    money_met: str
    kept: str
    starts: str
    none_shown: str
    none_shown_refine: str
    none_shown_open: tuple[str, ...] = Field(min_length=1)
    which_save: str
    which_explain: str
    compare: ComparingTexts
    explain: ExplainingTexts
    cost: CostTexts
    teaching: TeachingTexts
    saved: str
    saved_again: str
    saved_more: str
    unavailable: str
    gone: str
    unknown: str
    hours: dict[str, float]
    at_most: dict[str, float]


@cache
def load_words() -> Words:
    """`data/courses/words.yml`. Raises TableError."""
    return read_table(_folder() / "words.yml", Words)


@cache
def load_texts() -> CourseTexts:
    """`data/courses/texts.yml`. Raises TableError."""
    return read_table(_folder() / "texts.yml", CourseTexts)


def _folder() -> Path:
    return ActionsSettings().data / "courses"
