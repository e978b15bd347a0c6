"""A small catalogue and a gazetteer of a few places, for tests of the search."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from backends.courses.domain import CostClass, Extent, ExtentUnit, Kind, Mode, Offer, Time
from backends.courses.facts import OfferLike
from backends.courses.search.wishes import PlaceWish
from nlu.places import TokenLike

REGIONS = {
    "Oulu": "Pohjois-Pohjanmaa",
    "Kempele": "Pohjois-Pohjanmaa",
    "Turku": "Varsinais-Suomi",
    "Kajaani": "Kainuu",
}
NEIGHBOURS = {"Oulu": ("Kempele",), "Kempele": ("Oulu",)}
KILOMETRES = {frozenset({"Oulu", "Kempele"}): 12.0, frozenset({"Oulu", "Turku"}): 515.0}
_FORMS = {
    "oulu": "Oulu",
    "ouluun": "Oulu",
    "oulussa": "Oulu",
    "turku": "Turku",
    "turkuun": "Turku",
    "kajaani": "Kajaani",
}


def offer(
    offer_id: str,
    name: str,
    kind: Kind = Kind.SHORT,
    *,
    place: str | None = None,
    keywords: tuple[str, ...] = (),
    titles: tuple[str, ...] = (),
    modes: tuple[Mode, ...] = (),
    times: tuple[Time, ...] = (),
    description: str = "",
    cost: CostClass | None = None,
    provider: str | None = None,
) -> Offer:
    """An offer with what a test needs said; the rest is not known."""
    return Offer(
        id=offer_id,
        name=name,
        kind=kind,
        description=description,
        source="test",
        checked_on=date(2026, 11, 23),
        sample=True,
        provider=provider,
        municipalities=(place,) if place else (),
        regions=(REGIONS[place],) if place else (),
        keywords=keywords,
        titles=titles,
        modes=modes,
        times=times,
        cost_class=cost,
        extent=Extent(180, ExtentUnit.OSP) if kind is Kind.DEGREE else None,
    )


CATALOGUE = (
    offer(
        "sote-oulu",
        "Sosiaali- ja terveysalan perustutkinto",
        Kind.DEGREE,
        place="Oulu",
        titles=("lähihoitaja",),
    ),
    offer(
        "sote-turku",
        "Sosiaali- ja terveysalan perustutkinto",
        Kind.DEGREE,
        place="Turku",
        titles=("lähihoitaja",),
    ),
    offer("auto", "Ajoneuvoalan perustutkinto", Kind.DEGREE, place="Turku", titles=("automekaanikko",)),
    offer("automaatio", "Automaatioasennukset", Kind.DEGREE_PART, keywords=("automaatio",)),
    offer("hius", "Hius- ja kauneudenhoitoalan perustutkinto", Kind.DEGREE, titles=("parturi-kampaaja",)),
    offer("kiinteisto", "Puhtaus- ja kiinteistöpalvelualan perustutkinto", Kind.DEGREE),
    offer("elain", "Eläintenhoidon ammattitutkinto", Kind.DEGREE, titles=("eläintenhoitaja",)),
    offer("elintarvike", "Elintarvikealan perustutkinto", Kind.DEGREE, titles=("leipuri-kondiittori",)),
    offer("merenkulku", "Merenkulkualan perustutkinto", Kind.DEGREE, titles=("merimies",)),
    offer("esimies", "Esihenkilötyön perusteet", keywords=("esimies",)),
    offer("hitsaus-oulu", "Hitsauksen peruskurssi", place="Oulu"),
    offer("hitsaus-kempele", "Hitsauksen peruskurssi", place="Kempele"),
    offer("hitsaus-turku", "Hitsauksen peruskurssi", place="Turku", times=(Time.EVENING,)),
    offer("jv", "Järjestyksenvalvojan peruskoulutus", place="Turku", keywords=("järjestyksenvalvojakortti",)),
    offer("hygienia", "Hygieniapassi", modes=(Mode.ONLINE,), cost=CostClass.SMALL_FEE),
    offer("ea", "Ensiapukurssi EA 1", place="Oulu"),
    offer("digi", "Digitaitojen peruskurssi", keywords=("tietokone",), place="Oulu", modes=(Mode.EVENING,)),
    offer("opisto", "Kansanopiston opintolinjat", Kind.LIBERAL),
    offer(
        "kokki",
        "Ravintola-alan perustutkinto",
        Kind.DEGREE,
        titles=("kokki",),
        provider="Ammattiopisto Omnia",
    ),
    offer(
        "kokki-2", "Ravintola-alan perustutkinto", Kind.DEGREE, titles=("kokki",), provider="Toinen opisto"
    ),
    offer("suomi", "Suomen kielen alkeet", Kind.LANGUAGE, place="Turku"),
)


class FewPlaces:
    """PlaceFinder over the places of this module."""

    def in_tokens(self, tokens: Sequence[TokenLike]) -> list[tuple[PlaceWish, int, int]]:
        named = ((_FORMS.get(token.text.lower()), token) for token in tokens)
        return [(self.by_name(name), token.start, token.end) for name, token in named if name]

    def by_name(self, name: str) -> PlaceWish:
        if name in REGIONS.values():
            return PlaceWish((name,), regions=frozenset({name}))
        if name not in REGIONS:
            return PlaceWish((name,), known=False)
        near = frozenset(NEIGHBOURS.get(name, ()))
        return PlaceWish(
            (name,), frozenset({name}), near_municipalities=near, near_regions=frozenset({REGIONS[name]})
        )

    def kilometres(self, wish: PlaceWish, offer: OfferLike) -> float | None:
        known = (
            0.0 if place in wish.names else KILOMETRES.get(frozenset({*wish.names, place}))
            for place in offer.municipalities
        )
        return min((km for km in known if km is not None), default=None)
