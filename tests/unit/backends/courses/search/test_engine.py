"""The search as a whole, over a small catalogue: the golden cases, wishes, misspellings, and odd input."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backends.courses.domain import Mode
from backends.courses.search.engine import CourseSearch, SearchRequest
from backends.courses.search.lexicon import Lexicon
from backends.courses.search.prefer import Prefer
from backends.courses.search.terms import TermAnalyzer
from backends.courses.storage.build import build
from backends.courses.storage.sqlite import SqliteOffers
from tests.support.offers import CATALOGUE, FewPlaces, offer


def ids(search: CourseSearch, text: str, **wishes: object) -> list[str]:
    return [hit.offer.id for hit in search.search(SearchRequest(text, **wishes)).hits]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "found", "not_found"),
    [
        ("auto", "auto", "automaatio"),
        ("automaatio", "automaatio", "auto"),
        ("eläin", "elain", "elintarvike"),
        ("palvelu", "kiinteisto", "auto"),
        ("hius", "hius", "elintarvike"),
        ("kauneus", "hius", "auto"),
        ("merimies", "merenkulku", "esimies"),
        ("sosiaali", "sote-oulu", "auto"),
        ("puhtaus", "kiinteisto", "sote-oulu"),
        ("HIUS", "hius", "auto"),
    ],
)
def test_golden_cases_of_opintopolku(search: CourseSearch, query: str, found: str, not_found: str) -> None:
    hits = ids(search, query)
    assert found in hits
    assert not_found not in hits


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("järkkärikortti turkuun", "jv"),
        ("joku atk juttu iltasin", "digi"),
        ("ensapukurssi", "ea"),
        ("hygenia passi", "hygienia"),
        ("lähihoitajaksi", "sote-oulu"),
        ("hitsaaja oulussa", "hitsaus-oulu"),
        ("Opin hitsaamaan Oulussa", "hitsaus-oulu"),
        ("mistä suomen kielen kurssi", "suomi"),
        ("kansanopistoon", "opisto"),
    ],
)
def test_everyday_words_lead_to_the_offer(search: CourseSearch, query: str, first: str) -> None:
    assert ids(search, query)[0] == first


def test_a_place_is_met_first_then_near_then_elsewhere_and_what_is_not_met_is_named(
    search: CourseSearch,
) -> None:
    result = search.search(SearchRequest("hitsaus Oulu"))
    assert [(hit.offer.id, hit.relaxed) for hit in result.hits[:3]] == [
        ("hitsaus-oulu", ()),
        ("hitsaus-kempele", ("place",)),
        ("hitsaus-turku", ("place",)),
    ]
    assert "12 km" in result.hits[1].why
    assert result.relaxed == ()


def test_an_unmet_place_is_told_once_above_the_hits(search: CourseSearch) -> None:
    result = search.search(SearchRequest("lähihoitaja Kajaani"))
    assert {note["wish"] for note in result.relaxed} == {"place"}
    assert "Kajaani" in result.relaxed[0]["message"]
    assert all(hit.relaxed == ("place",) for hit in result.hits)


def test_a_place_that_nobody_knows_relaxes_the_place(search: CourseSearch) -> None:
    result = search.search(SearchRequest("lähihoitaja", place="Kaukola"))
    assert result.hits
    assert all("place" in hit.relaxed for hit in result.hits)
    assert "Kaukola" in result.relaxed[0]["message"]


def test_a_place_given_beside_the_text_wins_over_the_text(search: CourseSearch) -> None:
    assert ids(search, "lähihoitaja Turku", place="Oulu")[0] == "sote-oulu"


def test_evening_study_is_met_by_mode_or_by_time(search: CourseSearch) -> None:
    result = search.search(SearchRequest("hitsaus iltaisin"))
    assert result.hits[0].offer.id == "hitsaus-turku"
    assert result.hits[0].relaxed == ()
    assert set(result.hits[1].relaxed) == {"mode", "time"}


def test_a_provider_is_found_by_name_alone_or_with_a_subject(search: CourseSearch) -> None:
    assert ids(search, "Omnia") == ["kokki"]
    assert ids(search, "kokiksi Omniaan")[:2] == ["kokki", "kokki-2"]


def test_an_age_is_no_provider(analyzer: TermAnalyzer, lexicon: Lexicon, tmp_path: Path) -> None:
    offers = [offer("kokki", "Kokki", provider="Opisto 55"), offer("hitsaus", "Hitsaus", provider="Omnia")]
    build(tmp_path / "courses.sqlite", offers, analyzer, "stamp")
    search = CourseSearch(SqliteOffers(tmp_path / "courses.sqlite"), analyzer, lexicon, FewPlaces())
    assert ids(search, "55 v hitsaajaksi") == ["hitsaus"]


def test_a_kind_that_was_chosen_is_honoured_or_named(search: CourseSearch) -> None:
    result = search.search(SearchRequest("", kinds=("language",)))
    assert result.hits[0].offer.id == "suomi"
    assert all(hit.relaxed == ("kind",) for hit in result.hits if hit.offer.kind != "language")


def test_why_names_what_matched(search: CourseSearch) -> None:
    hit = search.search(SearchRequest("järkkärikortti turkuun")).hits[0]
    assert "järjestyksenvalvoja" in hit.why
    assert "Turku" in hit.why
    assert "_" not in hit.why


def test_the_same_course_in_many_places_leaves_room_for_others(search: CourseSearch) -> None:
    hits = ids(search, "hitsaus")
    assert sorted(hits[:3]) == ["hitsaus-kempele", "hitsaus-oulu", "hitsaus-turku"]


def test_only_stop_words_are_not_understood(search: CourseSearch) -> None:
    result = search.search(SearchRequest("ja tai se on"))
    assert not result.understood
    assert result.hits == ()


def test_generic_words_browse(search: CourseSearch) -> None:
    names = {hit.offer.name for hit in search.search(SearchRequest("haluan opiskella", limit=100)).hits}
    assert names == {offer.name for offer in CATALOGUE}


def test_nonsense_gives_broad_offers_and_says_so(search: CourseSearch) -> None:
    result = search.search(SearchRequest("zxqw vbnmkl"))
    assert not result.matched
    assert [hit.offer.kind for hit in result.hits] == ["liberal"]
    assert result.relaxed[0]["wish"] == "text"


@pytest.mark.parametrize(
    "query",
    [
        '"',
        '"a" OR',
        "NEAR(a b)",
        "hitsaus* AND",
        "-hitsaus",
        "title:hitsaus",
        "(((",
        "'; DROP TABLE offers; --",
        "%_",
    ],
)
def test_operators_of_databases_are_words_or_nothing(search: CourseSearch, query: str) -> None:
    result = search.search(SearchRequest(query))
    assert result.hits or not result.understood


def test_ten_thousand_characters_are_answered(search: CourseSearch) -> None:
    assert ids(search, "hitsaus " * 1_250)[0].startswith("hitsaus")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_any_text_is_answered_unless_it_says_nothing(search: CourseSearch, text: str) -> None:
    result = search.search(SearchRequest(text))
    assert bool(result.hits) == result.understood


def test_pages_neither_skip_nor_repeat(search: CourseSearch) -> None:
    whole = ids(search, "perustutkinto", limit=100)
    paged = [
        one
        for offset in range(0, len(whole), 2)
        for one in ids(search, "perustutkinto", limit=2, offset=offset)
    ]
    assert paged == whole
    assert search.search(SearchRequest("perustutkinto", limit=1)).total == len(whole)


def test_similar_leaves_out_the_offer_itself(search: CourseSearch) -> None:
    welding = search.offer("hitsaus-oulu")
    assert welding is not None
    found = [hit.offer.id for hit in search.similar(welding, limit=5).hits]
    assert found[0] in ("hitsaus-kempele", "hitsaus-turku")
    assert "hitsaus-oulu" not in found


@pytest.mark.parametrize("prefer", list(Prefer))
def test_similar_is_not_empty_where_nothing_is_known_to_be_better_and_says_so(
    search: CourseSearch, prefer: Prefer
) -> None:
    welding = search.offer("hitsaus-oulu")
    assert welding is not None
    found = search.similar(welding, place="Oulu", prefer=prefer)
    assert found.hits
    assert prefer in [note["wish"] for note in found.relaxed]


def test_similar_offers_are_found_for_an_offer_of_another_source(search: CourseSearch) -> None:
    found = search.similar(offer("live-1", "Hitsaus verkossa", modes=(Mode.ONLINE,)), limit=3)
    assert {hit.offer.name for hit in found.hits} == {"Hitsauksen peruskurssi"}
    assert found.matched


def test_nothing_is_similar_to_what_the_index_has_no_word_of(search: CourseSearch) -> None:
    found = search.similar(offer("live-2", "Zzyzx"))
    assert (found.hits, found.matched) == ((), False)


def test_facets_count_what_the_words_fit(search: CourseSearch) -> None:
    facets = search.facets(SearchRequest("hitsaus"))
    assert {facet.value: facet.count for facet in facets["municipality"]} == {
        "Kempele": 1,
        "Oulu": 1,
        "Turku": 1,
    }
    assert [facet.value for facet in facets["kind"]] == ["short"]


def test_suggestions_go_on_from_the_beginning_of_any_word(search: CourseSearch) -> None:
    assert "Hygieniapassi" in search.suggest("hyg")
    assert "Hius- ja kauneudenhoitoalan perustutkinto" in search.suggest("kaun")
    assert search.suggest("") == []


def test_a_prepared_search_answers_as_before_and_few_words_are_quick(search: CourseSearch) -> None:
    before = search.search(SearchRequest("hitsaus Oulu"))
    assert not search.is_quick(SearchRequest("hitsaus"))
    search.prepare(0.05)
    assert search.search(SearchRequest("hitsaus Oulu")) == before
    assert search.is_quick(SearchRequest("hitsaus"))
    assert not search.is_quick(SearchRequest("hitsaus " * 20))
