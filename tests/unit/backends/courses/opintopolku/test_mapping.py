"""What becomes of a koulutus and its toteutus, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from backends.courses.domain import Application, CostClass, Extent, ExtentUnit, Kind, Mode, Offer, Time
from backends.courses.opintopolku.answers import OfferingDetails, Study
from backends.courses.opintopolku.mapping import OfferMaker, Refused
from nlu.places import shared_places
from tests.support.fake_opintopolku import FakeOffering, FakeStudy, code, details_of, hit_of

MAKER = OfferMaker(shared_places(), date(2026, 11, 26))


def made(
    one: FakeOffering | None = None, kind: Kind = Kind.DEGREE, details: bool = True, **extra: Any
) -> Offer | Refused:
    offering = one or FakeOffering(201, {"fi": "Lähihoitaja, monimuoto"})
    study = FakeStudy(101, {"fi": "Lähihoitaja"}, offerings=[offering], extra=extra)
    hit = Study.model_validate(hit_of(study, [offering]))
    full = OfferingDetails.model_validate(details_of(study, offering, lambda name: "true"))
    return MAKER.offer(hit, hit.toteutukset[0], full if details else None, kind)


def offer(one: FakeOffering | None = None, kind: Kind = Kind.DEGREE, **extra: Any) -> Offer:
    result = made(one, kind, **extra)
    assert isinstance(result, Offer)
    return result


def test_everything_that_is_said_is_kept() -> None:
    found = offer(FakeOffering(201, {"fi": "Lähihoitaja, monimuoto"}, keywords=("Hoitotyö",)))
    assert found == Offer(
        id="opintopolku-1.2.246.562.17.00000000000000000201",
        name="Lähihoitaja, monimuoto",
        kind=Kind.DEGREE,
        description="Opiskelet iltaisin.",
        source="opintopolku",
        checked_on=date(2026, 11, 26),
        sample=False,
        url="https://opintopolku.fi/konfo/fi/toteutus/1.2.246.562.17.00000000000000000201",
        provider="Testiopisto",
        municipalities=("Kuopio",),
        regions=("Pohjois-Savo",),
        modes=(Mode.PART_TIME,),
        times=(Time.EVENING,),
        extent=Extent(180, ExtentUnit.OSP),
        cost_class=CostClass.FREE,
        application=(Application.CONTINUOUS,),
        entry_requirements="Peruskoulu",
        languages=("fi",),
        learning_outcomes=("auttaa asiakasta", "toimii turvallisesti"),
        koodisto_codes=("koulutus_371101", "tutkintonimikkeet_10024"),
        keywords=("hoitotyö",),
        titles=("lähihoitaja",),
        qualification="Sosiaali- ja terveysalan perustutkinto",
    )


def test_without_details_what_they_would_say_is_unknown() -> None:
    found = made(details=False)
    assert isinstance(found, Offer)
    assert (found.modes, found.times, found.cost_class, found.application) == ((), (), None, ())
    assert found.description == "Testikuvaus & muuta. yksi kaksi"


@pytest.mark.parametrize(
    ("cost", "price", "expected"),
    [
        ("maksuton", None, CostClass.FREE),
        ("maksullinen", 60.0, CostClass.SMALL_FEE),
        ("maksullinen", 1500.0, CostClass.PAID),
        ("maksullinen", None, CostClass.PAID),
        ("lukuvuosimaksu", 8000.0, None),
        (None, None, None),
    ],
)
def test_cost_is_a_class_and_yearly_fees_say_nothing(
    cost: str | None, price: float | None, expected: CostClass | None
) -> None:
    assert offer(FakeOffering(1, {"fi": "X"}, cost=cost, price=price)).cost_class is expected


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        (
            {"opintojenLaajuus": code("a", "180+120"), "opintojenLaajuusNumero": 180120},
            Extent(300, ExtentUnit.OSP),
        ),
        ({"opintojenLaajuus": None, "opintojenLaajuusNumero": 180120}, None),
        (
            {"opintojenLaajuusNumeroMin": 5, "opintojenLaajuusNumeroMax": 15},
            Extent(5, ExtentUnit.OSP, 15),
        ),
        ({"opintojenLaajuusyksikko": code("opintojenlaajuusyksikko_8#1", "viikkoa")}, None),
        ({"opintojenLaajuusyksikko": None}, None),
    ],
)
def test_extents_that_are_told_oddly(extra: dict[str, Any], expected: Extent | None) -> None:
    assert offer(**extra).extent == expected


def test_a_part_has_the_extent_and_the_qualification_of_its_own_member() -> None:
    part = {
        "koulutus": code("koulutus_351301#12", "Ajoneuvoalan perustutkinto"),
        "tutkinnonOsat": code("tutkinnonosat_105721", "Myynti"),
        "opintojenLaajuus": code("opintojenlaajuus_20", "20"),
        "opintojenLaajuusyksikko": code("opintojenlaajuusyksikko_6", "osaamispistettä"),
    }
    none = {"koulutukset": None, "opintojenLaajuus": None, "opintojenLaajuusyksikko": None}
    found = offer(None, Kind.DEGREE_PART, **none, tutkinnonOsat=[part])
    assert found.extent == Extent(20, ExtentUnit.OSP)
    assert found.qualification == "Ajoneuvoalan perustutkinto"
    assert "tutkinnonosat_105721" in found.koodisto_codes


def test_labour_market_training_is_a_kind_of_its_own() -> None:
    found = offer(FakeOffering(1, {"fi": "X"}, funding=("tyovoimakoulutus",)), Kind.SHORT)
    assert found.kind is Kind.LABOUR_MARKET


def test_a_badge_has_its_outcomes_under_its_description() -> None:
    texts = {"osaamistavoitteet": {"fi": "<ul><li>tunnistaa palkan osat</li></ul>"}}
    found = offer(None, Kind.BADGE, kuvaus=texts, osaamistavoitteet=None)
    assert found.learning_outcomes == ("tunnistaa palkan osat",)


def test_names_fall_back_to_another_language_and_to_the_study() -> None:
    assert offer(FakeOffering(1, {"sv": "Närvårdare"})).name == "Närvårdare"
    assert offer(FakeOffering(1, {})).name == "Lähihoitaja"


def test_an_unknown_municipality_is_no_place() -> None:
    assert offer(FakeOffering(1, {"fi": "X"}, town="kunta_200")).municipalities == ()


@pytest.mark.parametrize(
    ("result", "reason"),
    [
        (made(FakeOffering(1, {"fi": "X"}, published=False)), "not_published"),
        (made(FakeOffering(1, {}), nimi={}), "no_name"),
    ],
)
def test_what_makes_no_offer_says_why(result: Offer | Refused, reason: str) -> None:
    assert isinstance(result, Refused)
    assert result.reason == reason
