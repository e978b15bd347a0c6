"""What courses of the catalogue give and need (data/pathways/outcomes), and the courses made of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from backends.courses.catalogue_schema import Slug, StrictRow
from backends.courses.domain import Kind, Offer
from backends.pathways.domain import COURSE, EDUCATION, Course
from backends.pathways.settings import PlannerSettings
from backends.skills.core.files import read_table
from backends.skills.core.schema import Label, OccupationUri, SkillUri
from backends.skills.domain import SkillsDataError

Token = Annotated[
    str,
    Field(
        pattern=r"^(requirement:[a-z0-9-]+|finnish:(A1|A2|B1|B2|C1|C2)|education:secondary|course:[a-z0-9-]+)$"
    ),
]
Essential = Callable[[str], Iterable[str]]


class NamedOccupation(StrictRow):
    """An occupation; the label is there for the reader."""

    uri: OccupationUri
    label: Label


class NamedSkill(StrictRow):
    """A skill; the label is there for the reader."""

    uri: SkillUri
    label: Label


class OutcomeRow(StrictRow):
    """What a row of the catalogue gives: the essential skills of `occupations`, `skills`, and other tokens.

    `needs` are tokens that must be there before.
    """

    course: Slug
    occupations: tuple[NamedOccupation, ...] = ()
    skills: tuple[NamedSkill, ...] = ()
    gives: tuple[Token, ...] = ()
    needs: tuple[Token, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> OutcomeRow:
        if not (self.occupations or self.skills or self.gives or self.needs):
            raise ValueError(f"{self.course}: an outcome needs occupations, skills, gives or needs")
        return self


class OutcomeTable(StrictRow):
    """One file of outcomes."""

    items: tuple[OutcomeRow, ...] = Field(min_length=1)


def load_outcomes(folder: Path) -> dict[str, OutcomeRow]:
    """All outcomes by the id of their row in the catalogue.

    Raises:
        SkillsDataError: for the first mistake, or a course that stands twice.
    """
    rows: dict[str, OutcomeRow] = {}
    for path in sorted(folder.glob("*.yml")):
        for row in read_table(path, folder, OutcomeTable).items:
            if row.course in rows:
                raise SkillsDataError(path.name, None, f"the course '{row.course}' stands twice")
            rows[row.course] = row
    return rows


def linked_courses(
    offers: Iterable[Offer],
    outcomes: Mapping[str, OutcomeRow],
    essential: Essential,
    settings: PlannerSettings,
) -> tuple[Course, ...]:
    """Courses that give something, each with all its offers.

    An offer belongs to the row of the catalogue that its id names, else to the one that shares a code of the
    koodisto with it (imported offers); one that names its skills itself stands for itself.
    """
    rows: dict[str, list[Offer]] = defaultdict(list)
    others: list[Offer] = []
    codes: dict[str, str] = {}
    for offer in offers:
        course = course_of(offer.id)
        if course in outcomes:
            rows[course].append(slim(offer))
            codes.update(dict.fromkeys(offer.koodisto_codes, course))
        elif offer.koodisto_codes or offer.esco_skills:
            others.append(slim(offer))
    own: dict[tuple[str, Kind, tuple[str, ...]], list[Offer]] = defaultdict(list)
    for offer in others:
        known = next((codes[code] for code in offer.koodisto_codes if code in codes), None)
        if known is not None:
            rows[known].append(offer)
        elif offer.esco_skills:
            own[(offer.name, offer.kind, offer.esco_skills)].append(offer)
    made = [_course(course, held, outcomes[course], essential, settings) for course, held in rows.items()]
    made += [_own(held, settings) for held in own.values()]
    return tuple(made)


def course_of(offer_id: str) -> str:
    """The catalogue's row of an embedded offer ("sote-pt--omnia" is of "sote-pt")."""
    return offer_id.partition("--")[0]


def slim(offer: Offer) -> Offer:
    """The offer without the texts that only the search needs."""
    return replace(
        offer, description="", keywords=(), titles=(), learning_outcomes=(), entry_requirements=None
    )


def _course(
    course: str, offers: list[Offer], row: OutcomeRow, essential: Essential, settings: PlannerSettings
) -> Course:
    gives = {COURSE + course, *row.gives, *(skill.uri for skill in row.skills)}
    for occupation in row.occupations:
        gives.update(essential(occupation.uri))
    first = next((offer for offer in offers if course_of(offer.id) == course), offers[0])
    if first.kind is Kind.DEGREE:
        gives.add(EDUCATION + "secondary")
    return _made(course, first, offers, frozenset(gives), frozenset(row.needs), settings)


def _own(offers: list[Offer], settings: PlannerSettings) -> Course:
    first = offers[0]
    return _made(first.id, first, offers, frozenset(first.esco_skills), frozenset(), settings)


def _made(
    course: str,
    first: Offer,
    offers: list[Offer],
    gives: frozenset[str],
    needs: frozenset[str],
    settings: PlannerSettings,
) -> Course:
    extent = next((offer.extent for offer in (first, *offers) if offer.extent), None)
    return Course(
        course,
        first.name,
        first.kind,
        gives,
        tuple(offers),
        needs,
        settings.months(extent),
        settings.assumed_months[first.kind],
    )
