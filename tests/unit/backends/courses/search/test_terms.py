from __future__ import annotations

import pytest

from backends.courses.search.terms import TermAnalyzer, encode
from tests.support.offers import offer


@pytest.mark.parametrize(
    ("lemma", "term"),
    [
        ("Parturi-Kampaaja", "parturi_kampaaja"),
        ("ea:1", "ea_1"),
        ('"x"', "x"),
        ("_", ""),
        ("", ""),
        ("öljy", "öljy"),
    ],
)
def test_a_term_holds_no_sign_that_a_database_reads(lemma: str, term: str) -> None:
    assert encode(lemma) == term


def test_a_name_is_found_by_base_forms_parts_and_roots(analyzer: TermAnalyzer) -> None:
    terms = analyzer.index_terms(offer("x", "Hius- ja kauneudenhoitoalan perustutkinto"))
    assert {"hius", "perustutkinto"} <= set(terms.title.split())
    assert {"kauneus", "hoito", "kauneudenhoito"} <= set(terms.part.split())
    assert "_hoit" in terms.part.split()


@pytest.mark.parametrize(
    ("form", "stem"), [("lähihoitajakoulutus", "lähihoitaja"), ("kiinteistönhoitotyö", "kiinteistönhoito")]
)
def test_a_head_that_says_nothing_of_the_subject_comes_off(
    analyzer: TermAnalyzer, form: str, stem: str
) -> None:
    assert analyzer.without_head(form)[0] == stem


def test_a_word_without_such_a_head_stays_whole(analyzer: TermAnalyzer) -> None:
    assert analyzer.without_head("hitsaus") == ()


@pytest.mark.parametrize(
    ("form", "becomes"),
    [
        ("kokiksi", True),
        ("hitsaajaks", True),
        ("kokki", False),
        ("kurssi", False),
        ("keksi", False),
        ("", False),
    ],
)
def test_what_one_wants_to_become_is_said_in_the_translative(
    analyzer: TermAnalyzer, form: str, becomes: bool
) -> None:
    assert analyzer.becomes(form) is becomes


def test_an_unknown_name_in_a_document_is_never_repaired(analyzer: TermAnalyzer) -> None:
    assert "love" in analyzer.index_terms(offer("x", "LOVe")).title.split()


def test_a_name_is_found_by_its_subject_as_by_itself(analyzer: TermAnalyzer) -> None:
    assert "ensiapu" in analyzer.index_terms(offer("a", "Ensiapukurssi")).title.split()
