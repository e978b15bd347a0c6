"""What is read out of a query: wishes, words to look for, and what is passed over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backends.courses.search.expand import Expander
from backends.courses.search.lexicon import Lexicon
from backends.courses.search.parse import QueryParser
from backends.courses.search.query import How, ParsedQuery
from backends.courses.search.terms import TermAnalyzer, Word
from backends.courses.storage.sqlite import SqliteOffers
from tests.support.offers import FewPlaces


@pytest.fixture(scope="module")
def parser(analyzer: TermAnalyzer, lexicon: Lexicon, repository: SqliteOffers) -> QueryParser:
    return QueryParser(analyzer, lexicon, FewPlaces(), repository.vocabulary())


def said(query: ParsedQuery) -> list[str]:
    return [group.said for group in query.groups]


@pytest.mark.parametrize(
    ("text", "wish", "values"),
    [
        ("hitsaus verkossa", "mode", {"online"}),
        ("hitsaus etänä", "mode", {"online"}),
        ("hitsaus iltasin", "mode", {"evening"}),
        ("hitsaus iltasin", "time", {"evening"}),
        ("hitsaus työn ohella", "mode", {"part_time"}),
        ("hitsaus omaan tahtiin", "mode", {"self_paced"}),
        ("hitsaus oppisopimuksella", "mode", {"workplace"}),
        ("hitsaus viikonloppuisin", "time", {"weekend"}),
        ("hitsaus tutkinnon osa", "kind", {"degree_part"}),
        ("avoin yliopisto", "kind", {"open_he"}),
        ("ilmainen hitsaus", "cost", {"free"}),
    ],
)
def test_cue_words_become_wishes(parser: QueryParser, text: str, wish: str, values: set[str]) -> None:
    assert getattr(parser.parse(text).wishes, wish) == values


@pytest.mark.parametrize(
    "text", ["hitsaus verkossa", "hitsaus iltasin", "ilmainen hitsaus", "hitsaus työn ohella"]
)
def test_a_wish_that_is_lifted_out_is_not_looked_for(parser: QueryParser, text: str) -> None:
    assert said(parser.parse(text)) == ["hitsaus"]


def test_the_longest_cue_wins(parser: QueryParser) -> None:
    assert parser.parse("hitsaus ei verkossa").wishes.mode == {"contact"}


def test_a_first_part_says_how_and_a_last_part_says_what_kind(parser: QueryParser) -> None:
    online = parser.parse("verkkokurssi")
    assert online.wishes.mode == {"online"}
    assert said(online) == []
    card = parser.parse("hygieniapassi")
    assert card.wishes.kind == {"short"}
    assert said(card) == ["hygieniapassi"]


def test_places_are_lifted_out_and_either_will_do(parser: QueryParser) -> None:
    query = parser.parse("hitsaus Oulu Turku")
    assert said(query) == ["hitsaus"]
    assert query.wishes.place is not None
    assert query.wishes.place.municipalities == {"Oulu", "Turku"}


def test_stop_words_numbers_and_generic_words_are_passed_over(parser: QueryParser) -> None:
    assert said(parser.parse("mä haluisin 50 opiskella jotain hitsaus juttua")) == ["hitsaus"]


@pytest.mark.parametrize(
    ("text", "generic", "empty"), [("koulutus", True, False), ("ja tai", False, True), ("", False, True)]
)
def test_what_is_left_of_a_query_without_a_subject(
    parser: QueryParser, text: str, generic: bool, empty: bool
) -> None:
    query = parser.parse(text)
    assert (query.generic, query.is_empty) == (generic, empty)


def test_words_wrongly_apart_are_put_together(parser: QueryParser) -> None:
    assert said(parser.parse("hygienia passi")) == ["hygienia passi"]


def test_a_very_long_query_is_cut(parser: QueryParser) -> None:
    assert len(parser.parse("hitsaus hius auto " * 500).groups) <= 40


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("hitsauskurssi", "hitsaus"),
        ("järkkärikorttiin", "järjestyksenvalvoja"),
        ("hitsaaja", "_hits"),
        ("hygeniapassi", "hygieniapassi"),
    ],
)
def test_a_word_is_looked_for_in_its_other_forms(parser: QueryParser, text: str, shown: str) -> None:
    [group] = parser.parse(text).groups
    assert shown in [alternative.shown for alternative in group.alternatives]


@pytest.mark.parametrize("word", ["astronautti", "rekankuljettaja", "kissanpentu"])
def test_a_finnish_word_is_never_taken_for_a_misspelling(parser: QueryParser, word: str) -> None:
    [group] = parser.parse(word).groups
    assert all(alternative.how is not How.SPELLING for alternative in group.alternatives)


def test_a_misspelled_form_of_our_word_lists_is_no_finnish_word(analyzer: TermAnalyzer) -> None:
    assert not analyzer.knows("hygeniapassi")
    assert analyzer.knows("hygieniapassi")


def test_only_terms_of_the_index_are_looked_for(parser: QueryParser, repository: SqliteOffers) -> None:
    assert set(parser.parse("hitsaus järkkärikortti zxqwv ensapu").terms) <= repository.vocabulary().keys()


def test_a_word_on_how_far_one_has_come_weighs_less_than_the_subject(parser: QueryParser) -> None:
    subject, level = parser.parse("hitsaus perusteet").groups
    assert level.weight < subject.weight == 1.0


def test_no_wish_for_a_university_is_heard(parser: QueryParser) -> None:
    query = parser.parse("hitsaus ilman amk")
    assert said(query) == ["hitsaus"]
    assert "degree" in query.wishes.kind
    assert "he" not in query.wishes.kind


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("en jaksa enää siivousta, haluan hitsaus alalle", ["hitsaus"]),
        ("en halua siivousta enkä hoitoa vaan hitsaus", ["hitsaus"]),
        ("hius ei kiinnosta mutta hitsaus", ["hitsaus"]),
        ("ei enää siivousta", []),
        ("hitsaus ilman lähihoitajan papereita", ["hitsaus"]),
        ("jotain muuta kuin hius", []),
        ("hitsaus, en tiedä missä hius", ["hitsaus", "hius"]),
        ("en halua, hitsaus", ["hitsaus"]),
        ("ei kokemusta hitsaus", ["hitsaus"]),
    ],
)
def test_what_is_refused_is_not_looked_for(parser: QueryParser, text: str, kept: list[str]) -> None:
    assert said(parser.parse(text)) == kept


def test_who_only_says_what_is_not_wanted_may_browse(parser: QueryParser) -> None:
    assert not parser.parse("en halua siivousta").is_empty


@pytest.mark.parametrize("text", ["en halua opiskella verkossa", "en pysty opiskelemaan verkossa"])
def test_a_way_to_study_that_is_refused_is_no_wish(parser: QueryParser, text: str) -> None:
    assert not parser.parse(text).wishes.mode


@pytest.mark.parametrize(("text", "compound"), [("ensimmäinen apu", "ensiapu"), ("hius leikkaus", None)])
def test_two_words_in_base_forms_are_a_compound_where_it_is_known(
    parser: QueryParser, text: str, compound: str | None
) -> None:
    shown = [a.shown for group in parser.parse(text).groups for a in group.alternatives]
    assert (compound in shown) if compound else "hiustenleikkaus" not in shown


def test_the_parts_of_a_word_that_was_found_wait_for_when_too_little_was(parser: QueryParser) -> None:
    query = parser.parse("kiinteistöpalvelu")
    wider = query.broadened()
    assert wider is not None
    assert set(query.terms) < set(wider.terms)
    assert "palvelu" in wider.terms


def test_a_phrase_about_the_person_weighs_less_than_the_subject(parser: QueryParser) -> None:
    person, subject = parser.parse("vanhoille ihmisille hitsaus").groups
    assert person.weight < subject.weight


def test_words_that_are_a_wish_for_a_kind_weigh_less_than_the_subject(parser: QueryParser) -> None:
    kind, subject = parser.parse("työvoimakoulutus hitsaus").groups
    assert kind.weight < subject.weight
    [alone] = parser.parse("perustutkinto").groups
    assert alone.alternatives


def test_a_form_with_two_readings_is_passed_over_by_the_one_that_the_index_may_have(
    parser: QueryParser,
) -> None:
    assert said(parser.parse("hitsaus ilman pohjaa")) == ["hitsaus"]


def test_who_only_tells_of_an_ailment_may_browse(parser: QueryParser) -> None:
    query = parser.parse("mulla on selkä kipeä")
    assert (query.groups, query.generic) == ((), True)


def test_a_misspelling_is_never_read_as_a_stop_word(analyzer: TermAnalyzer, lexicon: Lexicon) -> None:
    expander = Expander(analyzer, lexicon, {"mahdollisuus": 3, "hitsaus": 3})
    word = Word("mahdolisuuss", 0, 12, ("mahdolisuuss",), ())
    assert expander.word(word).alternatives == ()
    assert Expander(analyzer, replace(lexicon, stop=frozenset()), {"mahdollisuus": 3}).word(word).alternatives
