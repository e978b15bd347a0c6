"""How what is said of occupations (`data/guidance/occupations.yml`) is read, once a process."""

from functools import cache

from pydantic import Field

from actions.guidance.data import guidance_table
from actions.tables import Strict


class OccupationButtons(Strict):
    """Titles of the buttons under an occupation."""

    market: str
    courses: str
    path: str
    near: str
    about: str
    retry: str
    map: str
    more: str
    directions: str


class MarketTexts(Strict):
    """What is said of work and workers in an occupation."""

    known: str
    source: str
    whole_country: str
    no_source: str
    unknown: str
    unknown_field: str
    in_general: str
    region_unknown: str
    which: str
    no_promise: str


class ReachTexts(Strict):
    """What is said of occupations that one could turn to; `named` is how many skills are named."""

    intro: str
    from_work: str
    none: str
    no_more: str
    why: str
    missing: str
    nothing_missing: str
    law: str
    subtitle: str
    unavailable: str
    not_mine_button: str
    named: int = Field(ge=1)


class PathTexts(Strict):
    """What is said of a path to an occupation; `named` is how many skills are named."""

    title: str
    have: str
    lack: str
    months: str
    months_partly: str
    months_unknown: str
    left: str
    step: str
    subtitle_recognition: str
    not_known: str
    others: str
    other_buttons: dict[str, str]
    map_first: str
    named: int = Field(ge=1)
    cost: dict[str, str]


class DifferTexts(Strict):
    """What is said of two occupations that are compared: one after the other, or that they are one."""

    one: str
    same: str


class PayTexts(Strict):
    """What is said of pay, and what asks of it."""

    text: str
    of_one: str
    words: tuple[str, ...]
    first: tuple[str, ...]
    asks: tuple[str, ...]
    together: tuple[tuple[str, ...], ...]
    unless: tuple[str, ...]


class OccupationTexts(Strict):
    """What is said of occupations, the labour market and paths."""

    which: str
    which_one: str
    which_of_field: str
    one_of_field: str
    pay: PayTexts
    about_words: tuple[str, ...]
    unknown: str
    of_field: str
    unavailable: str
    about: str
    about_only: str
    law: str
    usual: str
    no_requirements: str
    source: str
    held: str
    card_law: str
    card_usual: str
    card_why: str
    card_skills: str
    skills_shown: int = Field(ge=1)
    buttons: OccupationButtons
    market: MarketTexts
    reach: ReachTexts
    path: PathTexts
    differ: DifferTexts


@cache
def load_occupation_texts() -> OccupationTexts:
    """`data/guidance/occupations.yml`."""
    return guidance_table("occupations.yml", OccupationTexts)
