"""The data of outreach: kinds of places, words of posters and pages, robots (`data/outreach/`)."""

from functools import cache
from pathlib import Path

from pydantic import Field

from bot.texts import Strict, Titled, read_model


class PlaceType(Titled):
    """A kind of place where people are met."""

    id: str = Field(pattern=r"^[a-z_]{2,30}$")
    greeting: str = Field(min_length=1, max_length=300)
    headline: str = Field(min_length=1, max_length=36)  # two lines on a poster


class PlaceTypes(Strict):
    """All of them, in the order in which they are offered."""

    places: tuple[PlaceType, ...] = Field(min_length=1)

    def get(self, name: str) -> PlaceType | None:
        """The kind of an id."""
        return next((one for one in self.places if one.id == name), None)


class PosterTexts(Strict):
    """The words of posters and cards."""

    title: str
    card_title: str
    intro: str
    how: str
    steps: tuple[str, ...]
    code: str
    type_link: str
    promises: tuple[str, ...]
    robot: str
    partner: str
    card_line: str
    card_scan: str


class PageTexts(Strict):
    """The words of the page that a code leads to which is not in use."""

    ended_title: str
    ended: str
    early_title: str
    early: str
    unknown_title: str
    unknown: str
    about: str
    to_chat: str


class OutreachTexts(Strict):
    """All words of outreach."""

    language: str
    service: str
    logo: str
    poster: PosterTexts
    page: PageTexts


class Robots(Strict):
    """Parts of user agents that give programs away, in lower case."""

    agents: tuple[str, ...]


@cache
def place_types(data: Path) -> PlaceTypes:
    """Read `outreach/place_types.yml`. Raises TextsError."""
    return read_model(data / "outreach" / "place_types.yml", PlaceTypes)


@cache
def outreach_texts(data: Path) -> OutreachTexts:
    """Read `outreach/texts.yml`. Raises TextsError."""
    return read_model(data / "outreach" / "texts.yml", OutreachTexts)


@cache
def robots(data: Path) -> Robots:
    """Read `outreach/robots.yml`. Raises TextsError."""
    return read_model(data / "outreach" / "robots.yml", Robots)
