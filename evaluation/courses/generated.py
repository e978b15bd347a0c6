"""Catalogues of any size: the embedded one, and its courses again at invented providers."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from backends.courses.domain import Mode, Offer, Time
from evaluation.courses.judgements import distinct

_OWN_WORDS = 0.05
_PROVIDERS = 997


def generated(offers: Sequence[Offer]) -> Iterator[Offer]:
    """Endless offers: first those of the catalogue, then courses at invented providers (seeded).

    Municipality, ways and times of study are drawn at random. One provider in twenty describes the course
    in words of its own, so that its texts are indexed anew.
    """
    yield from offers
    draw = random.Random(4)
    places = sorted(
        {(name, one.regions[0]) for one in offers for name in one.municipalities if len(one.regions) == 1}
    )
    courses = distinct(offers)
    number = 0
    while True:
        number += 1
        course, (municipality, region) = draw.choice(courses), draw.choice(places)
        provider = f"Esimerkkiopisto {number % _PROVIDERS}"
        described = draw.random() < _OWN_WORDS
        yield replace(
            course,
            id=f"generated-{number}",
            provider=provider,
            municipalities=(municipality,),
            regions=(region,),
            modes=tuple(draw.sample(list(Mode), draw.randint(0, 2))),
            times=tuple(draw.sample(list(Time), draw.randint(0, 1))),
            description=f"{course.description} {provider}, {municipality}."
            if described
            else course.description,
        )
