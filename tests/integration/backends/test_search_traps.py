"""What a search by letters gets wrong, and queries that are no words, on the embedded catalogue."""

from __future__ import annotations

import re

import pytest

from backends.courses.catalogue import CATALOGUE_FOLDER
from backends.courses.embedded import open_search
from backends.courses.search.engine import CourseSearch, SearchRequest
from backends.courses.search.wishes import Met


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> CourseSearch:
    return open_search(CATALOGUE_FOLDER, tmp_path_factory.mktemp("var"))


def names(search: CourseSearch, text: str, limit: int = 20) -> list[str]:
    return [hit.offer.name for hit in search.search(SearchRequest(text, limit=limit)).hits]


@pytest.mark.parametrize(
    ("said", "never"),
    [("auto", "automaatio"), ("eläin", "elintarvi"), ("kieli", "kielto"), ("meri", "merkonomi")],
)
def test_a_word_is_not_the_beginning_of_another(search: CourseSearch, said: str, never: str) -> None:
    found = names(search, said)
    assert found
    assert [name for name in found if re.search(f"(?i){never}", name)] == []


@pytest.mark.parametrize(
    ("said", "among"),
    [
        ("palvelu", "kiinteistöpalvelu"),
        ("hoitaja", "Sosiaali- ja terveysalan perustutkinto"),
        ("ensihoitaja", "ensihoi"),
        ("ensihoitaja", "Sosiaali- ja terveysalan perustutkinto"),
    ],
)
def test_a_part_of_a_compound_and_a_way_there_are_found(search: CourseSearch, said: str, among: str) -> None:
    assert [name for name in names(search, said, 10) if re.search(f"(?i){among}", name)]


@pytest.mark.parametrize(
    "text",
    [
        "hitsaus " * 1_250,
        "x" * 10_000,
        "ä" * 10_000,
        '"',
        "*",
        "NEAR(hitsaus kokki)",
        "hitsaus AND NOT kokki",
        "-hitsaus",
        "title: hitsaus",
        "^hitsaus + kokki*",
        "'; DROP TABLE course_offers; --",
        "{hitsaus} [kokki] (",
        "%_\\",
        "\x00\ufffd\u202e",
    ],
)
def test_what_looks_like_an_operator_is_text(search: CourseSearch, text: str) -> None:
    result = search.search(SearchRequest(text))
    assert result.hits or not result.understood
    assert search.count() > 0


@pytest.mark.parametrize("text", ["title:hitsaus", "title: hitsaus", "keyword:hitsaus", "hitsaus:kurssi"])
def test_a_word_before_or_after_a_colon_is_looked_for(search: CourseSearch, text: str) -> None:
    assert all(re.search("(?i)hitsau", name) for name in names(search, text, 2))


@pytest.mark.parametrize("text", ["ja", "että se on", "minä haluaisin", "...", ""])
def test_only_stop_words_are_not_understood(search: CourseSearch, text: str) -> None:
    result = search.search(SearchRequest(text))
    assert (result.hits, result.understood) == ((), False)


def test_a_possible_offer_of_the_region_is_not_called_near(search: CourseSearch) -> None:
    hits = search.search(SearchRequest("siivooja Vantaalla")).hits
    in_region = [hit for hit in hits if hit.place is Met.REGION]
    assert in_region
    assert all("Mahdollinen alueella" in hit.why and "Uusimaa" in hit.why for hit in in_region)
    assert not any("Lähellä" in hit.why for hit in in_region)
