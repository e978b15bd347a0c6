"""How the files of `data/guidance/` are read: once a process, checked against their schema."""

from functools import cache
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, model_validator

from actions.settings import ActionsSettings
from actions.tables import Strict, read_table

Trait = Literal[
    "care", "social", "teach", "hands", "build", "machines", "vehicles", "electric", "drive", "outdoors",
    "animals", "plants", "food", "order", "numbers", "digital", "creative", "safety", "body", "quiet",
    "clean", "beauty", "trade", "languages", "shifts", "heavy",
]  # fmt: skip
TRAITS: tuple[str, ...] = get_args(Trait)
Name = Annotated[str, Field(pattern=r"^[a-z_]+$")]


class ItemOption(Strict):
    """A quick answer of the interests talk; `said` completes "Kerroit, että ...", `traits` what it tells."""

    id: Name
    title: str = Field(min_length=1, max_length=40)
    said: str
    traits: dict[Trait, float]


class Item(Strict):
    """One question of the interests talk. `unwanted`: its answers tell what one does not want."""

    id: Name
    text: str
    plain: str
    why: str
    examples: tuple[str, ...] = Field(min_length=1)
    options: tuple[ItemOption, ...] = Field(min_length=2)
    unwanted: bool = False

    def option(self, name: str) -> ItemOption | None:
        """The quick answer of this id, if there is one."""
        return next((option for option in self.options if option.id == name), None)


class ResultTexts(Strict):
    """What is said with the directions."""

    three: str
    known: str
    which: str
    more: str
    no_more: str
    nothing: str
    told: str
    told_two: str
    quoted: str
    between_quotes: str
    worked: str
    examples: str
    courses_button: str
    occupation_button: str
    more_button: str
    again_button: str
    skills_button: str


class Interests(Strict):
    """The interests talk: its questions and the glue around them.

    `enough` are the patterns (nlu.naming) of a wish to see the directions before all is answered.
    """

    intro: str
    first_answer: str
    last: str
    noted: tuple[str, ...] = Field(min_length=1)
    skipped: tuple[str, ...] = Field(min_length=1)
    resumed: str
    unclear: str
    examples: str
    enough_button: str
    enough: tuple[str, ...] = Field(min_length=1)
    items: tuple[Item, ...] = Field(min_length=3, max_length=8)
    result: ResultTexts

    @model_validator(mode="after")
    def _once(self) -> Self:
        ids = [item.id for item in self.items]
        if len(set(ids)) < len(ids):
            raise ValueError("item ids repeated")
        return self

    def item(self, name: str) -> Item:
        """The question of this id. Raises KeyError for an unknown one."""
        for item in self.items:
            if item.id == name:
                return item
        raise KeyError(name)


class Direction(Strict):
    """A direction to go in; `words` are base forms that name it in a learner's own text.

    `field` is searched for; `fields` are other names of it.
    """

    id: Name
    title: str
    group: Name
    field: str
    fields: tuple[str, ...] = ()
    weights: dict[Trait, Annotated[float, Field(gt=0)]] = Field(min_length=1)
    fit: str
    occupations: tuple[str, ...] = Field(min_length=2)
    words: tuple[str, ...] = Field(min_length=1)


class Directions(Strict):
    """All directions, and how free text is read: base forms by trait, words that deny and that lift it."""

    directions: tuple[Direction, ...] = Field(min_length=3)
    traits: dict[Trait, tuple[str, ...]]
    no_words: tuple[str, ...]
    but_words: tuple[str, ...]

    @model_validator(mode="after")
    def _once(self) -> Self:
        ids = [one.id for one in self.directions]
        if len(set(ids)) < len(ids):
            raise ValueError("direction ids repeated")
        return self

    def direction(self, name: str) -> Direction | None:
        """The direction of this id, if there is one."""
        return next((one for one in self.directions if one.id == name), None)


class Start(Strict):
    """A way to begin telling, for those who do not know where to start."""

    id: Name
    title: str
    ask: str


class SummaryCard(Strict):
    """The words of the card that sums up what was confirmed."""

    title: str
    why: str
    work: str
    experience: str
    skills: str
    more: str


class MappingTexts(Strict):
    """What the talk on skills says."""

    intro: str
    intro_change: str
    heard: str
    heard_field: str
    starts: tuple[Start, ...]
    why: str
    clarify: str
    confirm: str
    confirm_evidence: str
    confirm_experience: str
    pick: str
    edit: str
    yes_button: str
    no_button: str
    edit_button: str
    none_button: str
    enough_button: str
    skills: str
    more_skills: str
    hidden: str
    hidden_plain: str
    ok_button: str
    drop_button: str
    not_these_button: str
    summary: str
    summary_little: str
    card: SummaryCard
    nothing: str
    unavailable: str
    retry_button: str
    reach_button: str
    recognition_button: str
    courses_button: str
    tell_more_button: str
    resumed: str
    skipped: str


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


class OccupationTexts(Strict):
    """What is said of occupations, the labour market and paths."""

    which: str
    which_one: str
    which_of_field: str
    one_of_field: str
    pay: str
    pay_words: tuple[str, ...]
    unknown: str
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


@cache
def load_interests() -> Interests:
    """`data/guidance/interests.yml`."""
    return guidance_table("interests.yml", Interests)


@cache
def load_directions() -> Directions:
    """`data/guidance/directions.yml`."""
    return guidance_table("directions.yml", Directions)


@cache
def load_mapping() -> MappingTexts:
    """`data/guidance/mapping.yml`."""
    return guidance_table("mapping.yml", MappingTexts)


@cache
def load_occupation_texts() -> OccupationTexts:
    """`data/guidance/occupations.yml`."""
    return guidance_table("occupations.yml", OccupationTexts)


def guidance_table[T: Strict](name: str, schema: type[T]) -> T:
    """A file of `data/guidance/`."""
    return read_table(ActionsSettings().data / "guidance" / name, schema)
