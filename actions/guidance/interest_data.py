"""How the files of the interests talk (`interests.yml`, `directions.yml`) are read, once a process."""

from functools import cache
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, model_validator

from actions.guidance.data import Name, guidance_table
from actions.tables import Strict

Trait = Literal[
    "care", "social", "teach", "hands", "build", "machines", "vehicles", "electric", "drive", "outdoors",
    "animals", "plants", "food", "order", "numbers", "digital", "creative", "safety", "body", "quiet",
    "clean", "beauty", "trade", "languages", "shifts", "heavy",
]  # fmt: skip
TRAITS: tuple[str, ...] = get_args(Trait)


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

    `enough` are the patterns (nlu.naming) of a wish to see the directions before all is answered, `none` of
    what says that no option of an item fits.
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
    none: tuple[str, ...] = Field(min_length=1)
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

    def known_by(self, word: str) -> Direction | None:
        """The first direction that a base form names by itself, if there is one."""
        return next((one for one in self.directions if word in one.words), None)


@cache
def load_interests() -> Interests:
    """`data/guidance/interests.yml`."""
    return guidance_table("interests.yml", Interests)


@cache
def load_directions() -> Directions:
    """`data/guidance/directions.yml`."""
    return guidance_table("directions.yml", Directions)
