"""Made problems, courses and goals for the planner's tests and measurements."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date

from backends.courses.domain import CostClass, Extent, ExtentUnit, Kind, Mode, Offer
from backends.courses.search.wishes import PlaceWish
from backends.pathways.domain import Course
from backends.pathways.settings import planner_settings

DAY = date(2026, 11, 26)
TOWNS = ("Oulu", "Helsinki", "Turku", "Kuopio")
_KINDS = (Kind.SHORT, Kind.DEGREE_PART, Kind.DEGREE, Kind.BADGE, Kind.OPEN_HE)
_OSP = {Kind.SHORT: 2, Kind.DEGREE_PART: 25, Kind.DEGREE: 180, Kind.BADGE: 1, Kind.OPEN_HE: 10}


def made_offer(name: str, generator: random.Random, kind: Kind) -> Offer:
    """An offer of that kind somewhere, at some price."""
    return Offer(
        id=name,
        name=name,
        kind=kind,
        description="",
        source="embedded",
        checked_on=DAY,
        sample=True,
        municipalities=(generator.choice(TOWNS),),
        modes=(generator.choice((Mode.CONTACT, Mode.ONLINE, Mode.EVENING)),),
        extent=Extent(_OSP[kind], ExtentUnit.OSP),
        cost_class=generator.choice(tuple(CostClass)),
        languages=("fi",),
    )


def made_courses(count: int, skills: Sequence[str], generator: random.Random) -> tuple[Course, ...]:
    """Courses with an offer or two each that give some of the skills; every fifth needs another course."""
    settings = planner_settings()
    courses: list[Course] = []
    for number in range(count):
        kind = generator.choice(_KINDS)
        id_ = f"kurssi-{number}"
        given = generator.sample(skills, min(len(skills), {Kind.DEGREE: 9, Kind.DEGREE_PART: 4}.get(kind, 2)))
        needs = frozenset({f"course:kurssi-{generator.randrange(number)}"} if number % 5 == 4 else ())
        offers = tuple(
            made_offer(f"{id_}--{at}", generator, kind) for at in range(generator.choice((1, 1, 2)))
        )
        gives = frozenset({f"course:{id_}", *given})
        months = settings.months(offers[0].extent)
        courses.append(Course(id_, id_, kind, gives, offers, needs, months, settings.assumed_months[kind]))
    return tuple(courses)


def place(name: str) -> PlaceWish:
    """A town and nothing near it."""
    return PlaceWish((name,), frozenset({name}))
