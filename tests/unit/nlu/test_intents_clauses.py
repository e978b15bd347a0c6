"""The clauses of a message, each heard by itself beside the whole."""

import pytest

from nlu.intents.clauses import MOST_CLAUSES, Heard, clauses
from nlu.intents.crisis import shared_lexicon
from nlu.intents.decision import Thresholds, decide, plain
from nlu.intents.documents import document_of
from nlu.intents.scored import Scored
from nlu.reading import read_message

LIMITS = Thresholds(act=0.8, clarify=0.4, candidate=0.1, crisis=0.3)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("haluan kokiksi", []),
        ("haluan kokiksi mut olenko liian vanha", ["haluan kokiksi", "olenko liian vanha"]),
        ("olen 50 onks tää ihan turhaa", ["olen 50", "onks tää ihan turhaa"]),
        ("en tiedä, työkkäri käski. mitä nyt?", ["en tiedä,", "työkkäri käski.", "mitä nyt?"]),
        ("joo, haluan hitsaajaksi", ["haluan hitsaajaksi"]),
        ("leipuri-kondiittori", []),
        ("", []),
        ("???", []),
    ],
)
def test_where_a_message_falls_into_clauses(text: str, parts: list[str]) -> None:
    assert [part.text for part in clauses(document_of(text))] == parts


def test_a_clause_keeps_its_entities_and_its_place() -> None:
    document = document_of("asun Oulussa, haluan kokiksi")
    for part in clauses(document):
        assert document.text[part.tokens[0].start : part.tokens[-1].end] == part.text
        assert part.entities
    assert len(clauses(document_of("minä menen, " * 40))) == MOST_CLAUSES


def _heard(*scores: tuple[str, float]) -> list[Heard]:
    return [Heard(0, 5, Scored(*score)) for score in scores]


@pytest.mark.parametrize(
    ("heard", "kind"),
    [
        ([], "clarify"),
        ([("find_course", 0.9)], "act"),
        ([("find_course", 0.79)], "clarify"),
        ([("worry_age", 0.99)], "clarify"),
    ],
)
def test_what_is_likely_of_the_whole_and_plain_in_a_clause_is_acted_on(
    heard: list[tuple[str, float]], kind: str
) -> None:
    ranking = [Scored("find_course", 0.5), Scored("worry_age", 0.4)]
    decision = decide(read_message("kurssi"), ranking, shared_lexicon(), LIMITS, _heard(*heard))
    assert (decision.kind, decision.intent.name) == (kind, "find_course")


def test_a_fact_in_a_clause_does_not_make_the_whole_a_fact() -> None:
    ranking = [Scored("inform", 0.6), Scored("worry_age", 0.3)]
    heard = _heard(("inform", 0.99))
    assert decide(read_message("olen 50"), ranking, shared_lexicon(), LIMITS, heard).kind == "clarify"


def test_of_what_is_unlikely_of_the_whole_no_clause_convinces() -> None:
    ranking = [Scored("find_course", 0.3), Scored("worry_age", 0.2)]
    heard = _heard(("find_course", 0.99))
    assert decide(read_message("kurssi"), ranking, shared_lexicon(), LIMITS, heard).kind == "fallback"


def test_only_sure_clauses_are_kept_and_of_an_intent_the_first() -> None:
    heard = [
        Heard(0, 4, Scored("inform", 0.9)),
        Heard(5, 9, Scored("inform", 0.99)),
        Heard(10, 14, Scored("deny", 0.5)),
    ]
    assert plain(heard, LIMITS) == {"inform": heard[0]}
