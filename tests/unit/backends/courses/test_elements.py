from __future__ import annotations

from dataclasses import replace

from backends.courses.detail_models import CourseDetails
from backends.courses.domain import EducationType, Extent, ExtentUnit, Kind, Mode
from backends.courses.elements import ElementName, elements
from backends.courses.search.lexicon import Lexicon
from tests.support.offers import offer

BARE = replace(offer("a", "Kotihoidossa toimiminen", Kind.DEGREE_PART), small_unit=True)
FULL = replace(
    BARE,
    provider="Opisto",
    regions=("Kainuu",),
    learning_outcomes=("hoitaa", "ohjaa"),
    extent=Extent(15, ExtentUnit.OSP),
    eqf=4,
    assessment="Näyttö.",
    modes=(Mode.CONTACT,),
    quality_assurance="Itsearviointi.",
)


def test_a_small_unit_has_the_eleven_elements_of_the_recommendation() -> None:
    assert [one.name for one in elements(BARE)] == list(ElementName)
    assert len(ElementName) == 11
    assert all(one.label for one in elements(BARE))


def test_what_the_source_does_not_say_is_not_known() -> None:
    values = {one.name: one for one in elements(BARE)}
    known = {name for name, one in values.items() if one.known}
    assert known == {ElementName.TITLE, ElementName.COUNTRY}
    assert {one.value for one in values.values() if not one.known} == {"ei tiedossa"}


def test_what_the_source_says_is_told_in_words() -> None:
    values = {one.name: one.value for one in elements(FULL)}
    assert values[ElementName.COUNTRY] == "Suomi, Kainuu"
    assert values[ElementName.AWARDING_BODY] == "Opisto"
    assert values[ElementName.OUTCOMES] == "hoitaa; ohjaa"
    assert values[ElementName.WORKLOAD] == "15 osaamispistettä"
    assert values[ElementName.LEVEL] == "EQF 4"
    assert values[ElementName.ASSESSMENT] == "Näyttö."
    assert values[ElementName.PARTICIPATION] == "lähiopetus"
    assert values[ElementName.QUALITY] == "Itsearviointi."
    unknown = {one.name for one in elements(FULL) if not one.known}
    assert unknown == {ElementName.LEARNER, ElementName.ISSUED_ON}


def test_other_offers_have_none() -> None:
    assert elements(replace(FULL, small_unit=False)) == ()
    assert CourseDetails.of(replace(FULL, small_unit=False)).elements == []
    assert len(CourseDetails.of(FULL).elements) == 11


def test_every_type_of_education_has_a_name(lexicon: Lexicon) -> None:
    assert set(EducationType) == lexicon.texts["names"]["type"].keys()
