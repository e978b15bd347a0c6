"""Above the hits it is told where they are instead of the wanted place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backends.courses.domain import Mode, Offer
from backends.courses.facts import Facts
from backends.courses.search.lexicon import Lexicon
from backends.courses.search.query import ParsedQuery
from backends.courses.search.table import Ranked
from backends.courses.search.why import Explainer
from backends.courses.search.wishes import PlaceWish, Wishes
from tests.support.offers import offer

OULU = PlaceWish(
    ("Oulu",),
    frozenset({"Oulu"}),
    near_municipalities=frozenset({"Kempele"}),
    near_regions=frozenset({"Pohjois-Pohjanmaa"}),
)
MET = offer("met", "A", place="Oulu")
REGION = replace(offer("region", "A"), regions=("Pohjois-Pohjanmaa",))
NEAR = offer("near", "A", place="Kempele")
ONLINE = offer("online", "A", modes=(Mode.ONLINE,))
OTHER = offer("other", "A", place="Turku")
UNKNOWN = offer("unknown", "A")
NONE = "Paikasta Oulu ei löytynyt sopivaa."
UNCERTAIN = "Emme tiedä, voiko näitä opiskella paikassa Oulu."


def told(explainer: Explainer, place: PlaceWish, *offers: Offer) -> list[str]:
    query = ParsedQuery((), Wishes(place=place))
    hits = [
        Ranked(Facts.of(row, row, one), 1.0, 1.0, (), query.wishes.met_by(one))
        for row, one in enumerate(offers)
    ]
    return [note["message"] for note in explainer.relaxed(query, hits, nothing=False)]


@pytest.fixture
def explainer(lexicon: Lexicon) -> Explainer:
    return Explainer(lexicon.texts)


@pytest.mark.parametrize(
    ("offers", "message"),
    [
        ((REGION,), f"{UNCERTAIN} Nämä ovat mahdollisia alueella Pohjois-Pohjanmaa."),
        ((NEAR,), f"{NONE} Nämä ovat lähellä."),
        ((ONLINE, NEAR), f"{NONE} Nämä ovat lähellä tai verkossa."),
        ((OTHER, NEAR, ONLINE), f"{NONE} Nämä ovat lähellä, verkossa tai muualla."),
        ((REGION, ONLINE), f"{UNCERTAIN} Nämä ovat mahdollisia alueella Pohjois-Pohjanmaa tai verkossa."),
        ((OTHER, UNKNOWN), f"{NONE} Nämä ovat muualla. Osan paikka ei ole tiedossa."),
        ((UNKNOWN,), f"{NONE} Näiden paikka ei ole tiedossa."),
    ],
)
def test_where_the_hits_are_instead(explainer: Explainer, offers: tuple[Offer, ...], message: str) -> None:
    assert told(explainer, OULU, *offers) == [message]


def test_nothing_is_told_where_one_hit_is_in_the_wanted_place(explainer: Explainer) -> None:
    assert told(explainer, OULU, REGION, MET) == []


def test_a_place_that_nobody_knows_is_told_as_such(explainer: Explainer) -> None:
    (message,) = told(explainer, PlaceWish(("Kaukola",), known=False), OTHER)
    assert message.startswith("Emme tunnista paikkaa Kaukola.")
