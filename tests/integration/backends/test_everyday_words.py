"""Everyday names of occupations on the embedded catalogue: the first cards, and honoured places."""

from __future__ import annotations

import re

import pytest

from backends.courses.catalogue import CATALOGUE_FOLDER
from backends.courses.embedded import open_search
from backends.courses.search.engine import CourseSearch, SearchRequest
from backends.courses.search.table import same_course


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> CourseSearch:
    return open_search(CATALOGUE_FOLDER, tmp_path_factory.mktemp("var"))


WORDS = {
    "rekankuljettaja": "Logistiikan|Kuorma-auto|Kuljetusala",
    "rekkakuski": "Logistiikan|Kuorma-auto|Kuljetusala",
    "bussikuski": "Logistiikan|Linja-auto",
    "bussinkuljettaja": "Logistiikan|Linja-auto",
    "taksikuski": "Taksi",
    "kaivinkoneenkuljettaja": "Maarakennus|Rakennusalan",
    "hitsari": "Kone- ja tuotanto|Hitsau",
    "sähkäri": "Sähkö",
    "putkimies": "Talotekniikan",
    "lähäri": "Sosiaali- ja terveysalan perustutkinto",
    "datanomi": "Tieto- ja viestintätekniikan perustutkinto",
    "merkkari": "Liiketoiminnan perustutkinto",
    "kampaaja": "Hius- ja kauneudenhoitoalan perustutkinto",
    "timpuri": "Rakennusalan perustutkinto",
    "raksa": "Rakennusalan perustutkinto",
    "sote": "Sosiaali- ja terveysalan perustutkinto",
    "it-ala": "Tieto- ja viestintätekniikan perustutkinto",
    "atk": "Tieto- ja viestintätekniikan|Digitaito",
    "siivooja": "Puhtaus- ja kiinteistöpalvelualan perustutkinto",
    "vartija": "Vartijan peruskoulutus",
    "poke": "Järjestyksenvalvojan peruskoulutus",
    "kokki": "Ravintola- ja catering-alan perustutkinto",
    "lastenhoitaja": "Kasvatus- ja ohjausalan perustutkinto",
    "opo": "Uravalmennus|Kasvatus- ja ohjausalan",
}


@pytest.mark.parametrize(("said", "first"), WORDS.items())
def test_everyday_names_lead_to_the_qualification(search: CourseSearch, said: str, first: str) -> None:
    hits = search.search(SearchRequest(said, limit=3)).hits
    assert re.match(first, hits[0].offer.name), hits[0].offer.name
    assert "Tulkitsimme" not in hits[0].why


@pytest.mark.parametrize("said", WORDS)
@pytest.mark.parametrize("place", ["Tampere", "Oulu", "Mikkeli"])
def test_an_unknown_place_is_named_and_never_before_the_wanted_one(
    search: CourseSearch, said: str, place: str
) -> None:
    hits = search.search(SearchRequest(said, place=place, limit=10)).hits
    unknown = [not (hit.offer.municipalities or hit.offer.regions) for hit in hits]
    in_place = [place in hit.offer.municipalities for hit in hits]
    assert all("place" in hit.relaxed for hit, wanting in zip(hits, unknown, strict=True) if wanting)
    assert all("place" not in hit.relaxed for hit, there in zip(hits, in_place, strict=True) if there)
    if in_place[0] or in_place[1]:
        assert not unknown[0]


@pytest.mark.parametrize("said", WORDS)
def test_the_first_three_cards_are_of_different_courses(search: CourseSearch, said: str) -> None:
    hits = search.search(SearchRequest(said, limit=3, varied=True)).hits
    assert len({same_course(hit.offer) for hit in hits}) == 3
